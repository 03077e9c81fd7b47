import { type ErrorMember, ServiceError } from '../service-error.js';

/** The refusal of a signature that is another's. @param members - What was computed, so that it can be compared. */
export function signatureDoesNotMatch(members: readonly ErrorMember[]): ServiceError {
  return new ServiceError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', members);
}
