import { type ErrorMember, ServiceError } from '../service-error.js';

/** The refusal of a signature that is another's. @param members - What was computed, so that it can be compared. */
export function signatureDoesNotMatch(members: readonly ErrorMember[]): ServiceError {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return new ServiceError(403, 'SignatureDoesNotMatch', message, members);
}
