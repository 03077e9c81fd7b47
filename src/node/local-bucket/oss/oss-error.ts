import { type ErrorMember, ServiceError } from '../service-error.js';

/**
 * A refusal of OSS.
 *
 * @param ec - The number that its support goes by, `0002-00000040`. Empty where it is not known.
 */
export function ossError(
  status: number,
  code: string,
  message: string,
  members: readonly ErrorMember[] = [],
  ec = '',
): ServiceError {
  return new ServiceError(status, code, message, ec === '' ? members : [...members, ['EC', ec]]);
}

/** The refusal of an argument that is malformed. What was given is not repeated: it may be half of a credential. */
export function badArgument(argument: string, message: string, ec = ''): ServiceError {
  return ossError(400, 'InvalidArgument', message, [['ArgumentName', argument]], ec);
}
