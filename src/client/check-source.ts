import { LONG_LIVED_KEYS, ONLY_FOR_YOU } from '../credentials/long-lived-keys.js';
import { type CredentialNeeds, readCredentialFields } from '../credentials/read-credential-fields.js';
import { unwrapRecord } from '../credentials/unwrap-record.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { wrongOption } from '../model/wrong-value.js';
import type { SigningStore } from '../stores/store.js';
import { isPage } from '../transport/is-page.js';
import { isObject } from '../transport/is-plain-object.js';

/** What signs the requests of a bucket, as it was given. */
export interface GivenSource {
  readonly credentials?: unknown;
  readonly signer?: unknown;
  readonly dangerouslyAllowLongLivedKeys?: unknown;
}

/**
 * Checks that there are credentials or a signer, exactly one of them, and no long-lived keys where every visitor can read
 * them.
 *
 * @param store - Absent: it is wrong itself.
 * @param now - The time against which an expiration is checked.
 */
export function checkSource(
  { credentials, signer, dangerouslyAllowLongLivedKeys: allow }: GivenSource,
  store: SigningStore | undefined,
  now: Date,
): Issue[] {
  if (signer === undefined) {
    const issues = checkCredentials(
      credentials,
      store?.signer.takesToken === false ? 'long-lived' : 'any',
      now,
    );
    if (allow === true || !isPage()) return issues;
    if (store?.signer.takesToken === false) return [...issues, noToken(store)];
    return issues.length > 0 || isTemporary(credentials) ? issues : [LONG_LIVED_KEYS];
  }
  return [
    ...(isSigner(signer) ? [] : [wrongOption('signer', signer, 'must be what remoteSigner() gives')]),
    ...(credentials === undefined
      ? []
      : [
          notShown(
            'invalid',
            'must not be given beside a signer, which signs by other means: give one of them',
          ),
        ]),
  ];
}

function isSigner(signer: unknown): boolean {
  const methods = ['signHeaders', 'signUrl', 'signForm', 'renew'];
  return isObject(signer) && methods.every((name) => typeof Reflect.get(signer, name) === 'function');
}

/** What a function returns is checked when it is called. */
function checkCredentials(credentials: unknown, needs: CredentialNeeds, now: Date): Issue[] {
  if (typeof credentials === 'function') return [];
  const found = unwrapRecord(credentials);
  if (found !== undefined) return [...readCredentialFields(found, now, needs).issues];
  // Text may be a secret that was pasted whole.
  const value =
    typeof credentials === 'string' ? `text of ${credentials.length} characters` : showValue(credentials);
  const message =
    'must be credentials, or a function that returns an STS answer; or give signer: remoteSigner({ url })';
  return [{ ...wrongOption('credentials', credentials, message), value }];
}

/** What a function returns is looked at when it is called. */
function isTemporary(credentials: unknown): boolean {
  const found = typeof credentials === 'function' ? undefined : unwrapRecord(credentials);
  return (
    found === undefined ||
    readCredentialFields(found, new Date(0), 'any').credentials?.securityToken !== undefined
  );
}

function noToken({ title }: SigningStore): Issue {
  return notShown(
    'dangerous',
    `must not be in a page: ${title} has no temporary ones, and every visitor could use these for ever. Let a server sign, with signer: remoteSigner({ url }). ${ONLY_FOR_YOU}`,
  );
}

function notShown(code: 'invalid' | 'dangerous', message: string): Issue {
  return { code, path: 'credentials', value: 'not shown', message };
}
