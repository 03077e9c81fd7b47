import { ParseError } from './errors.js';
import type { Issue } from './issue.js';
import { sayWording, type Wording } from './wording.js';

/** A `ParseError` with what it says as data, too, so that it can be said in other languages. */
export function wordedParseError(
  wording: Wording,
  issues: readonly Issue[] = [],
  options?: ErrorOptions,
): ParseError {
  return Object.assign(new ParseError(sayWording(wording), issues, options), { wording });
}
