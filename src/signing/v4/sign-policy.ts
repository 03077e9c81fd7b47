import type { Credentials } from '../../model/credentials.js';
import { encodePolicy, type SignedPolicy } from '../form/encode-policy.js';
import type { SigningContext } from '../signer.js';
import { basicTime } from '../time-formats.js';
import { type V4Scope, v4Scope } from './scope.js';
import { signV4Text } from './sign.js';
import type { V4Variant } from './variant.js';

/** What a policy that somebody wrote is signed for: its day, and its region. */
export interface PolicyContext extends SigningContext {
  readonly region: string;
}

/** The policy of a form under the scope's key: what is signed is its base64. */
export async function signV4Policy(scope: V4Scope, policyText: string): Promise<SignedPolicy> {
  const policy = encodePolicy(policyText);
  return { policy, signature: await signV4Text(scope, policy) };
}

/** The same for a policy that names day and region itself. */
export async function signOwnV4Policy(
  variant: V4Variant,
  policyText: string,
  credentials: Credentials,
  { now, region }: PolicyContext,
): Promise<SignedPolicy> {
  const day = basicTime(now).slice(0, 8);
  return signV4Policy(v4Scope(variant, credentials, day, region, variant.service), policyText);
}
