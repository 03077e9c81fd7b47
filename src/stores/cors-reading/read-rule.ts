import type { CorsRule } from '../../model/cors-rule.js';
import { worded } from '../../model/wording.js';
import { join, type ReadingNotes } from './notes.js';
import { isFields, readSeconds, readText, readTexts } from './read-fields.js';

/** How a document names the fields of a rule: its own names, each with the field that it stands for. */
export type RuleSpelling = ReadonlyMap<string, keyof CorsRule>;

/** The names of the elements of a rule in S3's XML, which OSS and COS have too. */
export const XML_SPELLING: RuleSpelling = new Map([
  ['ID', 'id'],
  ['AllowedOrigin', 'allowedOrigins'],
  ['AllowedMethod', 'allowedMethods'],
  ['AllowedHeader', 'allowedHeaders'],
  ['ExposeHeader', 'exposeHeaders'],
  ['MaxAgeSeconds', 'maxAgeSeconds'],
]);

/** Reads one rule. What is wrong and what is not understood is noted, each with its path. */
export function readRule(
  source: unknown,
  path: string,
  spelling: RuleSpelling,
  notes: ReadingNotes,
): CorsRule {
  const found = new Map<keyof CorsRule, { readonly value: unknown; readonly path: string }>();
  for (const [name, value] of namedParts(source, path, notes)) {
    const field = spelling.get(name);
    const first = field === undefined ? undefined : found.get(field);
    if (field === undefined) notes.addUnknown(path, name);
    else if (first === undefined) found.set(field, { value, path: join(path, name) });
    else notes.addIssue(join(path, name), value, worded`says again what ${first.path} says: leave one out`);
  }
  const read = <Value>(
    field: keyof CorsRule,
    how: (value: unknown, path: string, notes: ReadingNotes) => Value,
  ): Value => how(found.get(field)?.value, found.get(field)?.path ?? path, notes);
  const id = read('id', readText);
  const allowedHeaders = read('allowedHeaders', readTexts);
  const exposeHeaders = read('exposeHeaders', readTexts);
  const maxAgeSeconds = read('maxAgeSeconds', readSeconds);
  return {
    ...(id === undefined ? {} : { id }),
    allowedOrigins: read('allowedOrigins', readTexts),
    allowedMethods: read('allowedMethods', readTexts),
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
}

/** Reads one rule of JSON, where a text is no empty element. */
export function readJsonRule(
  source: unknown,
  path: string,
  spelling: RuleSpelling,
  notes: ReadingNotes,
): CorsRule {
  if (typeof source === 'string') notes.addIssue(path, source, 'must be an object');
  return readRule(typeof source === 'string' ? {} : source, path, spelling, notes);
}

/** The named parts of an object or an element. Space between elements is none; an empty element has none. */
export function namedParts(
  source: unknown,
  path: string,
  notes: ReadingNotes,
): readonly (readonly [name: string, value: unknown])[] {
  if (isFields(source)) return Object.entries(source).filter(([name, value]) => !isBlankText(name, value));
  if (typeof source !== 'string') notes.addIssue(path, source, 'must be an object');
  else if (source.trim() !== '') notes.addUnknown(path, '#text');
  return [];
}

function isBlankText(name: string, value: unknown): boolean {
  return name === '#text' && typeof value === 'string' && value.trim() === '';
}
