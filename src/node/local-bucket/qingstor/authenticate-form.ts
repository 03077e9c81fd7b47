import type { Access, FormFields, SignedForm } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import type { FormCondition } from '../form/form-condition.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { findKey, signatureNotMatched } from './authenticate.js';
import { signText } from './sign-text.js';

const SIGNATURE_FIELDS = ['access_key_id', 'policy', 'signature'];
const KNOWN_FIELDS =
  /^(key|cache-control|content-(type|disposition|encoding|language)|expires|redirect|x-qs-meta-.+)$/;

/**
 * Checks a form signed as QingStor wants it. Its policy is a flat object of all fields but those of the signature, and has
 * no end.
 *
 * @throws ServiceError | Refusal when it is not signed, signed by another, or asks for what is not built.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/object/basic_opt/post/
 */
export function authenticateForm(fields: FormFields, access: Access): SignedForm {
  if (!fields.has('policy') && !fields.has('signature')) throw new Refusal('access-denied', {});
  const [accessKeyId = '', policy = '', signature = ''] = SIGNATURE_FIELDS.map((name) => {
    const value = fields.get(name);
    if (value !== undefined && value !== '') return value;
    throw new Refusal('malformed-form', { message: `The form has no field "${name}".` });
  });
  const caller = findKey(accessKeyId, access);
  if (!equalInConstantTime(signText(policy, caller.secretAccessKey), signature)) {
    throw signatureNotMatched(policy);
  }
  const unknown = [...fields.keys()].find(
    (name) => !KNOWN_FIELDS.test(name) && !SIGNATURE_FIELDS.includes(name),
  );
  if (unknown !== undefined) {
    throw new Refusal('not-implemented', { what: `The form field ${unknown}`, header: unknown });
  }
  const signed = readPolicy(policy);
  const key = fields.get('key') ?? '';
  if (key.startsWith('/')) {
    throw new ServiceError(400, 'invalid_object_name', 'The key in a form must not begin with "/".');
  }
  // As it was sent: what it becomes with the name of the file is nothing that was signed.
  if (signed.get('key') !== key)
    throw new Refusal('policy-failed', { message: 'The field "key" is another.' });
  const conditions = [...signed]
    .filter(([field]) => field !== 'key')
    .map(([field, value]): FormCondition => ({ kind: 'equals', field, value }));
  const mustBeCovered = (field: string): boolean => field !== 'key' && !SIGNATURE_FIELDS.includes(field);
  return { caller, expiresAt: null, conditions, mustBeCovered };
}

function readPolicy(policy: string): ReadonlyMap<string, string> {
  const entries = Object.entries(parse(Buffer.from(policy, 'base64').toString()));
  return new Map(
    entries.map(([name, value]) => {
      if (typeof value !== 'string') throw invalid(`The value of "${name.slice(0, 100)}" is no text.`);
      return [name.toLowerCase(), value];
    }),
  );
}

function parse(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, as what is no object.
  }
  throw invalid('It is no JSON object.');
}

function invalid(message: string): Refusal {
  return new Refusal('invalid-policy', { message });
}
