import type { Conflict } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { Cause } from './cause.js';
import type { RuleFinding } from './classify-by-rules.js';

/** Causes that are about a preflight which does not pass, or could not be seen to. */
export type Refusal = Exclude<Cause, { kind: 'passes' | 'policy' | 'unreachable' }>;

/** What rules say of a request. `isRefuted`: the store was asked, and answered otherwise; or answers got lost. */
export type Said = Pick<RuleFinding, 'code' | 'conflicts'> & { readonly isRefuted?: boolean };

type UnknownCause = Extract<Refusal, { kind: 'unknown' }>;
type HeadersCause = Extract<Refusal, { kind: 'headers' }>;

const OF_METHOD = ['pre.method', 'pre.shadowed'] as const;
const OF_HEADERS = ['pre.header', 'pre.cross-rule', 'pre.shadowed'] as const;

/** What rules may say where the probes found this; else they are old, or not what answers. */
const FITTING: Partial<Record<Refusal['kind'] | UnknownCause['why'], readonly DiagnosisCode[]>> = {
  'all-refused': ['pre.no-config', 'pre.origin'],
  method: OF_METHOD,
  headers: OF_HEADERS,
  'method-or-all': OF_METHOD,
  'headers-or-all': OF_HEADERS,
  masked: [...OF_METHOD, ...OF_HEADERS],
  hidden: [...OF_METHOD, ...OF_HEADERS],
};

/**
 * The rules sharpen what the probes say; where they say otherwise, they are not what answers. Pure.
 *
 * @param byProbes - What the probes alone say.
 */
export function sharpenByRules(finding: Said, cause: Refusal, byProbes: DiagnosisCode): DiagnosisCode {
  const { code } = finding;
  // What is not known of the store must not stand against what was seen.
  if (code === 'unknown') return byProbes;
  if (cause.kind !== 'unknown') {
    if (code === null || !FITTING[cause.kind]?.includes(code)) {
      // Where nothing was found that is surely refused, an answer may have got lost.
      return cause.kind === 'headers' && cause.conflicts.length === 0 ? byProbes : 'pre.not-by-rules';
    }
    return cause.kind === 'headers' && !explains(finding, cause) ? byProbes : code;
  }
  // Where the store sends it on, or answers contradict each other, the rules are not what answers.
  const isSilent = cause.why === 'redirect' || cause.why === 'contradiction' || cause.why === 'no-answer';
  if (isSilent) return byProbes;
  if (code === null) return cause.isRefused === true ? 'pre.not-by-rules' : 'undecided';
  // All but a made-up signature was seen to pass.
  const isUnseen = finding.conflicts.every(
    ({ kind, members }) => kind !== 'headers' || members.includes('authorization'),
  );
  // Where it came to its end before all was asked about, rules may say anything that was not seen to be otherwise.
  const isFitting = FITTING[cause.why]?.includes(code) ?? finding.isRefuted !== true;
  return isFitting && (cause.why !== 'masked' || isUnseen) ? code : 'undecided';
}

/** Rules that explain all that was seen know the rest, too; of some names no page sees what becomes of them. Pure. */
export function conflictsByRules(finding: Omit<Said, 'code'>, cause: HeadersCause): readonly Conflict[] {
  return explains(finding, cause)
    ? finding.conflicts
    : cause.conflicts.map((members) => ({ kind: 'headers', members }));
}

/** Whether these sets of names are what the rules refuse, as far as it was seen. Pure. */
export function explains(
  finding: Omit<Said, 'code'>,
  { conflicts, isIncomplete, isInferred }: HeadersCause,
): boolean {
  const known = finding.conflicts.map(({ members }) => members.join());
  const isUnseen = isIncomplete === true || isInferred === true;
  // Of masked names some are not seen, and of very many not all are asked about; all others are seen to pass.
  const isWhole = (isUnseen && finding.isRefuted !== true) || conflicts.length === known.length;
  return isWhole && conflicts.every((members) => known.includes([...members].sort().join()));
}
