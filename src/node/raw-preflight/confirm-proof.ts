import { preflightCommand } from '../../diagnose/decide-command.js';
import { MENDED_BY_RULES } from '../../diagnose/raw/mended-by-rules.js';
import type { RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RawAnswer, RawAsker } from './raw-asker.js';

/** A preflight that was sent, and what came of it. */
export interface AskedPreflight {
  readonly probe: RawProbe;
  readonly method: string;
  readonly names: readonly string[];
  readonly answer: RawAnswer;
}

/** What a proof rests on. */
export interface ProofBasis {
  /** The diagnosis of the first answer alone. */
  readonly exact: Diagnosis;
  readonly refused: AskedPreflight;
  /** What it is told from: mostly what passes. `null`: nothing else was asked. */
  readonly beside: AskedPreflight | null;
}

/** One after the other: of two servers that answer by turns each gets one, whoever asked how much before. */
const TIMES = 3;

/**
 * Asks again what a proof about rules rests on: rules go live on one server after the other, and then what was asked first is
 * answered by other rules than what was asked last. Where anything comes out otherwise, nothing is proven. Servers that share
 * out requests at random, half of them to old rules, give the same six answers once in sixty-four times all the same.
 */
export async function confirmProof(
  found: Diagnosis,
  { exact, refused, beside }: ProofBasis,
  { ask, evidence }: Pick<RawAsker, 'ask' | 'evidence'>,
): Promise<Diagnosis> {
  const isOfRules = MENDED_BY_RULES.has(found.code) || found.code === 'pre.auth-query';
  if (found.confidence !== 'proof' || !isOfRules) return found;
  for (const { probe, method, names, answer } of beside === null ? [refused] : [refused, beside]) {
    for (let time = 0; time < TIMES; time += 1) {
      const again = await ask({ ...probe, purpose: 'again' }, method, names);
      if (again.passed === null || again.isUntold) return unproven({ ...found, evidence }, exact);
      if (isOtherwise(answer, again)) return contradicted(unproven({ ...found, evidence }, exact));
    }
  }
  return { ...found, evidence };
}

function isOtherwise(one: RawAnswer, other: RawAnswer): boolean {
  return one.passed !== other.passed || one.passesBesideCookies !== other.passesBesideCookies;
}

/** What the first answer alone leaves open is open again. */
function unproven(found: Diagnosis, { code, undecided }: Diagnosis): Diagnosis {
  const open: readonly DiagnosisCode[] = [
    'pre.not-by-rules',
    ...(found.undecided?.candidates ?? []),
    code,
    ...(undecided?.candidates ?? []),
  ];
  const candidates = [...new Set(open)].filter((each) => each !== found.code && each !== 'undecided');
  const command = preflightCommand(found.request);
  return { ...found, confidence: 'strong', undecided: { candidates, command } };
}

function contradicted(found: Diagnosis): Diagnosis {
  return { ...found, notes: [...found.notes, { code: 'pre.propagation', value: '' }] };
}
