import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';

/**
 * What the rules of a bucket may lack where its store gives no leave. Pure.
 *
 * @param hasPreflight - Whether a preflight asked for leave. Without one a store looks for a rule for the origin and the method alone,
 *   and puts no CORS headers on its answer where it finds none. Default true.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function refusedByRules({ ruleSemantics }: RuledStore, hasPreflight = true): DiagnosisCode[] {
  const { selection, otherSelections, withoutRules } = ruleSemantics;
  const isFirstTaken = [selection, ...otherSelections].includes('first-match-of-origin');
  return [
    ...(withoutRules === 'permit' ? [] : (['pre.no-config'] as const)),
    'pre.origin',
    'pre.method',
    ...(hasPreflight ? (['pre.header', 'pre.cross-rule'] as const) : []),
    ...(isFirstTaken ? (['pre.shadowed'] as const) : []),
  ];
}
