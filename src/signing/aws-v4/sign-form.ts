import type { Credentials } from '../../model/credentials.js';
import type { SignedPolicy } from '../form/encode-policy.js';
import type { ExpiringContext, SignableForm, SignedForm } from '../signer.js';
import { signV4Form } from '../v4/sign-form.js';
import { type PolicyContext, signOwnV4Policy } from '../v4/sign-policy.js';
import { AWS_V4 } from './variant.js';

/**
 * Signs an upload by HTML form by AWS Signature Version 4. The policy covers the key and every field as they are given.
 *
 * Pure but for the platform's hashes; sends nothing. A form without further headers needs no preflight, unless
 * somebody listens to the progress of its upload.
 *
 * @param form - Key, further fields and conditions.
 * @param credentials - Temporary or long-lived keys. The token is a field, and a condition.
 * @param context - The time, and the life of the form in whole seconds.
 * @returns The URL to post to, the fields in order (the `file` goes last) and when it stops working.
 * @throws ConfigError listing everything about the form that cannot be right.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function signAwsV4Form(
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  return signV4Form(AWS_V4, form, credentials, context);
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text: it is signed to the byte.
 * @param context - The time that the policy's `x-amz-date` names, and the region of its `x-amz-credential`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 */
export function signAwsV4Policy(
  policyText: string,
  credentials: Credentials,
  context: PolicyContext,
): Promise<SignedPolicy> {
  return signOwnV4Policy(AWS_V4, policyText, credentials, context);
}
