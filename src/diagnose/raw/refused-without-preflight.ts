import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';

/**
 * What of the rules may keep a store from putting CORS headers on an answer that no preflight asked for: no rule, or none for the
 * page's origin with this method. Pure.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function refusedWithoutPreflight(store: RuledStore): DiagnosisCode[] {
  return ['pre.origin', 'pre.no-config', 'pre.method', ...shadowed(store)];
}

/** `pre.shadowed`, where the store asks the first rule for an origin alone, or may do so. */
export function shadowed({ ruleSemantics }: RuledStore): DiagnosisCode[] {
  const { selection, otherSelections } = ruleSemantics;
  return [selection, ...otherSelections].includes('first-match-of-origin') ? ['pre.shadowed'] : [];
}
