import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { expiryIssues } from '../expiry-issues.js';
import { checkForm } from '../form/check-form.js';
import { ANY_TIME, checkPolicy } from '../form/check-policy.js';
import { encodePolicy, type SignedPolicy, writePolicy } from '../form/encode-policy.js';
import { formSigningIssues } from '../form/form-signing-issues.js';
import { policyConditions } from '../form/policy-conditions.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { objectPath } from '../object-path.js';
import type { ExpiringContext, SignableForm, SignedForm } from '../signer.js';
import { keyTimeIssues } from './check-key-time.js';
import { cosUrlKeys, type KeyTime, timeText, urlKeyTime } from './key-time.js';
import { policyIssues } from './policy-issues.js';

const SIGNATURE_FIELDS = [
  'q-sign-algorithm',
  'q-ak',
  'q-key-time',
  'q-sign-time',
  'q-signature',
  'x-cos-security-token',
];

/**
 * Signs an upload by HTML form as Tencent COS wants it. The policy covers the key and every field as they are given.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param form - Key, further fields and conditions.
 * @param credentials - Temporary or long-lived keys. The token is a field; no condition is known to be asked for it.
 * @param context - The time, and the life of the form in whole seconds.
 * @returns The URL to post to, the fields in order (the `file` goes last) and when it stops working.
 * @throws ConfigError listing everything about the form that cannot be right.
 * @see https://www.tencentcloud.com/document/product/436/14690
 */
export async function signCosForm(
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedForm> {
  checkForm(form, SIGNATURE_FIELDS, [
    ...formSigningIssues(form, credentials, context),
    ...expiryIssues(context?.expiresInSeconds),
  ]);
  const { location, key, fields } = form;
  const end = expiresAt(context, credentials);
  const keyTime = urlKeyTime(context.now, end, credentials);
  const time = timeText(keyTime);
  const { accessKeyId, securityToken } = credentials;
  const token = securityToken === undefined ? {} : { 'x-cos-security-token': securityToken };
  // The condition is called q-sign-time and the field q-key-time, in the vendor's own page too.
  const named = { 'q-sign-algorithm': 'sha1', 'q-ak': accessKeyId, 'q-sign-time': time };
  const policyText = writePolicy(context, policyConditions(form, named));
  const { policy, signature } = await signPolicyText(policyText, credentials, keyTime);
  return {
    url: location.origin + objectPath(location, ''),
    fields: {
      key,
      ...fields,
      policy,
      'q-sign-algorithm': 'sha1',
      'q-ak': accessKeyId,
      'q-key-time': time,
      ...token,
      'q-signature': signature,
    },
    expiresAt: end,
    warnings: [],
  };
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text: it is signed to the byte, and not its base64 as elsewhere.
 * @param keyTime - The window that the policy's `q-sign-time` names.
 * @throws ConfigError listing everything in the arguments that is missing or cannot be right, such as a policy without the
 * three conditions that COS wants, `q-sign-algorithm`, `q-ak` and `q-sign-time`, or with others than are signed.
 * @see https://www.tencentcloud.com/document/product/436/14690
 */
export async function signCosPolicy(
  policyText: string,
  credentials: Credentials,
  keyTime: KeyTime,
): Promise<SignedPolicy> {
  checkPolicy(policyText, credentials, ANY_TIME, [
    ...keyTimeIssues(keyTime, true),
    ...policyIssues(policyText, credentials, keyTime),
  ]);
  return signPolicyText(policyText, credentials, keyTime);
}

async function signPolicyText(
  policyText: string,
  credentials: Credentials,
  keyTime: KeyTime,
): Promise<SignedPolicy> {
  const hash = hex(await hashText('SHA-1', policyText));
  const signature = hex(await hmacText(cosUrlKeys(credentials, timeText(keyTime)), hash));
  return { policy: encodePolicy(policyText), signature };
}
