import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { checkPolicy } from '../form/check-policy.js';
import { encodePolicy, type SignedPolicy } from '../form/encode-policy.js';
import { hmacText } from '../hmac-text.js';
import type { SigningContext } from '../signer.js';
import { basicTime } from '../time-formats.js';
import { type V4Scope, v4Scope } from './scope.js';
import type { V4Variant } from './variant.js';

/** What a policy that somebody wrote is signed for: its day, and its region. */
export interface PolicyContext extends SigningContext {
  /** Where the bucket is: `us-east-1`. */
  readonly region: string;
}

/** The policy of a form under the scope's key: what is signed is its base64. */
export async function signV4Policy(scope: V4Scope, policyText: string): Promise<SignedPolicy> {
  const policy = encodePolicy(policyText);
  return { policy, signature: hex(await hmacText(scope.signingKey, policy)) };
}

/**
 * The same for a policy that names day and region itself.
 *
 * @throws ConfigError listing everything in the arguments that is missing or cannot be right.
 */
export async function signOwnV4Policy(
  variant: V4Variant,
  policyText: string,
  credentials: Credentials,
  context: PolicyContext,
): Promise<SignedPolicy> {
  checkPolicy(policyText, credentials, context?.now, regionIssues(context?.region));
  const { now, region } = context;
  const day = basicTime(now).slice(0, 8);
  return signV4Policy(v4Scope(variant, credentials, day, region, variant.service), policyText);
}

function regionIssues(region: unknown): Issue[] {
  if (typeof region === 'string') return [];
  const message = 'must be the region that the credential of the policy names, as text';
  return [
    { code: region === undefined ? 'missing' : 'invalid', path: 'region', value: showValue(region), message },
  ];
}
