import type { StoreErrorAnswer, StoreErrorKind } from '../../model/errors.js';
import { readXmlError } from '../xml-error.js';

/**
 * Reads an S3 error answer.
 *
 * @returns Never rejects: what is no S3 error gives empty texts.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readAwsError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const error = await readXmlError(body);
  const { code, message, serverTime } = error;
  const requestId = error.requestId ?? headers.get('x-amz-request-id');
  const region = error.region ?? headers.get('x-amz-bucket-region');
  return {
    kind: kindOf(code, Boolean(region), serverTime !== undefined),
    serviceCode: code,
    serviceMessage: message,
    ...(requestId ? { requestId } : {}),
    ...(serverTime === undefined ? {} : { serverTime }),
    ...(region ? { expectedRegion: region } : {}),
  };
}

function kindOf(serviceCode: string, namesRegion: boolean, namesTime: boolean): StoreErrorKind {
  // A presigned URL out of its time is refused as AccessDenied too, and then the answer tells the store's time.
  if (serviceCode === 'AccessDenied') return namesTime ? 'clock' : 'denied';
  if (serviceCode === 'AuthorizationHeaderMalformed') return namesRegion ? 'region' : 'signature';
  return KINDS.get(serviceCode) ?? 'other';
}

const KINDS: ReadonlyMap<string, StoreErrorKind> = new Map([
  ['ExpiredToken', 'expired-credentials'],
  ['InvalidToken', 'expired-credentials'],
  // MinIO's name for it.
  ['InvalidTokenId', 'expired-credentials'],
  ['RequestTimeTooSkewed', 'clock'],
  ['PermanentRedirect', 'region'],
  ['TemporaryRedirect', 'region'],
  ['NoSuchBucket', 'no-bucket'],
  ['NoSuchKey', 'no-object'],
  ['SignatureDoesNotMatch', 'signature'],
  // Also of temporary ones that have ended and were forgotten.
  ['InvalidAccessKeyId', 'expired-credentials'],
]);
