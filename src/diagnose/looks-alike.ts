import type { DiagnosisCode } from '../model/diagnosis-code.js';

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
