import type { Issue } from 'bucket-preflight';
import { element } from './element.js';
import type { Field } from './field.js';
import type { DeskForm, FormValues } from './form.js';
import { issueWords } from './issue-words.js';
import { said, texts } from './texts.js';

/**
 * Shows each issue at its field, and all of them as a list with links to the fields.
 *
 * @param list - The place above the button that was pressed.
 */
export function showIssues(form: DeskForm, list: HTMLElement, issues: readonly Issue[]): void {
  clearIssues(form, list);
  const problems = new Map<Field, string[]>();
  const entries = issues.map((issue) => {
    const field = fieldOf(form, issue.path);
    if (field === undefined) return element('li', {}, texts.labelled(issue.path, said.issue(issue)));
    const words = issueWords(field.label, issue);
    problems.set(field, [...(problems.get(field) ?? []), words]);
    field.control.closest('details')?.setAttribute('open', '');
    const link = element('a', { href: `#${field.control.id}` }, words);
    link.addEventListener('click', (event) => {
      // The address must not change, and the field must be ready to type in.
      event.preventDefault();
      field.control.focus();
    });
    return element('li', {}, link);
  });
  for (const [field, words] of problems) field.showProblems(words);
  list.append(element('p', {}, texts.problems(issues.length)), element('ul', {}, ...entries));
  list.hidden = false;
}

/** Takes all problems away. */
export function clearIssues(form: DeskForm, list: HTMLElement): void {
  for (const field of Object.values(form.fields)) field.showProblems([]);
  list.replaceChildren();
  list.hidden = true;
}

/** The path's first part names the field; the pasted answer stands for everything in it. */
function fieldOf(form: DeskForm, path: string): Field | undefined {
  const name = path.split(/[.[]/, 1)[0] ?? '';
  if (name === 'credentials' && form.fields.credentialsFrom.control.value === 'server') {
    return form.fields.credentialsFrom;
  }
  return Object.hasOwn(form.fields, name) ? form.fields[name as keyof FormValues] : undefined;
}
