import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ParseError } from '../../model/errors.js';
import type { CorsReading } from '../cors-codec.js';
import { ReadingNotes } from '../cors-reading/notes.js';
import { readText } from '../cors-reading/read-fields.js';
import { namedParts, type RuleSpelling, readRule } from '../cors-reading/read-rule.js';
import { foldOrigins } from './fold-origins.js';

/** Documents of stores are small; anything larger is not one. */
const MAX_CHARACTERS = 1 << 20;

const SPELLING: RuleSpelling = new Map([
  ['allowed_origin', 'allowedOrigins'],
  ['allowed_methods', 'allowedMethods'],
  ['allowed_headers', 'allowedHeaders'],
  ['expose_headers', 'exposeHeaders'],
  ['max_age_seconds', 'maxAgeSeconds'],
]);

/**
 * What QingStor's JSON says. Without `cors_rules` it has no rules.
 *
 * @throws ParseError when it is no JSON, longer than 1 Mi characters, or not of that shape.
 */
export function readCorsJson(document: string): CorsReading {
  if (document.length > MAX_CHARACTERS)
    throw new ParseError(`JSON of ${document.length} characters: at most ${MAX_CHARACTERS} are read`);
  const notes = new ReadingNotes();
  const configuration = readQingstorFields(parse(document), notes);
  notes.refuseIssues();
  return { configuration, unknown: notes.unknown };
}

/** The same of JSON that was parsed already. What is wrong and what is not understood is noted. */
export function readQingstorFields(document: unknown, notes: ReadingNotes): CorsConfiguration {
  let rules: CorsConfiguration['rules'] = [];
  let responseVary: boolean | undefined;
  for (const [name, value] of namedParts(document, '', notes)) {
    if (name === 'resp_vary') responseVary = readRespVary(value, notes);
    else if (name !== 'cors_rules') notes.addUnknown('', name);
    else if (Array.isArray(value))
      rules = value.map((rule, index) => readRule(rule, `cors_rules[${index}]`, SPELLING, notes));
    else if (value !== null) notes.addIssue(name, value, 'must be a list of rules');
  }
  return { rules: foldOrigins(rules), ...(responseVary === undefined ? {} : { responseVary }) };
}

/** `enable`, `enabled`, `disable`, `disabled`, in any case: the vendor's pages are not of one mind. */
function readRespVary(value: unknown, notes: ReadingNotes): boolean | undefined {
  const word = readText(value, 'resp_vary', notes);
  if (word === undefined) return undefined;
  const [, which] = /^(en|dis)abled?$/i.exec(word.trim()) ?? [];
  if (which === undefined) notes.addIssue('resp_vary', value, 'must be "enabled" or "disabled"');
  return which === undefined ? undefined : which.toLowerCase() === 'en';
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch (error) {
    throw new ParseError('Not a CORS configuration: the document is no JSON', [], { cause: error });
  }
}
