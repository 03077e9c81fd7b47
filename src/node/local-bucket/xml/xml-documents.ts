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

/**
 * The parts of a `CompleteMultipartUpload`, as S3, OSS and COS are told of them.
 *
 * @throws Refusal `malformed-document`; `not-implemented` for what else a part should be, such as S3's checksums.
 */
export async function readXmlParts(document: Uint8Array): Promise<NamedPart[]> {
  const root = await readXmlRoot(document, 'CompleteMultipartUpload');
  refuseOthers(root, ['Part']);
  return childElements(root, 'Part').map((part) => {
    refuseOthers(part, ['PartNumber', 'ETag']);
    const number = childText(part, 'PartNumber') ?? '';
    const etag = childText(part, 'ETag');
    if (!/^\d{1,5}$/.test(number.trim()) || etag === undefined) throw new Refusal('malformed-document', {});
    return { partNumber: Number(number), etag: etag.trim().replaceAll('"', '').toLowerCase() };
  });
}

/** Refuses what an element holds besides, of which nothing would be done. @throws Refusal `not-implemented`. */
export function refuseOthers(element: XmlNode, known: readonly string[]): void {
  const names = typeof element === 'string' ? [] : Object.keys(element);
  const other = names.find((name) => name !== '#text' && !known.includes(name));
  if (other === undefined) return;
  throw new Refusal('not-implemented', { what: `The element ${other.slice(0, 100)}`, header: null });
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
