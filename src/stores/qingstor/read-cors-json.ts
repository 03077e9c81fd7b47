import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { wordedParseError } from '../../model/worded-parse-error.js';
import { worded } from '../../model/wording.js';
import type { CorsReading } from '../cors-codec.js';
import { ReadingNotes } from '../cors-reading/notes.js';
import { isFields, readText } from '../cors-reading/read-fields.js';
import { type RuleSpelling, readJsonRule } from '../cors-reading/read-rule.js';
import { foldOrigins } from '../rule-forms/fold-origins.js';

/** Documents of stores are small; anything larger is not one. */
const MAX_CHARACTERS = 1 << 20;

/** The names of a rule's fields. */
export const QINGSTOR_SPELLING: RuleSpelling = new Map([
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
    throw wordedParseError(worded`JSON of ${document.length} characters: at most ${MAX_CHARACTERS} are read`);
  const notes = new ReadingNotes();
  let rules: CorsConfiguration['rules'] = [];
  let responseVary: boolean | undefined;
  const root = parse(document);
  if (!isFields(root)) throw wordedParseError(worded`Not a CORS configuration: the document is no object`);
  for (const [name, value] of Object.entries(root)) {
    if (name === 'resp_vary') responseVary = readRespVary(value, name, notes);
    else if (name !== 'cors_rules') notes.addUnknown('', name);
    else if (Array.isArray(value))
      rules = value.map((rule, index) =>
        readJsonRule(rule, `cors_rules[${index}]`, QINGSTOR_SPELLING, notes),
      );
    else if (value !== null) notes.addIssue(name, value, 'must be a list of rules');
  }
  notes.refuseIssues();
  const vary = responseVary === undefined ? {} : { responseVary };
  return { configuration: { rules: foldOrigins(rules), ...vary }, unknown: notes.unknown };
}

/** `enable`, `enabled`, `disable`, `disabled`, in any case: the vendor's pages are not of one mind. */
export function readRespVary(value: unknown, path: string, notes: ReadingNotes): boolean | undefined {
  const word = readText(value, path, notes);
  if (word === undefined) return undefined;
  const [, which] = /^(en|dis)abled?$/i.exec(word.trim()) ?? [];
  if (which === undefined) notes.addIssue(path, value, 'must be "enabled" or "disabled"');
  return which === undefined ? undefined : which.toLowerCase() === 'en';
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch (error) {
    throw wordedParseError(worded`Not a CORS configuration: the document is no JSON`, [], { cause: error });
  }
}
