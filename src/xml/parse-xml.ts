import { ParseError, UnsupportedError } from '../model/errors.js';

/** An element: its children by local name, each name with all elements that bear it. Text is a string. */
export interface XmlElement {
  readonly [name: string]: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

/** Documents of stores are small; anything larger is not one. */
const MAX_CHARACTERS = 1 << 20;

/** @see https://www.w3.org/TR/xml/#charsets */
const ONLY_XML_CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Where an ampersand begins no entity. */
const LITERAL = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g;
/** An ampersand that begins none of those that every document knows. @see https://www.w3.org/TR/xml/#sec-predefined-ent */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)[\w.:-]*;?/;

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
  if (text.length > MAX_CHARACTERS)
    throw new ParseError(`XML of ${text.length} characters: at most ${MAX_CHARACTERS} are read`);
  if (/<!DOCTYPE/i.test(text)) throw new ParseError('XML with a document type declaration is not read');
  if (!ONLY_XML_CHARACTERS.test(text)) throw new ParseError('XML with characters that XML does not allow');
  const unknown = ENTITY.exec(text.replace(LITERAL, ''))?.[0];
  if (unknown !== undefined)
    throw new ParseError(`Not well-formed XML: the entity ${unknown.slice(0, 40)} is not known`);
  const { XMLParser, XMLValidator } = await loadParser();
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new ParseError(`Not well-formed XML: ${valid.err.msg} (line ${valid.err.line})`);
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    parseTagValue: false,
    // Stores keep values as they were put, spaces included.
    trimValues: false,
    // Without it numeric character references stay as they are.
    htmlEntities: true,
    isArray: () => true,
  });
  let parsed: XmlElement;
  try {
    parsed = parser.parse(text) as XmlElement;
  } catch (error) {
    // The parser refuses what could harm: names such as __proto__, nesting without end, entities that grow.
    throw new ParseError('XML that is not read: its names or its nesting are out of bounds', [], {
      cause: error,
    });
  }
  const roots = Object.entries(parsed).flatMap(([name, nodes]) => (name === '#text' ? [] : nodes));
  if (roots.length > 1) throw new ParseError('Not well-formed XML: it has more than one root element');
  return parsed;
}

async function loadParser(): Promise<typeof import('./parser.js')> {
  try {
    return await import('./parser.js');
  } catch (error) {
    throw new UnsupportedError("The XML parser, a file of its own beside the SDK's, could not be loaded", {
      cause: error,
    });
  }
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
