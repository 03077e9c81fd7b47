import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { AccuracyCase } from '../accuracy-case.js';
import { COOKIE_CODES } from './cookies-truth.js';
import type { Truth } from './truth.js';

/**
 * All that an answer itself may show of a case, beside what a page may say.
 *
 * @param truth - Of a page: what it can only guess, an answer may show.
 */
export function sayableOfAnswers(
  { request, store, fault }: AccuracyCase,
  truth: Truth,
): readonly DiagnosisCode[] {
  const code = fault?.code as DiagnosisCode | undefined;
  return [
    ...truth.codes,
    ...truth.guesses,
    ...truth.causes,
    ...(code === undefined ? [] : [code]),
    // By definition, where something else than rules refuses.
    ...(code?.startsWith('pre.') === true ? (['pre.not-by-rules'] as const) : []),
    // The words of the store, which say no more.
    'pre.refused',
    ...(truth.isReadable ? (['act.readable-error'] as const) : []),
    // Whatever is behind: an answer that does not agree to cookies is refused first.
    ...(request.withCookies ? COOKIE_CODES : []),
    // Ceph looks at the signature in a URL before any rule, which is no rule.
    ...(store === 'ceph' && request.signing === 'url'
      ? (['pre.auth-query', 'pre.not-by-rules'] as const)
      : []),
    // It names two origins in one line, of which one is none.
    ...(code === 'pre.acao-invalid' ? (['pre.acao-multiple'] as const) : []),
    // Who is the first to ask gets an answer with the headers. No other client reads before, here.
    ...(code === 'cache.cdn-poison' ? (['ok.allowed'] as const) : []),
  ];
}
