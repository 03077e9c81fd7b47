import type { DiagnosisCode } from '../../model/diagnosis-code.js';

/** What a change of rules mends. */
export const MENDED_BY_RULES: ReadonlySet<DiagnosisCode> = new Set([
  'pre.refused',
  'pre.no-config',
  'pre.origin',
  'pre.method',
  'pre.header',
  'pre.cross-rule',
  'pre.shadowed',
]);
