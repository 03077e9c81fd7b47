import type { Diagnosis } from '../../../src/model/diagnosis.js';
import type { NoteTruth } from './notes-truth.js';
import type { Truth } from './truth.js';

/** Verdicts beside which the headers that are hidden are looked for. */
const LET_THROUGH = ['ok.allowed', 'act.readable-error'];

/** What a diagnosis notes wrongly, and what it should have noted; for people. Empty: nothing. */
export function noteProblems(
  { code, notes, rules }: Pick<Diagnosis, 'code' | 'notes' | 'rules'>,
  truth: NoteTruth,
  { isReadable }: Pick<Truth, 'isReadable'>,
): string[] {
  const named = notes.flatMap((note) => (note.code === 'act.expose' ? note.value.split(', ') : []));
  const wrong = named.filter((name) => truth.readable.includes(name) && !truth.open.includes(name));
  const others = notes.filter((note) => note.code !== 'act.expose' && !truth.others.includes(note.code));
  const isDue = isReadable && LET_THROUGH.includes(code);
  const due = isDue ? [...truth.due, ...(rules === null ? [] : truth.dueByRules)] : [];
  const missing = due.filter((name) => !named.includes(name) && !truth.open.includes(name));
  return [
    ...wrong.map((name) => `notes that ${name} is hidden, which the page can read`),
    ...missing.map((name) => `does not note that ${name} is hidden`),
    ...others.map((note) => `notes ${note.code} ${note.value}`),
  ];
}
