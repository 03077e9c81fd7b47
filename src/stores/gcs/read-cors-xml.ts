import type { CorsRule } from '../../model/cors-rule.js';
import { wordedParseError } from '../../model/worded-parse-error.js';
import { worded } from '../../model/wording.js';
import { withOneHeaderList } from '../../rules/one-header-list.js';
import { parseXml } from '../../xml/parse-xml.js';
import type { XmlElement } from '../../xml/xml-element.js';
import type { CorsReading } from '../cors-codec.js';
import { join, ReadingNotes } from '../cors-reading/notes.js';
import { namedParts, type RuleSpelling, readRule } from '../cors-reading/read-rule.js';

/** The elements of a rule that hold lists, each with its entries' name and the field that it stands for. */
const LISTS: ReadonlyMap<string, readonly [entry: string, field: keyof CorsRule]> = new Map([
  ['Origins', ['Origin', 'allowedOrigins']],
  ['Methods', ['Method', 'allowedMethods']],
  ['ResponseHeaders', ['ResponseHeader', 'allowedHeaders']],
]);

/** Rules whose lists were taken out of the elements around them. */
const SPELLING: RuleSpelling = new Map<string, keyof CorsRule>([
  ...[...LISTS].map(([name, [, field]]) => [name, field] as const),
  ['MaxAgeSec', 'maxAgeSeconds'],
]);

/**
 * What a `CorsConfig` says. Namespaces, attributes and the order of elements do not matter.
 *
 * @throws ParseError when it is not well formed, or not such a document.
 */
export async function readGcsCorsXml(document: string): Promise<CorsReading> {
  return readGcsCorsElements(await parseXml(document));
}

/** The same of XML that was parsed already. */
export function readGcsCorsElements(parsed: XmlElement): CorsReading {
  if (!Object.hasOwn(parsed, 'CorsConfig'))
    throw wordedParseError(worded`Not a CORS configuration: the root element is not ${'CorsConfig'}`);
  const notes = new ReadingNotes();
  const rules: CorsRule[] = [];
  for (const [name, value] of namedParts(parsed.CorsConfig?.[0], '', notes)) {
    if (name !== 'Cors') notes.addUnknown('', name);
    else
      rules.push(
        ...asList(value).map((rule, index) => {
          const path = `Cors[${index}]`;
          return withOneHeaderList(readRule(unwrapLists(rule, path, notes), path, SPELLING, notes));
        }),
      );
  }
  notes.refuseIssues();
  return { configuration: { rules }, unknown: notes.unknown };
}

/** `<Origins><Origin>a</Origin></Origins>` as `Origins: ['a']`. */
function unwrapLists(rule: unknown, path: string, notes: ReadingNotes): unknown {
  const parts = namedParts(rule, path, notes).map(([name, value]): [string, unknown] => {
    const [entry] = LISTS.get(name) ?? [];
    if (entry === undefined) return [name, value];
    const within = join(path, name);
    const entries = asList(value).flatMap((list) =>
      namedParts(list, within, notes).flatMap(([found, values]) => {
        if (found === entry) return asList(values);
        notes.addUnknown(within, found);
        return [];
      }),
    );
    return [name, entries];
  });
  return Object.fromEntries(parts);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
