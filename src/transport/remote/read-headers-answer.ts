import type { SignedHeaders } from '../../signing/signer.js';
import { isPlainObject } from '../is-plain-object.js';
import type { HeadersQuestion } from '../signing-question.js';
import type { AskedSignature, ReadAnswer } from '../signing-wire.js';
import { checkAnswerHeaders } from './check-answer-headers.js';
import { checkAnswerUrl } from './check-answer-url.js';
import { answerIsNone } from './no-trace.js';
import { readAnswerTrace } from './read-answer-trace.js';

/** Reads `{ url, headers, trace? }`: it must be about what was asked for, and hold a signature. Pure. */
export function readHeadersAnswer(
  answer: unknown,
  { question, location }: AskedSignature<HeadersQuestion>,
): ReadAnswer<SignedHeaders> {
  if (!isPlainObject(answer)) return answerIsNone(answer);
  const { key, query } = question;
  const { headers, issues: headerIssues } = checkAnswerHeaders(
    answer.headers,
    question.headers,
    location.host,
  );
  const urlIssues = checkAnswerUrl(answer.url, { location, key, query });
  const url = urlIssues.length === 0 ? String(answer.url) : location.origin;
  const { trace, issues: traceIssues } = readAnswerTrace(answer.trace, { url, headers });
  const issues = [...urlIssues, ...headerIssues, ...traceIssues];
  if (headerIssues.length === 0 && headers.authorization === undefined) {
    const message = 'is needed: a signature in the headers is in this one';
    issues.push({ code: 'missing', path: 'headers.authorization', value: 'absent', message });
  }
  return issues.length > 0 ? { issues } : { signed: { url, headers, trace }, issues };
}
