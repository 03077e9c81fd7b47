import type { Credentials } from '../../model/credentials.js';
import type { SignedPolicy } from '../form/encode-policy.js';
import type { ExpiringContext, SignableForm, SignedForm } from '../signer.js';
import { signV4Form } from '../v4/sign-form.js';
import { type PolicyContext, signOwnV4Policy } from '../v4/sign-policy.js';
import { OSS_V4 } from './variant.js';

/**
 * Signs an upload by HTML form by signature V4 of Alibaba Cloud OSS. The policy covers the key and every field as they
 * are given.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param form - Key, further fields and conditions.
 * @param credentials - Temporary or long-lived keys. The token is a field, and a condition.
 * @param context - The time, and the life of the form in whole seconds.
 * @returns The URL to post to, the fields in order (the `file` goes last: OSS ignores what follows it) and when it stops
 * working.
 * @throws ConfigError listing everything about the form that cannot be right.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/signature-version-4-recommend
 */
export function signOssV4Form(
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  return signV4Form(OSS_V4, form, credentials, context);
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text: it is signed to the byte.
 * @param context - The time that the policy's `x-oss-date` names, and the region of its `x-oss-credential`.
 */
export function signOssV4Policy(
  policyText: string,
  credentials: Credentials,
  context: PolicyContext,
): Promise<SignedPolicy> {
  return signOwnV4Policy(OSS_V4, policyText, credentials, context);
}
