import { SESSION_TOKEN_BYTES } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { ServiceError } from '../service-error.js';

/** What S3 tells apart of keys and tokens, and Ceph does not. */
const OF_CREDENTIALS = ['InvalidAccessKeyId', 'InvalidToken', 'ExpiredToken'];

/**
 * Does a check that S3 does, and refuses in the words of Ceph 16: a token is looked at before the key, and with keys that last a
 * signature that does not fit is called no other than a key that nobody knows. Measured on 16.2.15.
 *
 * @param token - The session token that came. `null`: none.
 * @throws ServiceError with an empty message, as all of Ceph's are, where the words differ; else what `check` throws.
 */
export function sayAsCeph<Result>(check: () => Result, token: string | null, access: Access): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const hasToken = token !== null && token !== '';
    if (error.code === 'SignatureDoesNotMatch') {
      throw hasToken ? new ServiceError(403, 'SignatureDoesNotMatch', '') : cephAccessDenied();
    }
    if (!OF_CREDENTIALS.includes(error.code)) throw error;
    throw hasToken && isUnreadable(token, access) ? cephInvalidArgument() : cephAccessDenied();
  }
}

/** What Ceph calls most refusals. */
export function cephAccessDenied(): ServiceError {
  return new ServiceError(403, 'AccessDenied', '');
}

/** What Ceph calls what it cannot read. */
export function cephInvalidArgument(): ServiceError {
  return new ServiceError(400, 'InvalidArgument', '');
}

/** A token is encrypted: one that is cut cannot be decrypted at all, one that was changed gives what cannot be read. */
function isUnreadable(token: string, { keys }: Access): boolean {
  const bytes = Buffer.from(token, 'base64');
  if (bytes.toString('base64') !== token) return true;
  return (
    bytes.length === SESSION_TOKEN_BYTES &&
    ![...keys.values()].some(({ session }) => session?.token === token)
  );
}
