import { optionalText, ShapeError } from './entry-fields.mjs';

/** Fields of a form that the signature sets, whatever the scheme. */
const SIGNATURE_FIELDS =
  /^(?:policy|signature|access_key_id|ossaccesskeyid|awsaccesskeyid|q-[a-z-]+|x-(?:amz|cos|oss)-security-token|x-(?:amz|oss)-(?:algorithm|credential|date|signature|signature-version))$/i;

/**
 * The policy that a vector signs, and, where it expects fields, a form that would send them.
 *
 * @param region - Of the form's bucket. Default: none.
 */
export function readForm(input, expected, region = '') {
  const policy = policyTextOf(input);
  if (expected.fields === undefined) return { policy };
  const { key = 'any', ...fields } = plainFields(expected.fields);
  return { policy, form: { location: anyBucket(region), key, fields } };
}

/** The policy as the text that is signed. */
export function policyTextOf(input) {
  const { policy } = input;
  if (typeof policy === 'object' && policy !== null && input.policyJson === undefined)
    return JSON.stringify(policy);
  const text = optionalText(
    { ...input, policy: typeof policy === 'string' ? policy : undefined },
    'policyJson',
    'policy',
  );
  if (text === undefined) throw new ShapeError('input.policy is missing');
  return text;
}

/** The fields that whoever makes the form gives; the others are the signature's. */
export function plainFields(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !SIGNATURE_FIELDS.test(name)));
}

/** Where a form goes does not matter to the signature of a policy that is given as text. */
export function anyBucket(region) {
  const host = 'bucket.example';
  return { origin: `https://${host}`, host, bucketPath: '', bucket: 'bucket', region };
}
