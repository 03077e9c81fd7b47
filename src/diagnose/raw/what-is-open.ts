import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';
import { type Classification, open } from './classification.js';
import type { RawExchange, RawResponse } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';
import { refusedByRules } from './refused-by-rules.js';

const BEHIND: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao', 'act.redirect'];
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
  if (!needsPreflight) {
    // What a cache answers, developer tools may not show.
    const cached: DiagnosisCode[] = method === 'POST' ? [] : ['cache.http-poison', 'cache.cdn-poison'];
    const refused = refusedByRules(store, false);
    return open(
      ...refused,
      ...BEHIND,
      'act.acao-mismatch',
      ...cached,
      ...COOKIES,
      'pre.bucket',
      'net.unreachable',
    );
  }
  if (preflight === null)
    return open('pre.all-refused', 'pre.refused', ...BEHIND, ...COOKIES, 'net.unreachable');
  // A star says nothing where cookies go along, of which nobody may have been told.
  const isStar = (name: string) => headerOf(preflight, name).includes('*');
  const starred: DiagnosisCode[] = [
    ...(isStar('access-control-allow-headers') ? (['pre.header'] as const) : []),
    ...(isStar('access-control-allow-methods') ? (['pre.method'] as const) : []),
  ];
  return open(...BEHIND, 'act.acao-mismatch', ...COOKIES, ...starred, 'net.reset-upload');
}

/**
 * What the answer may be behind a preflight that passes, if not allowed.
 *
 * @param preflight - The answer to the preflight.
 */
export function mayFollow(preflight: RawResponse, { isFromTerminal }: RawExchange): DiagnosisCode[] {
  if (isFromTerminal !== true) return ['act.error-without-cors'];
  // No preflight carries cookies, so that a command says nothing of the page's.
  const agrees =
    headerOf(preflight, 'access-control-allow-credentials') === 'true' &&
    headerOf(preflight, 'access-control-allow-origin') !== '*';
  return [...BEHIND, ...(agrees ? [] : COOKIES)];
}
