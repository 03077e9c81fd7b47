import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';
import { type Classification, open } from './classification.js';
import { isReading } from './is-reading.js';
import type { RawExchange, RawResponse } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';
import { refusedByRules } from './refused-by-rules.js';

const BEHIND: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao', 'act.redirect'];
/** What a recorder may show as a failure without a name. */
const UNSENT: readonly DiagnosisCode[] = ['net.unreachable', 'env.lna', 'env.sw', 'env.abort'];
/** What a cache answers, developer tools may not show. */
const CACHED: readonly DiagnosisCode[] = ['cache.http-poison', 'cache.cdn-poison'];
const COOKIES: readonly DiagnosisCode[] = ['pre.cred-missing', 'pre.cred-wildcard'];

/**
 * What it may be that ended without an answer which the page got.
 *
 * @param store - The kind of store that was asked.
 * @param preflight - The answer to its preflight, which passes as far as was seen. `null`: none was.
 */
export function whatIsOpen(
  { needsPreflight, method }: SentRequest,
  preflight: RawResponse | null,
  store: RuledStore,
): Classification {
  const cached = isReading(method) ? CACHED : [];
  if (!needsPreflight) {
    const refused = refusedByRules(store, false);
    return open(...refused, ...BEHIND, 'act.acao-mismatch', ...cached, ...COOKIES, 'pre.bucket', ...UNSENT);
  }
  if (preflight === null)
    return open('pre.all-refused', 'pre.refused', ...BEHIND, ...cached, ...COOKIES, ...UNSENT);
  // A star says nothing where cookies go along, of which nobody may have been told.
  const isStar = (name: string) => headerOf(preflight, name).includes('*');
  const starred: DiagnosisCode[] = [
    ...(isStar('access-control-allow-headers') ? (['pre.header'] as const) : []),
    ...(isStar('access-control-allow-methods') ? (['pre.method'] as const) : []),
  ];
  return open(
    ...BEHIND,
    'act.acao-mismatch',
    ...cached,
    ...COOKIES,
    ...starred,
    'net.reset-upload',
    'env.abort',
  );
}

/**
 * What the answer may be behind a preflight that passes, if not allowed.
 *
 * @param preflight - The answer to the preflight.
 */
export function mayFollow(preflight: RawResponse, exchange: RawExchange): DiagnosisCode[] {
  // Nobody sent the request: what a store does with errors is what people meet.
  if (exchange.response === undefined && exchange.isFromTerminal !== true) return ['act.error-without-cors'];
  const cached = isReading(exchange.request.method) ? CACHED : [];
  return [...BEHIND, ...cached, 'net.reset-upload', 'env.abort', ...cookiesOf(preflight, exchange)];
}

/**
 * The causes by cookies, where it is not known whether they go along, and the answer does not agree to them: a page includes
 * them whether it has any or not, and only some recorders write what the browser then refused.
 */
export function cookiesOf(
  answer: RawResponse,
  { request, isFromTerminal, hidesRefusals }: RawExchange,
): readonly DiagnosisCode[] {
  const isMarked = isFromTerminal !== true && hidesRefusals !== true;
  const agrees =
    headerOf(answer, 'access-control-allow-credentials') === 'true' &&
    headerOf(answer, 'access-control-allow-origin') !== '*';
  return agrees || isMarked || request.credentials !== undefined ? [] : COOKIES;
}
