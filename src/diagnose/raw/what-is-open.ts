import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { type Classification, open } from './classification.js';
import type { RawResponse } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';

const BEHIND: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao', 'act.redirect'];
const COOKIES: readonly DiagnosisCode[] = ['pre.cred-missing', 'pre.cred-wildcard'];

/**
 * What it may be that ended without an answer which the page got.
 *
 * @param preflight - The answer to its preflight, which passes as far as was seen. `null`: none was.
 */
export function whatIsOpen({ needsPreflight }: SentRequest, preflight: RawResponse | null): Classification {
  if (!needsPreflight) return open('pre.origin', 'pre.no-config', ...BEHIND, ...COOKIES, 'net.unreachable');
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
