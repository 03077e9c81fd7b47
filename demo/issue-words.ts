import type { Issue } from 'bucket-preflight';
import { said, texts } from './texts.js';

/** An issue as a person reads it: the field by its label, what within the field is meant, and what is wrong with it. */
export function issueWords(label: string, issue: Issue): string {
  // Rules are counted from 1, as on the rest of the page.
  const inner = issue.path
    .replace(/^rules\[(\d+)\]\.?/, (_, index) => `${texts.rule(Number(index) + 1)} `)
    .replace(/^[a-z]+(\.|$)/, '');
  return texts.labelled(label, `${inner} ${said.issue(issue)}`.trim());
}
