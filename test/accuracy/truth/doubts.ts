import { TAG } from '../generate/exposed.js';
import type { PageAnswer } from '../play/in-page.js';
import type { NoteTruth } from './notes-truth.js';
import type { Truth } from './truth.js';

/** In what a browser does otherwise with the page's own request than the truth says; for people. Empty: in nothing. */
export function doubtsOf(
  answer: PageAnswer | null,
  { isReadable }: Pick<Truth, 'isReadable'>,
  { readable, due, dueByRules }: NoteTruth,
): string[] {
  if (isReadable !== (answer !== null))
    return [answer === null ? 'does not let it through' : 'lets it through'];
  if (answer === null) return [];
  const { isSuccess, headerNames } = answer;
  // An error has no tag.
  const missing = readable.filter((name) => (isSuccess || name !== TAG) && !headerNames.includes(name));
  const shown = [...due, ...dueByRules].filter((name) => headerNames.includes(name));
  return [...missing.map((name) => `does not show ${name}`), ...shown.map((name) => `shows ${name}`)];
}
