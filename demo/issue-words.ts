import type { Issue } from 'bucket-preflight';

/** An issue as a person reads it: the field by its label, what within the field is meant, and what is wrong with it. */
export function issueWords(label: string, { path, message }: Issue): string {
  // Rules are counted from 1, as on the rest of the page.
  const inner = path
    .replace(/^rules\[(\d+)\]\.?/, (_, index) => `rule ${Number(index) + 1} `)
    .replace(/^[a-z]+(\.|$)/i, '');
  return [`${label}:`, inner, message]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}
