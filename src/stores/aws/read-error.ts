import type { StoreErrorAnswer, StoreErrorKind } from '../../model/errors.js';
import { childElements, childText, parseXml, type XmlElement } from '../../xml/parse-xml.js';

/**
 * Reads an S3 error answer. A body that is no S3 error (a proxy's page, nothing at all) gives empty texts, and so does
 * one that cannot be read here: the status is known all the same.
 *
 * @returns Never rejects.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readAwsError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const [error] = childElements(await parseOrNothing(body), 'Error');
  const requestId = childText(error, 'RequestId') || headers.get('x-amz-request-id');
  const serverTime = new Date(childText(error, 'ServerTime') ?? Number.NaN);
  const region = childText(error, 'Region') || headers.get('x-amz-bucket-region');
  const serviceCode = childText(error, 'Code') ?? '';
  const isTimed = !Number.isNaN(serverTime.getTime());
  return {
    kind: kindOf(serviceCode, Boolean(region), isTimed),
    serviceCode,
    serviceMessage: childText(error, 'Message') ?? '',
    ...(requestId ? { requestId } : {}),
    ...(isTimed ? { serverTime } : {}),
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
  ['InvalidAccessKeyId', 'signature'],
]);

/** Whatever goes wrong, be it that the parser could not be loaded, must not hide the answer that is being read. */
async function parseOrNothing(body: string): Promise<XmlElement> {
  if (!body.trimStart().startsWith('<')) return {};
  return parseXml(body).catch(() => ({}));
}
