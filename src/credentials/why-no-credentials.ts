// Loaded when an answer holds no credentials.
import { CredentialsError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';
import { holdsKeys } from './credential-fields.js';
import { isSignature } from './is-signature.js';
import { parseAnswer } from './parse-answer.js';
import { stsErrorCode } from './sts-error-code.js';
import { unwrapRecord } from './unwrap-record.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';

const SIGNS_ITSELF =
  'The server gave no credentials but a signature: it signs by itself. Have it answer what its STS says, or ask it for each ' +
  'request by signer: remoteSigner({ url }) in place of credentials';

/** What an answer holds in place of credentials. `undefined`: it tells nothing. Pure. */
export function whyNoCredentials(answer: UnwrappedAnswer): CredentialsError | undefined {
  const code = errorIn(answer);
  if (code === undefined) {
    return isSignature(answer[0].fields) ? new CredentialsError(SIGNS_ITSELF, []) : undefined;
  }
  return new CredentialsError(
    `The STS, or the server that asks it, gave no credentials but the error ${code}: ask it otherwise`,
    [],
  );
}

/** The error that an answer tells, as it may be shown. `undefined`: none. */
function errorIn(answer: UnwrappedAnswer): string | undefined {
  return holdsKeys(answer[0].fields) ? undefined : stsErrorCode(answer.map(({ fields }) => fields));
}

/** The error that a text tells, as it may be shown. `undefined`: none, or it is no answer of an STS. Never rejects. */
export async function errorToldBy(text: string): Promise<string | undefined> {
  const unwrapped = unwrapRecord(await parseAnswer(text).catch(() => undefined));
  return unwrapped && errorIn(unwrapped);
}

/** What is neither an object nor the text of one. Text, here JSON within JSON, may hold a secret. */
export function notAnAnswer(value: unknown): CredentialsError {
  return unreadable(
    typeof value === 'string' ? `JSON text of ${value.length} characters, not shown` : showValue(value),
  );
}

/** Text that cannot be parsed. It may hold half a secret, so it is not shown. */
export function notAnAnswerText(text: string): CredentialsError {
  return unreadable(`text of ${text.trim().length} characters that is neither JSON nor XML`);
}

function unreadable(value: string): CredentialsError {
  return new CredentialsError('The credentials cannot be read', [
    {
      code: 'invalid',
      path: 'credentials',
      value,
      message:
        'must be an STS answer: an object, or the JSON or XML text of one, with access key, secret, token and expiration',
    },
  ]);
}
