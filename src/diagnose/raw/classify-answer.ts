import type { CheckedRequest } from '../../fetch-standard/checked-request.js';
import type { CorsRefusal } from '../../fetch-standard/cors-verdict.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { type Classification, likely, proven } from './classification.js';
import type { RawExchange, RawResponse } from './raw-exchange.js';
import { headerOf, type ReadAnswer } from './raw-finding.js';

/** A refused redirect or answer, with everything that is known of it. */
export interface RefusedAnswer {
  readonly request: CheckedRequest;
  readonly needsPreflight: boolean;
  /** Whether the preflight was seen, and let the request out. */
  readonly preflightSeen: boolean;
  readonly refusal: CorsRefusal;
  readonly answer: ReadAnswer;
  readonly servedBy: RawExchange['servedBy'];
  readonly byRules: RuleFinding | null;
}

/** Says why an answer is kept from the page, though the preflight passed or none was needed. Pure. */
export function classifyAnswer(refused: RefusedAnswer): Classification {
  const { refusal, answer } = refused;
  if (answer.response.status === 511) return proven('net.captive');
  if (refusal.blockedAt === 'redirect') return proven('act.redirect');
  // Browsers keep a 304 to themselves, and check the answer in their cache, of which it says only what has changed.
  if (answer.response.status === 304 && !refusal.value) return classifyRevalidation(refused);
  switch (refusal.code) {
    case 'allow-origin-missing':
      return classifyMissing(refused);
    case 'allow-origin-repeated':
    case 'allow-origin-list':
      return proven('act.acao-multiple');
    case 'allow-origin-wildcard-with-credentials':
      return { ...proven('pre.cred-wildcard'), stage: 'response' };
    case 'allow-credentials-missing':
      return { ...proven('pre.cred-missing'), stage: 'response' };
    case 'resource-policy':
    case 'embedder-policy':
      return { ...proven('env.coep'), stage: 'response' };
    default:
      return proven('act.acao-mismatch');
  }
}

/** A page that sets such a header, which preflights then name, is given the 304 itself. */
function classifyRevalidation({ request, preflightSeen }: RefusedAnswer): Classification {
  const isOfPage = preflightSeen && request.unsafeHeaders.some((name) => /^if-/.test(name));
  return isOfPage
    ? likely('act.no-acao', 'cache.http-poison')
    : {
        code: 'undecided',
        confidence: 'weak',
        candidates: ['ok.allowed', 'act.no-acao', 'cache.http-poison'],
      };
}

function classifyMissing(refused: RefusedAnswer): Classification {
  const { answer, byRules, needsPreflight, preflightSeen, servedBy, request } = refused;
  const { response } = answer;
  if (servedBy === 'browser-cache') return likely('cache.http-poison', 'act.no-acao');
  if (servedBy === 'service-worker') return likely('env.sw', 'act.no-acao');
  if (isFromSharedCache(response)) return likely('cache.cdn-poison', 'act.no-acao');
  const refusedByRules = byRules === null || byRules.code === 'unknown' ? null : byRules.code;
  // It went out without being asked for now, and the rules would not let it.
  if (needsPreflight && !preflightSeen && refusedByRules !== null)
    return likely('act.stale-preflight', response.status >= 400 ? 'act.error-without-cors' : 'act.no-acao');
  if (response.status >= 400) {
    // Of an error without a preflight it is not known whether a success would carry the headers.
    if (needsPreflight && preflightSeen) return proven('act.error-without-cors');
    return likely('act.error-without-cors', 'pre.origin', 'pre.no-config');
  }
  if (!needsPreflight && refusedByRules !== null && answer.isStore) {
    const code = request.origin === 'null' ? 'env.origin-null' : refusedByRules;
    return { ...likely(code, 'act.no-acao'), stage: 'response' };
  }
  if (needsPreflight && preflightSeen) return proven('act.no-acao');
  return likely('act.no-acao', 'pre.origin', 'pre.no-config', 'cache.cdn-poison');
}

/** A shared cache says that it had the answer already. */
export function isFromSharedCache(response: RawResponse): boolean {
  const marks = [
    'x-cache',
    'x-cache-lookup',
    'cf-cache-status',
    'x-swift-cachetime',
    'x-proxy-cache',
    'via-cache',
  ];
  const isHit = marks.some((name) => /\bhit\b/i.test(headerOf(response, name)));
  return isHit || Number(headerOf(response, 'age')) > 0;
}
