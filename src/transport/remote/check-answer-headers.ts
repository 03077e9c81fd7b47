import { isForbiddenHeader } from '../../fetch-standard/forbidden-header.js';
import { isToken } from '../../fetch-standard/is-token.js';
import type { Issue } from '../../model/issue.js';
import { lowerNames } from '../../signing/sorted-headers.js';
import { OWN_USER_AGENT } from '../check-object-request.js';
import { isPlainObject } from '../is-plain-object.js';
import { showAnswer } from './show-answer.js';

/** The headers of an answer as they will be sent. */
export interface AnswerHeaders {
  /** Names lower-case, without `Host`, which the browser sets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly issues: readonly Issue[];
}

/**
 * Makes sure that the headers of an answer can be sent, and hold those that were asked for as they were. No value is shown.
 *
 * @param asked - Those of the question.
 * @param host - That of the bucket, which an answer may name.
 */
export function checkAnswerHeaders(
  given: unknown,
  asked: Readonly<Record<string, string>>,
  host: string,
): AnswerHeaders {
  if (!isPlainObject(given)) {
    const code = given === undefined ? 'missing' : 'invalid';
    const message = 'must be an object of names and values';
    return { headers: {}, issues: [{ code, path: 'headers', value: showAnswer(given), message }] };
  }
  const headers: Record<string, string> = {};
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (lower === 'host' && value === host) continue;
    const message = Object.hasOwn(headers, lower) ? TWICE : whyNot(lower, value);
    if (message === undefined) headers[lower] = String(value);
    else issues.push({ code: 'invalid', path: `headers.${showName(name)}`, value: 'not shown', message });
  }
  for (const [name, value] of Object.entries(lowerNames(asked))) {
    if (headers[name]?.trim() === value.trim()) continue;
    const code = headers[name] === undefined ? 'missing' : 'invalid';
    const message = 'must stay as it was asked for, since it is sent with the request';
    issues.push({ code, path: `headers.${name}`, value: 'not shown', message });
  }
  return { headers, issues };
}

const TWICE = 'is given twice, in different case';

function whyNot(name: string, value: unknown): string | undefined {
  if (!isToken(name) || name === '__proto__') return 'is no name of a header';
  if (typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) return 'must be text of printable ASCII';
  if (name === 'user-agent') return `${OWN_USER_AGENT}, so no signature may rest on it`;
  return isForbiddenHeader(name, value)
    ? 'is set by the browser alone, so no signature may rest on it'
    : undefined;
}

/** What stands where a name should may be anything. */
function showName(name: string): string {
  return isToken(name) ? name : '…';
}
