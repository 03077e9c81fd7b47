import type { SignedUrl } from '../../signing/signer.js';
import { isPlainObject } from '../is-plain-object.js';
import type { UrlQuestion } from '../signing-question.js';
import type { AskedSignature, ReadAnswer } from '../signing-wire.js';
import { checkAnswerHeaders } from './check-answer-headers.js';
import { checkAnswerUrl } from './check-answer-url.js';
import { answerIsNone } from './no-trace.js';
import { readAnswerTime } from './read-answer-time.js';
import { readAnswerTrace } from './read-answer-trace.js';

/** Reads `{ url, headers?, expiresAt, trace? }`: it must be about what was asked for. Pure. */
export function readUrlAnswer(
  answer: unknown,
  { question, location }: AskedSignature<UrlQuestion>,
): ReadAnswer<SignedUrl> {
  if (!isPlainObject(answer)) return answerIsNone(answer);
  const { key, query, headers: asked } = question;
  const { headers, issues: headerIssues } = checkAnswerHeaders(answer.headers ?? asked, asked, location.host);
  const urlIssues = checkAnswerUrl(answer.url, { location, key, query });
  const url = urlIssues.length === 0 ? String(answer.url) : location.origin;
  const { trace, issues: traceIssues } = readAnswerTrace(answer.trace, { url, headers });
  const { expiresAt, issues: timeIssues } = readAnswerTime(answer.expiresAt);
  const issues = [...urlIssues, ...headerIssues, ...timeIssues, ...traceIssues];
  if (issues.length > 0 || expiresAt === undefined) return { issues };
  return { signed: { url, headers, expiresAt, trace }, issues };
}
