import type { StoreErrorAnswer, StoreErrorKind } from '../../model/errors.js';
import { readXmlError } from '../xml-error.js';

/**
 * Reads an error answer of Tencent COS.
 *
 * @returns Never rejects: what is no such error gives empty texts.
 * @see https://www.tencentcloud.com/document/product/436/7730
 */
export async function readCosError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const error = await readXmlError(body);
  const { code, message, serverTime } = error;
  const requestId = error.requestId ?? headers.get('x-cos-request-id');
  return {
    kind: kindOf(code, message),
    serviceCode: code,
    serviceMessage: message,
    ...(requestId ? { requestId } : {}),
    ...(serverTime === undefined ? {} : { serverTime }),
  };
}

function kindOf(serviceCode: string, message: string): StoreErrorKind {
  // Out of the signature's window: the clock is off, or the credentials have ended.
  if (serviceCode === 'AccessDenied') return message.startsWith('Request has expired') ? 'clock' : 'denied';
  return KINDS.get(serviceCode) ?? 'other';
}

const KINDS: ReadonlyMap<string, StoreErrorKind> = new Map([
  ['ExpiredToken', 'expired-credentials'],
  ['RequestTimeTooSkewed', 'clock'],
  ['NoSuchBucket', 'no-bucket'],
  ['NoSuchKey', 'no-object'],
  ['SignatureDoesNotMatch', 'signature'],
  // The id of temporary credentials that have ended is not known to it either.
  ['InvalidAccessKeyId', 'expired-credentials'],
]);
