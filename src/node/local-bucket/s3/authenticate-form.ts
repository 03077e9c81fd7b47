import type { Access, FormFields, SignedForm } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { readPolicy } from '../form/read-policy.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { findKey } from './authenticate.js';
import { readCredential } from './read-claim.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { signText } from './verify-signature.js';

const SIGNATURE_FIELDS = ['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature', 'policy'];
const KNOWN_FIELDS =
  /^(key|bucket|cache-control|content-(type|disposition|encoding|language)|expires|redirect|success_action_(status|redirect)|x-amz-(security-token|meta-.+)|x-ignore-.*)$/;
const NEVER_COVERED = /^(x-amz-signature|policy|file|x-ignore-.*)$/;

/**
 * Checks a form signed by Signature Version 4.
 *
 * @throws ServiceError | Refusal when it is not signed, signed by another, or asks for what is not built.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 */
export function authenticateForm(fields: FormFields, access: Access): SignedForm {
  if (!fields.has('policy') || !fields.has('x-amz-signature')) {
    if (fields.has('awsaccesskeyid') || fields.has('signature')) throw unsupportedMechanism();
    throw new Refusal('access-denied', {});
  }
  const [algorithm = '', credential = '', , signature = '', policy = ''] = SIGNATURE_FIELDS.map((name) => {
    const value = fields.get(name);
    if (value !== undefined) return value;
    const message = `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`;
    throw new Refusal('invalid-argument', { argument: name, value: '', message });
  });
  if (algorithm !== 'AWS4-HMAC-SHA256') throw unsupportedMechanism();
  const { accessKeyId, scope } = readCredential(credential, malformedCredential);
  if (scope.service !== 's3' || scope.region !== access.region) {
    throw malformedCredential(`the region '${scope.region}' is wrong; expecting '${access.region}'`);
  }
  const caller = findKey(accessKeyId, fields.get('x-amz-security-token') ?? null, access);
  if (!equalInConstantTime(signText(policy, scope, caller.secretAccessKey), signature)) {
    throw signatureDoesNotMatch([
      ['AWSAccessKeyId', accessKeyId],
      ['StringToSign', policy],
    ]);
  }
  const unknown = [...fields.keys()].find(
    (name) => !KNOWN_FIELDS.test(name) && !SIGNATURE_FIELDS.includes(name),
  );
  if (unknown !== undefined) {
    throw new Refusal('not-implemented', { what: `The form field ${unknown}`, header: unknown });
  }
  const { expiresAt, conditions } = readPolicy(Buffer.from(policy, 'base64').toString());
  return { caller, expiresAt, conditions, mustBeCovered: (field) => !NEVER_COVERED.test(field) };
}

function malformedCredential(why: string): ServiceError {
  return new ServiceError(400, 'InvalidArgument', `Error parsing the X-Amz-Credential parameter; ${why}`, [
    ['ArgumentName', 'x-amz-credential'],
  ]);
}

function unsupportedMechanism(): ServiceError {
  return new ServiceError(
    400,
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  );
}
