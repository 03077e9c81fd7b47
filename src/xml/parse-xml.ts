import { loadPart } from '../model/load-part.js';
import type { XmlElement, XmlNode } from './xml-element.js';

/**
 * Parses a small XML document into elements by name, without attributes and namespaces prefixes.
 *
 * The parser is loaded when the first document is read, so that an app that never reads XML never fetches it. Document
 * type declarations are refused: no store sends one, and they are how XML bombs and external entities come in.
 *
 * @throws ParseError when the text is not well formed, has a document type or characters that XML forbids, or is longer
 * than 1 Mi characters. UnsupportedError when the parser's file cannot be loaded.
 */
export async function parseXml(text: string): Promise<XmlElement> {
  const { parse } = await loadPart('The XML parser', () => import('./parser.js'));
  return parse(text);
}

/** The child elements of that name. Empty when there are none, or when the node is text. */
export function childElements(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string') return [];
  return Object.hasOwn(node, name) ? (node[name] ?? []) : [];
}

/** The text of the first child of that name. `undefined` when there is none. */
export function childText(node: XmlNode | undefined, name: string): string | undefined {
  const first = childElements(node, name)[0];
  return typeof first === 'string' ? first : undefined;
}
