import { ParseError, type StoreErrorAnswer } from '../../model/errors.js';
import { childElements, childText, parseXml } from '../../xml/parse-xml.js';

/**
 * Reads an S3 error answer. A body that is no S3 error (a proxy's page, nothing at all) gives empty texts.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function readAwsError(body: string, headers: Headers): Promise<StoreErrorAnswer> {
  const [error] = childElements(await parseOrNothing(body), 'Error');
  const requestId = childText(error, 'RequestId') || headers.get('x-amz-request-id');
  const serverTime = new Date(childText(error, 'ServerTime') ?? Number.NaN);
  const region = childText(error, 'Region') || headers.get('x-amz-bucket-region');
  return {
    serviceCode: childText(error, 'Code') ?? '',
    serviceMessage: childText(error, 'Message') ?? '',
    ...(requestId ? { requestId } : {}),
    ...(Number.isNaN(serverTime.getTime()) ? {} : { serverTime }),
    ...(region ? { expectedRegion: region } : {}),
  };
}

async function parseOrNothing(body: string) {
  if (!body.trimStart().startsWith('<')) return {};
  try {
    return await parseXml(body);
  } catch (error) {
    if (error instanceof ParseError) return {};
    throw error;
  }
}
