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

/** It is one of these, and none is more likely than the others. */
export function open(...candidates: readonly DiagnosisCode[]): Classification {
  return { code: 'undecided', confidence: 'weak', candidates };
}
