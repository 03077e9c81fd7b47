import type { ReadingNotes } from './notes.js';

/** Whether it has fields: an object, but no list. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of texts, or one text for a list of one. Absent and `null`: none. */
export function readTexts(value: unknown, path: string, notes: ReadingNotes): string[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry, index): entry is string => {
    if (typeof entry === 'string') return true;
    notes.addIssue(Array.isArray(value) ? `${path}[${index}]` : path, entry, 'must be text');
    return false;
  });
}

/** One text. Absent, `null` and empty: none. */
export function readText(value: unknown, path: string, notes: ReadingNotes): string | undefined {
  const single = onlyOne(value, path, notes);
  if (typeof single === 'string') return single === '' ? undefined : single;
  if (single !== undefined && single !== null) notes.addIssue(path, single, 'must be text');
  return undefined;
}

/** A whole number of seconds, be it as text. Absent, `null` and empty: none. */
export function readSeconds(value: unknown, path: string, notes: ReadingNotes): number | undefined {
  const single = onlyOne(value, path, notes);
  if (single === undefined || single === null || single === '') return undefined;
  const isWhole = typeof single === 'number' || (typeof single === 'string' && /^-?\d+$/.test(single.trim()));
  if (isWhole && Number.isSafeInteger(Number(single))) return Number(single);
  notes.addIssue(path, single, 'must be a whole number of seconds');
  return undefined;
}

/** Yes or no, as `true`, `"true"` and the like. Absent, `null` and empty: neither. */
export function readBoolean(value: unknown, path: string, notes: ReadingNotes): boolean | undefined {
  const single = onlyOne(value, path, notes);
  if (single === undefined || single === null || single === '') return undefined;
  if (typeof single === 'boolean') return single;
  const word = typeof single === 'string' ? single.trim().toLowerCase() : '';
  if (word === 'true' || word === 'false') return word === 'true';
  notes.addIssue(path, single, 'must be true or false');
  return undefined;
}

/** What may stand once only. In XML every element comes as a list. */
function onlyOne(value: unknown, path: string, notes: ReadingNotes): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length > 1) notes.addIssue(path, value, 'may be given once only');
  return value[0];
}
