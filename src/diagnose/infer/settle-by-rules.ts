import type { Ask, Cause } from './cause.js';
import type { RuleFinding } from './classify-by-rules.js';
import type { Question } from './question.js';

/**
 * Where no preflight was seen to pass, it stays open whether rules refuse this one or something in front refuses them all. Rules
 * that allow it leave the second alone: then the request is asked about twice more, as one refusal may have been an answer that got
 * lost.
 *
 * @returns The same cause where they do not allow it; else it says whether both were refused.
 */
export async function settleByRules<C extends Cause>(
  { code }: Pick<RuleFinding, 'code'>,
  cause: C,
  ask: Ask,
  { method, names }: Pick<Question, 'method' | 'names'>,
): Promise<C> {
  if (cause.kind !== 'unknown' || !cause.why.endsWith('-or-all') || code !== null) return cause;
  const again = await Promise.all([ask(method, names), ask(method, names)]);
  return { ...cause, isRefused: again.every(({ passed }) => passed === false) };
}
