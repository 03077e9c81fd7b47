import type { CorsRule } from '../../model/cors-rule.js';
import type { Candidate, Grants } from './candidate.js';

/** Several changes of one configuration, one after the other. */
export interface Steps {
  readonly kind: Candidate['kind'];
  /** The rules after them. */
  readonly rules: readonly CorsRule[];
  /** The rules of these that were changed or added, in the order in which that was done. */
  readonly made: readonly { readonly rule: CorsRule; readonly added: boolean }[];
  readonly grants: Grants;
}

/**
 * Takes one more change in. Added rules that differ in their methods only become one, and one that says no more than the
 * newest is dropped: neither grants anything. Pure.
 */
export function joinStep({ kind, rules: before, made, grants }: Steps, step: Candidate): Steps {
  const rule = step.rules[step.changedRule];
  if (rule === undefined) return { kind, rules: before, made, grants };
  const all = [...grants, ...step.grants];
  const seen = new Map(all.map((grant) => [JSON.stringify(grant), grant]));
  const own = made.filter(({ added }) => added).map((entry) => entry.rule);
  const replaced = step.added ? undefined : before[step.changedRule];
  const twin = step.added ? own.find((other) => sameButMethods(other, rule)) : undefined;
  if (twin !== undefined) {
    const joined = { ...twin, allowedMethods: union(twin.allowedMethods, rule.allowedMethods) };
    // One that was put before another rule must stand there, or that one hides it.
    const isFirst = step.changedRule < step.rules.indexOf(twin);
    const [stays, goes] = isFirst ? [rule, twin] : [twin, rule];
    return {
      kind,
      rules: step.rules.filter((one) => one !== goes).map((one) => (one === stays ? joined : one)),
      made: made.map((entry) => (entry.rule === twin ? { rule: joined, added: true } : entry)),
      grants: [...seen.values()],
    };
  }
  const isSpare = (one: CorsRule) => step.added && own.includes(one) && saysAllOf(rule, one);
  const kept = made.filter((entry) => entry.rule !== replaced && !isSpare(entry.rule));
  const added = step.added || made.some((entry) => entry.rule === replaced && entry.added);
  return {
    kind,
    rules: step.rules.filter((one) => !isSpare(one)),
    made: [...kept, { rule, added }],
    grants: [...seen.values()],
  };
}

function sameButMethods(a: CorsRule, b: CorsRule): boolean {
  const rest = ({ allowedOrigins, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds }: CorsRule) =>
    JSON.stringify([allowedOrigins, [...allowedHeaders].sort(), [...exposeHeaders].sort(), maxAgeSeconds]);
  return rest(a) === rest(b);
}

function saysAllOf(a: CorsRule, b: CorsRule): boolean {
  const { allowedHeaders: ours = [], exposeHeaders: read = [] } = a;
  return (
    JSON.stringify(a.allowedOrigins) === JSON.stringify(b.allowedOrigins) &&
    b.allowedMethods.every((method) => a.allowedMethods.includes(method)) &&
    (b.allowedHeaders ?? []).every((name) => ours.includes(name)) &&
    (b.exposeHeaders ?? []).every((name) => read.includes(name))
  );
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
