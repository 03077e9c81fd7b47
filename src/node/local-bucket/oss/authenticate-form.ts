import type { AccessKey } from '../access-keys.js';
import type { Access, FormFields, SignedForm } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { readPolicy } from '../form/read-policy.js';
import { Refusal } from '../refusal.js';
import { signTextV1 } from './authenticate-v1.js';
import { noValidDate } from './check-time.js';
import { readCredential, V4_ALGORITHM } from './credential.js';
import { findKey } from './find-key.js';
import { checkObjectName } from './object-name.js';
import { badArgument } from './oss-error.js';
import { signTextV4 } from './sign-v4.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { readOssDate } from './times.js';

/** V4 wants its own fields in the policy. */
const COVERED_BY_V4 = ['x-oss-signature-version', 'x-oss-credential', 'x-oss-date', 'x-oss-security-token'];
/** `x-oss-` fields that are known, besides metadata. Of the others nobody knows what would be left undone. */
const KNOWN_OSS_FIELDS = [...COVERED_BY_V4, 'x-oss-signature'];

interface FormSignature {
  readonly caller: AccessKey;
  readonly provided: string;
  readonly computed: string;
  readonly mustBeCovered: readonly string[];
}

/**
 * Checks a form signed by V4 or V1. Fields that OSS does not know it passes over, and so does this.
 *
 * @throws ServiceError | Refusal when it is not signed, signed by another, or asks for what is not built.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 */
export function authenticateForm(fields: FormFields, access: Access): SignedForm {
  const isV4 = [...fields.keys()].some((name) => /^x-oss-(signature|credential)/.test(name));
  const isV1 = ['policy', 'signature', 'ossaccesskeyid'].some((name) => fields.has(name));
  if (!isV4 && !isV1) throw new Refusal('access-denied', {});
  const policy = required(fields, 'policy', 'policy');
  const signature = isV4 ? checkV4(fields, policy, access) : checkV1(fields, policy, access);
  const { caller, provided, computed, mustBeCovered } = signature;
  if (!equalInConstantTime(computed, provided)) {
    throw signatureDoesNotMatch({
      accessKeyId: caller.accessKeyId,
      provided,
      stringToSign: policy,
      token: null,
      ec: '',
    });
  }
  const notBuilt = [...fields.keys()].find(isNotBuilt);
  if (notBuilt !== undefined) {
    throw new Refusal('not-implemented', { what: `The form field ${notBuilt}`, header: notBuilt });
  }
  const key = fields.get('key') ?? '';
  if (key !== '') checkObjectName(key);
  const { expiresAt, conditions } = readPolicy(Buffer.from(policy, 'base64').toString());
  return { caller, expiresAt, conditions, mustBeCovered: (field) => mustBeCovered.includes(field) };
}

function checkV1(fields: FormFields, policy: string, access: Access): FormSignature {
  const accessKeyId = required(fields, 'ossaccesskeyid', 'accessKeyId');
  const provided = required(fields, 'signature', 'signature');
  const caller = findKey(accessKeyId, fields.get('x-oss-security-token') ?? null, access);
  const computed = signTextV1(policy, caller.secretAccessKey);
  return { caller, provided, computed, mustBeCovered: [] };
}

function checkV4(fields: FormFields, policy: string, access: Access): FormSignature {
  const provided = required(fields, 'x-oss-signature', 'signature');
  if (fields.get('x-oss-signature-version') !== V4_ALGORITHM) {
    throw badArgument('x-oss-signature-version', `x-oss-signature-version must be ${V4_ALGORITHM}.`);
  }
  const ossDate = fields.get('x-oss-date') ?? '';
  // Whether it may be long ago is not known; the policy says when the form ends.
  if (readOssDate(ossDate) === null) throw noValidDate();
  const credential = fields.get('x-oss-credential') ?? '';
  if (credential.split('/').length < 5) {
    throw badArgument('x-oss-credential', 'Invalid Credential in x-oss-credential.', '0002-00000710');
  }
  const { accessKeyId, scope } = readCredential(credential, 'x-oss-credential', ossDate, access);
  const caller = findKey(accessKeyId, fields.get('x-oss-security-token') ?? null, access);
  const computed = signTextV4(policy, scope, caller.secretAccessKey);
  return { caller, provided, computed, mustBeCovered: COVERED_BY_V4 };
}

/** A field that must be there. @param title - What OSS calls it in its refusal. */
function required(fields: FormFields, name: string, title: string): string {
  const value = fields.get(name) ?? '';
  if (value !== '') return value;
  const ec = fields.has(name) ? '0002-00000704' : '0002-00000703';
  throw badArgument(name, `Post request ${title} is empty.`, ec);
}

function isNotBuilt(name: string): boolean {
  if (name === 'callback' || name === 'callback-var') return true;
  if (!name.startsWith('x-oss-') || name.startsWith('x-oss-meta-')) return false;
  return !KNOWN_OSS_FIELDS.includes(name);
}
