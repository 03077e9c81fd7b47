import type { CorsRule } from '../../model/cors-rule.js';
import { wordedParseError } from '../../model/worded-parse-error.js';
import { worded } from '../../model/wording.js';
import { parseXml } from '../../xml/parse-xml.js';
import type { XmlElement } from '../../xml/xml-element.js';
import type { CorsReading, HeldParts } from '../cors-codec.js';
import { ReadingNotes } from '../cors-reading/notes.js';
import { readBoolean } from '../cors-reading/read-fields.js';
import { namedParts, type RuleSpelling, readRule, XML_SPELLING } from '../cors-reading/read-rule.js';

/**
 * What a `CORSConfiguration` says. Namespaces, attributes and the order of elements do not matter.
 *
 * @param holds - What the store knows: an element for anything else is reported as unknown.
 * @throws ParseError when it is not well formed, or not a CORS configuration.
 */
export async function readCorsXml(document: string, holds: HeldParts): Promise<CorsReading> {
  return readCorsElements(await parseXml(document), holds);
}

/** The same of XML that was parsed already. */
export function readCorsElements(parsed: XmlElement, holds: HeldParts): CorsReading {
  if (!Object.hasOwn(parsed, 'CORSConfiguration'))
    throw wordedParseError(worded`Not a CORS configuration: the root element is not ${'CORSConfiguration'}`);
  const spelling: RuleSpelling = holds.id
    ? XML_SPELLING
    : new Map([...XML_SPELLING].filter(([, field]) => field !== 'id'));
  const notes = new ReadingNotes();
  const rules: CorsRule[] = [];
  let responseVary: boolean | undefined;
  for (const [name, value] of namedParts(parsed.CORSConfiguration?.[0], '', notes)) {
    if (name === 'CORSRule')
      rules.push(
        ...asList(value).map((rule, index) => readRule(rule, `CORSRule[${index}]`, spelling, notes)),
      );
    else if (name === 'ResponseVary' && holds.responseVary) responseVary = readBoolean(value, name, notes);
    else notes.addUnknown('', name);
  }
  notes.refuseIssues();
  return {
    configuration: { rules, ...(responseVary === undefined ? {} : { responseVary }) },
    unknown: notes.unknown,
  };
}

/** The parser gives all elements of one name as a list. */
function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
