import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import type { ServiceError } from '../service-error.js';
import { ossError } from './oss-error.js';

/**
 * The key of that id, if the token that came is its own and has not ended.
 *
 * @param token - Empty or `null`: none came.
 * @throws ServiceError `InvalidAccessKeyId`, also for a temporary id without a token and a lasting one with; for another
 *   key's token `AccessKeyIdAndSecurityTokenNotMatch`; for nobody's `InvalidSecurityToken`; `SecurityTokenExpired`.
 * @see https://www.alibabacloud.com/help/en/oss/support/http-status-code-403
 */
export function findKey(accessKeyId: string, token: string | null, { keys, now }: Access): AccessKey {
  const key = keys.get(accessKeyId);
  const came = token ?? '';
  if (key === undefined || (key.session === null) !== (came === '')) throw unknownKey(accessKeyId);
  if (key.session === null) return key;
  if (!equalInConstantTime(key.session.token, came)) throw wrongToken(isKnown(came, { keys }));
  if (now < key.session.expiresAt) return key;
  const message = 'The security token you provided has expired.';
  throw ossError(403, 'SecurityTokenExpired', message, [], '0002-00000007');
}

function isKnown(token: string, { keys }: Pick<Access, 'keys'>): boolean {
  return [...keys.values()].some(
    ({ session }) => session !== null && equalInConstantTime(session.token, token),
  );
}

function unknownKey(accessKeyId: string): ServiceError {
  const message = 'The OSS Access Key Id you provided does not exist in our records.';
  return ossError(403, 'InvalidAccessKeyId', message, [['OSSAccessKeyId', accessKeyId]], '0002-00000002');
}

function wrongToken(isOfAnother: boolean): ServiceError {
  return isOfAnother
    ? ossError(
        403,
        'AccessKeyIdAndSecurityTokenNotMatch',
        'The OSS access key id and security token you provided does not match',
      )
    : ossError(403, 'InvalidSecurityToken', 'The security token you provided is invalid.');
}
