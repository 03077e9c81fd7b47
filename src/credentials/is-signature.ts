import { holdsSecret } from './credential-fields.js';

/** Fields of what a server answers that signs by itself, such as `policy` and `x_oss_signature` of a form. */
const SIGNED = /^(?:authorization|policy|sign|.*signature)$/i;

/**
 * Whether an answer, without its wrappers, is no credentials but a signature that was made with some: `{ policy, x_oss_credential, signature }`,
 * `{ Authorization, SecurityToken }`. Pure.
 */
export function isSignature(fields: Readonly<Record<string, unknown>>): boolean {
  if (holdsSecret(fields)) return false;
  return Object.entries(fields).some(([name, value]) => SIGNED.test(name) && typeof value === 'string');
}
