import type { PolicyCondition, SignableForm } from '../signer.js';
import { conditionFields } from './condition-fields.js';
import { FILE_NAME } from './file-name.js';

/**
 * The conditions of a form's policy: bucket, key and every field exactly as they will be sent, unless the caller gave a
 * condition of its own for one; what the caller asked for; and the fields of the signature.
 *
 * @param signatureFields - Those that the policy must name.
 */
export function policyConditions(
  { location, key, fields = {}, conditions = [] }: SignableForm,
  signatureFields: Readonly<Record<string, string>>,
): PolicyCondition[] {
  const given = new Set(conditions.flatMap(conditionFields));
  return [
    ...(given.has('bucket') ? [] : [{ bucket: location.bucket }]),
    ...(given.has('key') ? [] : [keyCondition(key)]),
    ...Object.entries(fields)
      .filter(([name]) => !given.has(name.toLowerCase()))
      .map(([name, value]): PolicyCondition => ['eq', `$${name}`, value]),
    ...conditions,
    ...Object.entries(signatureFields).map(([name, value]) => ({ [name]: value })),
  ];
}

/** The store replaces the mark by a name that nobody knows yet, so only what stands before it can be demanded. */
function keyCondition(key: string): PolicyCondition {
  const mark = key.indexOf(FILE_NAME);
  return mark < 0 ? ['eq', '$key', key] : ['starts-with', '$key', key.slice(0, mark)];
}
