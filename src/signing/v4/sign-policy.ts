import { encodePolicy, type SignedPolicy } from '../form/encode-policy.js';
import type { V4Scope } from './scope.js';
import { signV4Text } from './sign.js';

/** The policy of a form under the scope's key: what is signed is its base64. */
export async function signV4Policy(scope: V4Scope, policyText: string): Promise<SignedPolicy> {
  const policy = encodePolicy(policyText);
  return { policy, signature: await signV4Text(scope, policy) };
}
