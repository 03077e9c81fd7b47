import type { Issue } from '../../model/issue.js';
import { shownHeader } from '../../signing/secret-headers.js';
import type { SignatureTrace } from '../../signing/signer.js';
import { isPlainObject } from '../is-plain-object.js';
import { NO_TRACE } from './no-trace.js';
import { showAnswer } from './show-answer.js';

/** What is sent, which holds what a trace must not show. */
interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A trace as it was found in an answer. */
export interface AnswerTrace {
  readonly trace: SignatureTrace;
  readonly issues: readonly Issue[];
}

/** Reads the trace of an answer, which servers need not send. Tokens and keys that a server left in it are hidden. */
export function readAnswerTrace(given: unknown, sent: Sent): AnswerTrace {
  if (given === undefined) return { trace: NO_TRACE, issues: [] };
  if (isPlainObject(given)) {
    const { canonicalRequest, stringToSign, signedHeaders } = given;
    if (isTextOrNull(canonicalRequest) && typeof stringToSign === 'string' && isTextList(signedHeaders)) {
      const hide = hider(sent);
      const shown = canonicalRequest === null ? null : hide(canonicalRequest);
      return {
        trace: { canonicalRequest: shown, stringToSign: hide(stringToSign), signedHeaders },
        issues: [],
      };
    }
  }
  const message = 'must hold canonicalRequest, stringToSign and signedHeaders, or be left out';
  const issue = { code: 'invalid', path: 'trace', value: showAnswer(given), message } as const;
  return { trace: NO_TRACE, issues: [issue] };
}

/** Puts a mark in place of every value that must not show, as it is and percent-encoded. */
function hider({ url, headers }: Sent): (text: string) => string {
  const parameters = [...new URL(url).searchParams]
    .filter(([name]) => /security-token$/i.test(name))
    .map(([, value]): [string, string] => ['x-amz-security-token', value]);
  const marks = [...Object.entries(headers), ...parameters]
    .map(([name, value]): [string, string] => [value, shownHeader(name, value)])
    .filter(([value, mark]) => value !== '' && value !== mark)
    .flatMap(([value, mark]): [string, string][] => [
      [value, mark],
      [encodeURIComponent(value), mark],
    ]);
  return (text) => marks.reduce((shown, [value, mark]) => shown.replaceAll(value, () => mark), text);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
