import { base64 } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { expiryIssues } from '../expiry-issues.js';
import { checkForm } from '../form/check-form.js';
import { ANY_TIME, checkPolicy } from '../form/check-policy.js';
import { encodePolicy, type SignedPolicy, writePolicy } from '../form/encode-policy.js';
import { formSigningIssues } from '../form/form-signing-issues.js';
import { policyConditions } from '../form/policy-conditions.js';
import { hmacText } from '../hmac-text.js';
import { objectPath } from '../object-path.js';
import type { ExpiringContext, SignableForm, SignedForm } from '../signer.js';
import { ossV1Key } from './sign-text.js';
import { SWITCHED_OFF } from './switched-off.js';

const SIGNATURE_FIELDS = ['ossaccesskeyid', 'signature', 'x-oss-security-token'];

/**
 * Signs an upload by HTML form by signature V1 of Alibaba Cloud OSS. It is being switched off: prefer `signOssV4Form`.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param form - Key, further fields and conditions.
 * @param context - The time, and the life of the form in whole seconds.
 * @returns The URL to post to, the fields in order (the `file` goes last) and when it stops working.
 * @throws ConfigError listing everything about the form that cannot be right.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 */
export async function signOssV1Form(
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  checkForm(form, SIGNATURE_FIELDS, [
    ...formSigningIssues(form, credentials, context),
    ...expiryIssues(context?.expiresInSeconds),
  ]);
  const { location, key, fields } = form;
  const { securityToken } = credentials;
  const token = securityToken === undefined ? {} : { 'x-oss-security-token': securityToken };
  const policyText = writePolicy(context, policyConditions(form, token));
  const { policy, signature } = await signOssV1Policy(policyText, credentials);
  return {
    url: location.origin + objectPath(location, ''),
    fields: {
      key,
      ...fields,
      OSSAccessKeyId: credentials.accessKeyId,
      ...token,
      policy,
      Signature: signature,
    },
    expiresAt: expiresAt(context, credentials),
    warnings: [SWITCHED_OFF],
  };
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text: it is signed to the byte.
 * @throws ConfigError listing everything in the arguments that is missing or cannot be right.
 */
export async function signOssV1Policy(policyText: string, credentials: Credentials): Promise<SignedPolicy> {
  checkPolicy(policyText, credentials, ANY_TIME);
  const policy = encodePolicy(policyText);
  return { policy, signature: base64(await hmacText(ossV1Key(credentials), policy)) };
}
