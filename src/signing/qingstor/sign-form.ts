import { base64 } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { checkForm } from '../form/check-form.js';
import { ANY_TIME, checkPolicy } from '../form/check-policy.js';
import { encodePolicy, type SignedPolicy } from '../form/encode-policy.js';
import { formSigningIssues } from '../form/form-signing-issues.js';
import { hmacText } from '../hmac-text.js';
import { objectPath } from '../object-path.js';
import type { SignableForm, SignedForm, SigningContext } from '../signer.js';
import { qingstorKey } from './sign-text.js';

const SIGNATURE_FIELDS = ['access_key_id', 'signature'];

const NEVER_ENDS: Issue = {
  code: 'dangerous',
  path: 'expiresAt',
  value: 'never',
  message:
    'is when this form stops working: policies of QingStor have no end and name no bucket, so whoever has the form can use it until the access key is replaced, perhaps on other buckets of yours too. Prefer a presigned URL',
};

/**
 * Signs an upload by HTML form as QingStor wants it. The policy is a flat list of the fields: it has no conditions
 * and **no end**, so prefer a presigned URL.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param form - Key and further fields. The key must not begin with `/`.
 * @param credentials - Long-lived keys: QingStor has no others.
 * @param context - The time is not looked at: the form does not end.
 * @returns The URL to post to, the fields in order (the `file` goes last), and the warning that it never ends.
 * @throws ConfigError listing everything about the form that cannot be right, conditions among it.
 */
export async function signQingstorForm(
  form: SignableForm,
  credentials: Credentials,
  context: SigningContext,
): Promise<SignedForm> {
  checkForm(form, SIGNATURE_FIELDS, [
    ...formSigningIssues(form, credentials, context),
    ...issuesForQingstor(form),
  ]);
  const { location, key, fields } = form;
  const policyText = JSON.stringify({ key, ...fields });
  const { policy, signature } = await signQingstorPolicy(policyText, credentials);
  return {
    url: location.origin + objectPath(location, ''),
    fields: { access_key_id: credentials.accessKeyId, policy, signature, key, ...fields },
    expiresAt: null,
    warnings: [NEVER_ENDS],
  };
}

/**
 * Signs the policy of a form that you wrote yourself.
 *
 * @param policyText - The policy as JSON text, a flat object of the form's fields: it is signed to the byte.
 * @throws ConfigError listing everything in the arguments that is missing or cannot be right.
 */
export async function signQingstorPolicy(
  policyText: string,
  credentials: Credentials,
): Promise<SignedPolicy> {
  checkPolicy(policyText, credentials, ANY_TIME);
  const policy = encodePolicy(policyText);
  return { policy, signature: base64(await hmacText(qingstorKey(credentials), policy)) };
}

function issuesForQingstor(form: SignableForm): Issue[] {
  const { key, conditions = [] } = form ?? {};
  const issues: Issue[] = [];
  if (String(key).startsWith('/')) {
    const message = 'must not begin with "/": QingStor takes no such key from a form';
    issues.push({ code: 'invalid', path: 'key', value: showValue(key), message });
  }
  if (Array.isArray(conditions) && conditions.length > 0) {
    const message = 'must be empty: policies of QingStor hold fields only';
    issues.push({ code: 'invalid', path: 'conditions', value: showValue(conditions), message });
  }
  return issues;
}
