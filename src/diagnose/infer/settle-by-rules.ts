import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Ask, Cause } from './cause.js';
import type { RuleFinding } from './classify-by-rules.js';
import type { Question } from './question.js';

/**
 * Where no preflight was seen to pass, it stays open whether rules refuse this one or something in front refuses them all. Rules
 * that allow it leave the second alone: then the request is asked about again, until three refusals stand for it, as one may have been
 * an answer that got lost.
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
  // Of reading requests a store may hide how it answers a made-up signature.
  const isSeen = METHODS_WITH_BODY.includes(method);
  const asked = isSeen ? names : names.filter((name) => name !== 'authorization');
  // Of several names fewer were refused, too.
  const length = asked.length > 1 ? 1 : 2;
  const again = await Promise.all(Array.from({ length }, () => ask(method, asked)));
  return { ...cause, isRefused: again.every(({ passed }) => passed === false) };
}
