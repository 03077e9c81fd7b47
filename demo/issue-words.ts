import type { Issue } from 'bucket-preflight';

/** An issue as a person reads it: the field by its label, what within the field is meant, and what is wrong with it. */
export function issueWords(label: string, { path, message }: Issue): string {
  const inner = path.replace(/^[^.[]*\.?/, '');
  return [`${label}:`, inner, message].filter((part) => part !== '').join(' ');
}
