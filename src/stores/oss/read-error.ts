import type { StoreErrorAnswer, StoreErrorKind } from '../../model/errors.js';
import { readXmlError } from '../xml-error.js';

/**
 * Reads an error answer of Alibaba Cloud OSS. An answer without a body, to `HEAD`, carries its document in a header.
 *
 * @returns Never rejects: what is no such error gives empty texts.
 * @see https://www.alibabacloud.com/help/en/oss/support/http-status-code-403
 */
export async function readOssError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const error = await readXmlError(body === '' ? decodeHeader(headers.get('x-oss-err')) : body);
  const { code, message, serverTime } = error;
  const requestId = error.requestId ?? headers.get('x-oss-request-id');
  return {
    kind: kindOf(code, message, serverTime !== undefined),
    serviceCode: code,
    serviceMessage: message,
    ...(requestId ? { requestId } : {}),
    ...(serverTime === undefined ? {} : { serverTime }),
  };
}

function decodeHeader(value: string | null): string {
  try {
    return value === null ? '' : atob(value);
  } catch {
    return '';
  }
}

function kindOf(serviceCode: string, message: string, namesTime: boolean): StoreErrorKind {
  if (serviceCode === 'AccessDenied') {
    if (namesTime || message.startsWith('Request has expired')) return 'clock';
    // The one wording that has nothing to do with permissions: the bucket is in another region.
    return message.includes('addressed using the specified endpoint') ? 'region' : 'denied';
  }
  return KINDS.get(serviceCode) ?? 'other';
}

const KINDS: ReadonlyMap<string, StoreErrorKind> = new Map([
  ['SecurityTokenExpired', 'expired-credentials'],
  ['InvalidSecurityToken', 'expired-credentials'],
  // Parts of two answers of the STS were mixed.
  ['AccessKeyIdAndSecurityTokenNotMatch', 'expired-credentials'],
  ['RequestTimeTooSkewed', 'clock'],
  ['NoSuchBucket', 'no-bucket'],
  ['NoSuchKey', 'no-object'],
  ['SignatureDoesNotMatch', 'signature'],
  // The id of temporary credentials that have ended, or whose token is missing, is not known to it either.
  ['InvalidAccessKeyId', 'expired-credentials'],
]);
