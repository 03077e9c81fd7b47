import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RawAnswer } from './raw-asker.js';

/** What is said of a bucket, or of its rules: a store that gives no leave by them puts no headers on its answers either. */
const OF_BUCKET =
  /^pre\.(no-config|origin|method|shadowed|bucket|refused|all-refused|cred-wildcard|cred-missing)$|^env\.origin-null$/;
/** What only preflights meet, whoever answers them: of what is sent without one it says nothing. */
const OF_PREFLIGHTS = /^pre\.(auth|status|redirect|acao-|acam-|acah-|method-case|timeout|reset|not-by-rules)/;

/** Whether what was found of a preflight holds for a request that is sent without one. */
export function isOfBucket(code: DiagnosisCode): boolean {
  return OF_BUCKET.test(code);
}

/** Whether it makes sense to ask by other preflights why this one is refused, for a request that is sent without one. */
export function maySpeakOfRules({ code, raw }: Diagnosis, { passed, isUntold }: RawAnswer): boolean {
  if (passed !== false || isUntold || OF_PREFLIGHTS.test(code) || code.startsWith('net.')) return false;
  // A star for everybody is what gateways answer of themselves.
  return !code.startsWith('pre.cred-') || raw?.answeredBy === 'store';
}
