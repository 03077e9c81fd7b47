import type { Diagnosis } from '../model/diagnosis.js';
import { english } from './en.js';
import type { Explanation } from './explanation.js';

/** Puts a diagnosis into words, in English. Pure. */
export function explainDiagnosis(diagnosis: Diagnosis): Explanation {
  return english[diagnosis.code](diagnosis);
}
