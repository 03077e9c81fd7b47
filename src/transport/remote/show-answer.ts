import { showValue } from '../../model/show-value.js';

/** A part of an answer as an issue shows it: text may be a signature or a token in the wrong place, so it is not shown. */
export function showAnswer(value: unknown): string {
  return typeof value === 'string' ? `text of ${value.length} characters, not shown` : showValue(value);
}
