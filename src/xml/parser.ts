// All that is needed to parse: of a dynamic import a bundler keeps everything.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { wordedParseError } from '../model/worded-parse-error.js';
import { worded } from '../model/wording.js';
import type { XmlElement } from './xml-element.js';

/** Documents of stores are small; anything larger is not one. */
const MAX_CHARACTERS = 1 << 20;

/** @see https://www.w3.org/TR/xml/#charsets */
const ONLY_XML_CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Where an ampersand begins no entity. */
const LITERAL = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g;
/** An ampersand that begins none of those that every document knows. @see https://www.w3.org/TR/xml/#sec-predefined-ent */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)[\w.:-]*;?/;

/** What `parseXml()` loads. @throws ParseError as it says. */
export function parse(text: string): XmlElement {
  if (text.length > MAX_CHARACTERS)
    throw wordedParseError(worded`XML of ${text.length} characters: at most ${MAX_CHARACTERS} are read`);
  if (/<!DOCTYPE/i.test(text))
    throw wordedParseError(worded`XML with a document type declaration is not read`);
  if (!ONLY_XML_CHARACTERS.test(text))
    throw wordedParseError(worded`XML with characters that XML does not allow`);
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { msg, line, code } = valid.err;
    // The parser has words in English only, and a code beside them.
    throw wordedParseError({ text: 'Not well-formed XML: {0} (line {1})', values: [msg, line, code] });
  }
  // Now every comment is known to end: before, to look for one would take the square of a hostile text's length.
  const unknown = ENTITY.exec(text.replace(LITERAL, ''))?.[0];
  if (unknown !== undefined)
    throw wordedParseError(worded`Not well-formed XML: the entity ${unknown.slice(0, 40)} is not known`);
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
    throw wordedParseError(worded`XML that is not read: its names or its nesting are out of bounds`, [], {
      cause: error,
    });
  }
  const roots = Object.entries(parsed).flatMap(([name, nodes]) => (name === '#text' ? [] : nodes));
  if (roots.length > 1)
    throw wordedParseError(worded`Not well-formed XML: it has more than one root element`);
  return parsed;
}
