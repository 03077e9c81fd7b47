import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { type Classification, open } from './classification.js';

const BEHIND: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao', 'act.redirect'];
const COOKIES: readonly DiagnosisCode[] = ['pre.cred-missing', 'pre.cred-wildcard'];

/**
 * What it may be that ended without an answer which the page got.
 *
 * @param preflightSeen - Whether its preflight passes, as was seen.
 */
export function whatIsOpen({ needsPreflight }: SentRequest, preflightSeen: boolean): Classification {
  if (!needsPreflight) return open('pre.origin', 'pre.no-config', ...BEHIND, ...COOKIES, 'net.unreachable');
  if (preflightSeen) return open(...BEHIND, 'act.acao-mismatch', ...COOKIES, 'net.reset-upload');
  return open('pre.all-refused', 'pre.refused', ...BEHIND, ...COOKIES, 'net.unreachable');
}
