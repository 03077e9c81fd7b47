import { childElements, childText, parseXml } from '../xml/parse-xml.js';
import type { XmlElement } from '../xml/xml-element.js';

/** What the error documents of S3, OSS and COS have in common. Absent fields are not in the answer. */
export interface XmlError {
  /** Empty when the body named none. */
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  readonly serverTime?: Date;
  /** The region that the store expected. */
  readonly region?: string;
  /** The bucket that the request was about. */
  readonly bucket?: string;
}

/**
 * Reads an error document. A body that is none (a proxy's page, nothing at all) gives empty texts, and so does one that
 * cannot be read here: the status is known all the same.
 *
 * @returns Never rejects.
 */
export async function readXmlError(body: string): Promise<XmlError> {
  const [error] = childElements(await parseOrNothing(body), 'Error');
  const requestId = childText(error, 'RequestId');
  const serverTime = new Date(childText(error, 'ServerTime') ?? Number.NaN);
  const region = childText(error, 'Region');
  const bucket = childText(error, 'BucketName');
  return {
    code: childText(error, 'Code') ?? '',
    message: childText(error, 'Message') ?? '',
    ...(requestId ? { requestId } : {}),
    ...(Number.isNaN(serverTime.getTime()) ? {} : { serverTime }),
    ...(region ? { region } : {}),
    ...(bucket ? { bucket } : {}),
  };
}

/** Whatever goes wrong, be it that the parser could not be loaded, must not hide the answer that is being read. */
async function parseOrNothing(body: string): Promise<XmlElement> {
  if (!body.trimStart().startsWith('<')) return {};
  return parseXml(body).catch(() => ({}));
}
