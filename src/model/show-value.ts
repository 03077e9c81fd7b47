const LONGEST = 80;

/** A value as an issue shows it: short, quoted when it is text, `absent` when there is none. Not for secrets. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'function') return 'a function';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (typeof value === 'object') return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
  return shorten(String(value));
}

/** A secret as an issue shows it: that it is there and how long it is, never what it is. */
export function showSecret(value: unknown): string {
  if (typeof value === 'string') return `a secret of ${value.length} characters`;
  if (value === undefined || value === null) return showValue(value);
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}, not shown`;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
