import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { signingIssues } from '../signing-issues.js';

/** For schemes whose signed policies know no time of signing. */
export const ANY_TIME: Date = /* @__PURE__ */ new Date(0);

/** A place that is right: the signature of a policy names none. */
const ANYWHERE = { origin: '', host: '', bucketPath: '', bucket: '', region: '' };

/**
 * Makes sure that a policy that somebody wrote can be signed.
 *
 * @param now - The time that it is signed for, or {@link ANY_TIME}.
 * @param further - What else is wrong with it, to be told together. Default: nothing.
 * @throws ConfigError listing everything that is missing or cannot be right. It shows no key and no token.
 */
export function checkPolicy(
  policyText: unknown,
  credentials: unknown,
  now: unknown,
  further: readonly Issue[] = [],
): void {
  const issues = [
    ...(typeof policyText === 'string' && policyText !== '' ? [] : [noText(policyText)]),
    ...signingIssues({ location: ANYWHERE, key: '', credentials, now }),
    ...further,
  ];
  if (issues.length > 0) throw new ConfigError('The policy cannot be signed', issues);
}

function noText(policyText: unknown): Issue {
  const isMissing = policyText === undefined || policyText === '';
  const message = 'must be the policy as JSON text, as by JSON.stringify()';
  return {
    code: isMissing ? 'missing' : 'invalid',
    path: 'policyText',
    value: showValue(policyText),
    message,
  };
}
