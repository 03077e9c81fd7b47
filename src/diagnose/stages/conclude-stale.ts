import type { Diagnosis } from '../../model/diagnosis.js';

/**
 * What a refusal means of a request that was seen to go out: a permission that the browser had kept let it, and what the
 * store says now is no. Or the rules have changed since.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cache
 */
export function concludeStale(found: Diagnosis): Diagnosis {
  const candidates = [found.code, ...(found.undecided?.candidates ?? [])];
  const undecided = found.undecided === null ? null : { ...found.undecided, candidates };
  return { ...found, code: 'act.stale-preflight', stage: 'response', confidence: 'strong', undecided };
}
