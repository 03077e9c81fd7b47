import { ParseError } from '../../../model/errors.js';
import { childElements, childText, parseXml } from '../../../xml/parse-xml.js';
import type { XmlElement, XmlNode } from '../../../xml/xml-element.js';
import type { NamedPart } from '../dialect.js';
import { Refusal } from '../refusal.js';

/** The root element of that name in a document. @throws Refusal `malformed-document`. */
export async function readXmlRoot(document: Uint8Array, root: string): Promise<XmlNode> {
  const parsed: XmlElement = await parseXml(decodeUtf8(document)).catch(refuseMalformed);
  const [element] = childElements(parsed, root);
  if (element === undefined) throw new Refusal('malformed-document', {});
  return element;
}

/** The parts of a `CompleteMultipartUpload`, as S3, OSS and COS are told of them. @throws Refusal `malformed-document`. */
export async function readXmlParts(document: Uint8Array): Promise<NamedPart[]> {
  const root = await readXmlRoot(document, 'CompleteMultipartUpload');
  return childElements(root, 'Part').map((part) => {
    const number = childText(part, 'PartNumber') ?? '';
    const etag = childText(part, 'ETag');
    if (!/^\d{1,5}$/.test(number.trim()) || etag === undefined) throw new Refusal('malformed-document', {});
    return { partNumber: Number(number), etag: etag.trim().replaceAll('"', '').toLowerCase() };
  });
}

/** The text of a document. @throws Refusal `malformed-document` when it is not UTF-8. */
export function decodeUtf8(document: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(document);
  } catch {
    throw new Refusal('malformed-document', {});
  }
}

/** Turns a parser's refusal into the store's. What failed for another reason is no fault of the document. */
export function refuseMalformed(error: unknown): never {
  throw error instanceof ParseError ? new Refusal('malformed-document', {}) : error;
}
