import type { Confidence, Stage } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';

/** What one look at an exchange leads to. */
export interface Classification {
  readonly code: DiagnosisCode;
  readonly confidence: Confidence;
  /** The codes that cannot be told from it. Empty: none, or such that have no code. `null`: nothing is open. */
  readonly candidates: readonly DiagnosisCode[] | null;
  /** Where it stands, if not where its code usually does. */
  readonly stage?: Stage;
}

/** Nothing else is possible. */
export function proven(code: DiagnosisCode): Classification {
  return { code, confidence: 'proof', candidates: null };
}

/** It is most likely, and these are not excluded. */
export function likely(code: DiagnosisCode, ...candidates: readonly DiagnosisCode[]): Classification {
  return { code, confidence: 'strong', candidates };
}

/** The same, with what else it may be. Nothing more: the same. */
export function doubted(found: Classification, ...others: readonly DiagnosisCode[]): Classification {
  if (others.length === 0) return found;
  const candidates = new Set([...(found.candidates ?? []), ...others]);
  candidates.delete(found.code);
  const { confidence } = found;
  return {
    ...found,
    confidence: confidence === 'proof' ? 'strong' : confidence,
    candidates: [...candidates],
  };
}

/** It is one of these, and none is more likely than the others. */
export function open(...candidates: readonly DiagnosisCode[]): Classification {
  return { code: 'undecided', confidence: 'weak', candidates };
}
