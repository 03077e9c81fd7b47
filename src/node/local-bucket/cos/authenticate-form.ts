import type { Access, FormFields, SignedForm } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import type { FormCondition } from '../form/form-condition.js';
import { readPolicy } from '../form/read-policy.js';
import { Refusal } from '../refusal.js';
import { checkWindow, findKey } from './check-key.js';
import { sha1, signText } from './compute-signature.js';
import { readWindow } from './read-claim.js';
import { signatureDoesNotMatch } from './signature-error.js';

const SIGNATURE_FIELDS = ['policy', 'q-sign-algorithm', 'q-ak', 'q-key-time', 'q-signature'];
const KNOWN_FIELDS =
  /^(key|bucket|cache-control|content-(type|disposition|encoding|language)|expires|success_action_(status|redirect)|x-cos-(security-token|meta-.+))$/;
/** What a policy must say of the signature itself. */
const NEEDED_CONDITIONS = ['q-sign-algorithm', 'q-ak', 'q-key-time'];

/**
 * Checks a form signed as COS wants it. That a field without a condition is refused is nowhere said, and so it is taken.
 *
 * @throws ServiceError | Refusal when it is not signed, signed by another, or asks for what is not built.
 * @see https://www.tencentcloud.com/document/product/436/14690
 */
export function authenticateForm(fields: FormFields, access: Access): SignedForm {
  if (!fields.has('policy') && !fields.has('q-signature')) throw new Refusal('access-denied', {});
  const [policy = '', algorithm, accessKeyId = '', keyTime = '', signature = ''] = SIGNATURE_FIELDS.map(
    (name) => {
      const value = fields.get(name);
      if (value !== undefined && value !== '') return value;
      throw new Refusal('malformed-form', { message: `The form has no field "${name}".` });
    },
  );
  if (algorithm !== 'sha1') {
    throw new Refusal('malformed-form', { message: 'The field "q-sign-algorithm" must be sha1.' });
  }
  checkWindow(readWindow('q-key-time', keyTime), access.now);
  const caller = findKey(accessKeyId, fields.get('x-cos-security-token') ?? null, access);
  // The policy itself is hashed, not its base64 as elsewhere.
  const policyBytes = Buffer.from(policy, 'base64');
  const stringToSign = sha1(policyBytes);
  if (!equalInConstantTime(signText(stringToSign, keyTime, caller.secretAccessKey), signature)) {
    throw signatureDoesNotMatch([['StringToSign', stringToSign]]);
  }
  const unknown = [...fields.keys()].find(
    (name) => !KNOWN_FIELDS.test(name) && !SIGNATURE_FIELDS.includes(name),
  );
  if (unknown !== undefined) {
    throw new Refusal('not-implemented', { what: `The form field ${unknown}`, header: unknown });
  }
  const { expiresAt, conditions: read } = readPolicy(policyBytes.toString());
  const conditions = read.map(renameSignTime);
  const missing = NEEDED_CONDITIONS.find((field) => !conditions.some((each) => isEqual(each, field)));
  if (missing !== undefined) {
    throw new Refusal('invalid-policy', { message: `it has no condition for ${conditionName(missing)}.` });
  }
  return { caller, expiresAt, conditions, mustBeCovered: () => false };
}

/** The condition is called `q-sign-time` and the field `q-key-time`, in the vendor's own page too. */
function renameSignTime(condition: FormCondition): FormCondition {
  if (condition.kind === 'length' || condition.field !== 'q-sign-time') return condition;
  return { ...condition, field: 'q-key-time' };
}

function conditionName(field: string): string {
  return field === 'q-key-time' ? 'q-sign-time' : field;
}

function isEqual(condition: FormCondition, field: string): boolean {
  return condition.kind === 'equals' && condition.field === field;
}
