import { matchPattern } from './match-pattern.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Whether an origin matches one origin of a rule, compared with its case. */
export function matchesOrigin(
  pattern: string,
  origin: string,
  { originWildcard, wildcardOverlap }: Pick<RuleSemantics, 'originWildcard' | 'wildcardOverlap'>,
): boolean {
  return matchPattern(pattern, origin, wildcardOverlap, originWildcard === 'within');
}
