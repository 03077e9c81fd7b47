import type { SentRequest } from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';
import type { Cause } from './infer/cause.js';
import { showsUploads } from './shows-uploads.js';

/** What keeps a page from an answer by the headers that it has or lacks, a success too. */
export const BY_HEADERS = ['act.no-acao', 'act.acao-mismatch', 'act.acao-multiple'] as const;

/** Why every preflight is refused. `pre.not-by-rules` stands for all that something else than rules can do to one. */
export const OF_ALL: readonly DiagnosisCode[] = [
  'pre.no-config',
  'pre.origin',
  'pre.bucket',
  'pre.not-by-rules',
  'net.captive',
];

/** Why a reading request, which shows no more than its answer, may look refused though its preflight passes. */
export const OF_ANSWERS: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.redirect', ...BY_HEADERS];

/** What looks like a preflight that is refused, though it passes. Pure. */
export function ofAnswers(sent: Pick<SentRequest, 'method' | 'needsPreflight'>): readonly DiagnosisCode[] {
  return showsUploads(sent) ? ['act.redirect'] : OF_ANSWERS;
}

/**
 * Whether it may be that the request is sent on, of whose upload Chromium tells nothing where that is quick: another method, or what has
 * no signature, need not be. Pure.
 */
export function looksSentOn(cause: Cause): boolean {
  return cause.kind === 'headers' ? cause.conflicts.some((set) => set.join() === 'authorization') : true;
}
