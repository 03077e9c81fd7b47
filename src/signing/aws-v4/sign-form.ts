import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { expiryIssues } from '../expiry-issues.js';
import { checkForm } from '../form/check-form.js';
import { type SignedPolicy, writePolicy } from '../form/encode-policy.js';
import { formSigningIssues } from '../form/form-signing-issues.js';
import { policyConditions } from '../form/policy-conditions.js';
import { objectPath } from '../object-path.js';
import type { ExpiringContext, SignableForm, SignedForm, SigningContext } from '../signer.js';
import { basicTime } from '../time-formats.js';
import { v4Scope } from '../v4/scope.js';
import { signV4Policy } from '../v4/sign-policy.js';
import { AWS_V4 } from './variant.js';

const SIGNATURE_FIELDS = ['algorithm', 'credential', 'date', 'security-token', 'signature'].map(
  (name) => `x-amz-${name}`,
);

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
export async function signAwsV4Form(
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  checkForm(form, SIGNATURE_FIELDS, [
    ...formSigningIssues(form, credentials, context),
    ...expiryIssues(context?.expiresInSeconds),
  ]);
  const { location, key, fields } = form;
  const timestamp = basicTime(context.now);
  const scope = v4Scope(AWS_V4, credentials, timestamp.slice(0, 8), location.region, 's3');
  const token = credentials.securityToken;
  const named = {
    'x-amz-algorithm': AWS_V4.algorithm,
    'x-amz-credential': scope.credential,
    'x-amz-date': timestamp,
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const { policy, signature } = await signV4Policy(
    scope,
    writePolicy(context, policyConditions(form, named)),
  );
  return {
    url: location.origin + objectPath(location, ''),
    fields: { key, ...fields, ...named, policy, 'x-amz-signature': signature },
    expiresAt: expiresAt(context, credentials),
    warnings: [],
  };
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text: it is signed to the byte.
 * @param context - The time that the policy's `x-amz-date` names, and the region of its `x-amz-credential`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 */
export async function signAwsV4Policy(
  policyText: string,
  credentials: Credentials,
  context: SigningContext & { readonly region: string },
): Promise<SignedPolicy> {
  const day = basicTime(context.now).slice(0, 8);
  return signV4Policy(v4Scope(AWS_V4, credentials, day, context.region, 's3'), policyText);
}
