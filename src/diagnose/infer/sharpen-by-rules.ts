import type { Conflict } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { Cause } from './cause.js';
import type { RuleFinding } from './classify-by-rules.js';

/** Causes that are about a preflight which does not pass, or could not be seen to. */
export type Refusal = Exclude<Cause, { kind: 'passes' | 'policy' | 'unreachable' }>;

const FITTING: Record<Exclude<Refusal['kind'], 'unknown'>, readonly (DiagnosisCode | null)[]> = {
  'all-refused': ['pre.no-config', 'pre.origin'],
  method: ['pre.method', 'pre.shadowed'],
  headers: ['pre.header', 'pre.cross-rule', 'pre.shadowed'],
};

/**
 * The rules sharpen what the probes say; where they say otherwise, they are not what answers. Pure.
 *
 * @param byProbes - What the probes alone say.
 */
export function sharpenByRules(
  { code }: Pick<RuleFinding, 'code'>,
  cause: Refusal,
  byProbes: DiagnosisCode,
): DiagnosisCode {
  // What is not known of the store must not stand against what was seen.
  if (code === 'unknown') return byProbes;
  if (cause.kind !== 'unknown') {
    return code !== null && FITTING[cause.kind].includes(code) ? code : 'pre.not-by-rules';
  }
  // Where the store sends it on, or answers contradict each other, the rules are not what answers.
  const isSilent = cause.why === 'redirect' || cause.why === 'contradiction' || cause.why === 'no-answer';
  if (isSilent) return byProbes;
  return code ?? (cause.isRefused === true ? 'pre.not-by-rules' : 'undecided');
}

/** Rules that explain all that was seen know the rest, too; of some names no page sees what becomes of them. Pure. */
export function conflictsByRules(
  finding: Pick<RuleFinding, 'conflicts'>,
  { conflicts, isCertain, isInferred }: Extract<Cause, { kind: 'headers' }>,
): readonly Conflict[] {
  const known = finding.conflicts.map(({ members }) => members.join());
  // Of masked names some are not seen, and of many not all are asked about; all others are seen to pass.
  const isWhole = !isCertain || isInferred === true || conflicts.length === known.length;
  const isExplained = isWhole && conflicts.every((members) => known.includes([...members].sort().join()));
  return isExplained ? finding.conflicts : conflicts.map((members) => ({ kind: 'headers', members }));
}
