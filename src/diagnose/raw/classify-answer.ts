import type { CheckedRequest } from '../../fetch-standard/checked-request.js';
import type { CorsRefusal } from '../../fetch-standard/cors-verdict.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { type Classification, doubted, likely, open, proven } from './classification.js';
import { isReading } from './is-reading.js';
import type { RawExchange, RawResponse } from './raw-exchange.js';
import { headerOf, type ReadAnswer } from './raw-finding.js';
import { ON_ANSWER } from './refusal-causes.js';
import { refusedByRules } from './refused-by-rules.js';

/** A refused redirect or answer, with everything that is known of it. */
export interface RefusedAnswer {
  readonly request: CheckedRequest;
  readonly needsPreflight: boolean;
  /** Whether the preflight was seen, and let the request out. */
  readonly preflightSeen: boolean;
  readonly refusal: CorsRefusal;
  readonly answer: ReadAnswer;
  readonly store: RuledStore;
  readonly servedBy: RawExchange['servedBy'];
  /** Whether nothing is written of what the browser keeps from the page. */
  readonly hidesRefusals: boolean;
  /** Whether it was sent without asking for permission. */
  readonly isFromTerminal: boolean;
  readonly byRules: RuleFinding | null;
}

/** Says why an answer is kept from the page, though the preflight passed or none was needed. Pure. */
export function classifyAnswer(refused: RefusedAnswer): Classification {
  if (refused.answer.response.status === 511) return proven('net.captive');
  const found = classify(refused);
  const { request, hidesRefusals } = refused;
  // It need not be an answer of the network either, nor one that was given to this page.
  return hidesRefusals && isReading(request.method) ? doubted(found, 'cache.http-poison') : found;
}

function classify(refused: RefusedAnswer): Classification {
  const { refusal, answer } = refused;
  if (refusal.blockedAt === 'redirect') return proven('act.redirect');
  // Browsers keep a 304 to themselves, and check the answer in their cache, of which it says only what has changed.
  if (answer.response.status === 304 && !refusal.value) return classifyRevalidation(refused);
  const code = ON_ANSWER[refusal.code];
  if (code !== undefined) {
    const found: Classification = { ...proven(code), stage: 'response' };
    // It may have kept what it was given for another origin.
    const isKept = code === 'act.acao-mismatch' && isFromSharedCache(answer.response);
    return isKept ? doubted(found, 'cache.cdn-poison') : found;
  }
  // It has no code: what the answer's own policy keeps out was not asked for with CORS.
  if (refusal.code === 'resource-policy') return open();
  // A proxy on the way wants a password.
  return answer.response.status === 407
    ? likely('net.captive', 'act.error-without-cors')
    : classifyMissing(refused);
}

/** A page that sets such a header, which preflights then name, is given the 304 itself. */
function classifyRevalidation({ request, preflightSeen }: RefusedAnswer): Classification {
  const isOfPage = preflightSeen && request.unsafeHeaders.some((name) => /^if-/.test(name));
  return isOfPage
    ? likely('act.no-acao', 'cache.http-poison')
    : open('ok.allowed', 'act.no-acao', 'cache.http-poison');
}

function classifyMissing(refused: RefusedAnswer): Classification {
  const { answer, byRules, needsPreflight, preflightSeen, servedBy, request, store } = refused;
  const { response } = answer;
  const isError = response.status >= 300;
  const code = isError ? 'act.error-without-cors' : 'act.no-acao';
  const unasked = preflightSeen ? [] : refusedByRules(store, false);
  if (servedBy === 'browser-cache') return likely('cache.http-poison', code, 'cache.cdn-poison', ...unasked);
  if (servedBy === 'service-worker') return likely('env.sw', 'act.no-acao');
  if (isFromSharedCache(response)) return likely('cache.cdn-poison', code, ...unasked);
  const ruleCode = byRules === null || byRules.code === 'unknown' ? null : byRules.code;
  // It went out without being asked for now, and the rules would not let it.
  if (needsPreflight && !preflightSeen && ruleCode !== null && !refused.isFromTerminal)
    return likely('act.stale-preflight', code);
  if (needsPreflight && preflightSeen) return proven(code);
  if (answer.error.kind === 'no-bucket') return { ...proven('pre.bucket'), stage: 'response' };
  if (ruleCode !== null && answer.isStore) {
    const cause = request.origin === 'null' ? 'env.origin-null' : ruleCode;
    // The rules that are known may be no longer the bucket's.
    const found = likely(cause, code, 'pre.not-by-rules');
    return needsPreflight ? found : { ...found, stage: 'response' };
  }
  // Of an error without a preflight it is not known whether a success would carry the headers.
  const isSilent = answer.error.serviceCode === '' || answer.elsewhere !== '';
  const others: DiagnosisCode[] = isError ? (isSilent ? ['pre.bucket'] : []) : ['cache.cdn-poison'];
  // What a worker makes up itself is not checked, and not every recorder tells it from an answer.
  return likely(code, ...unasked, ...others, ...(refused.hidesRefusals ? (['env.sw'] as const) : []));
}

/** By these a shared cache says whether it had the answer already. */
const MARKS = [
  'x-cache',
  'x-cache-lookup',
  'cf-cache-status',
  'x-swift-cachetime',
  'x-proxy-cache',
  'via-cache',
];

/** A shared cache says that it had the answer already. */
export function isFromSharedCache(response: RawResponse): boolean {
  const isHit = MARKS.some((name) => /\bhit\b/i.test(headerOf(response, name)));
  return isHit || Number(headerOf(response, 'age')) > 0;
}

/** Who stands between says so, and may have written over headers of the answer. */
export function isForwarded(response: RawResponse): boolean {
  return ['via', 'age', ...MARKS].some((name) => headerOf(response, name) !== '');
}
