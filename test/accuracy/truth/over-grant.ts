import type { CorsRule } from '../../../src/model/cors-rule.js';
import { type Accepts, isAccepted, type Reading } from './accepts.js';

/** What a page may send: a request of the universe that over-grants are looked for in. */
export interface UniverseRequest {
  readonly origin: string;
  readonly method: string;
  readonly names: readonly string[];
}

/** Rules as the reference reads them, for any origin. */
export type AcceptsFrom = (origin: string, method: string, names: readonly string[]) => boolean;

/** More subsets than this are not asked about; then the small ones, the large ones and those around what is wanted. */
const MOST_NAMES = 8;

/**
 * The rules after the change that grants least of all that let the request through and take nothing away. Where any rule may
 * allow it: one more rule. Where only the first for an origin is asked: one in front that holds what that one held too, and so
 * allows each of its methods with each of its names. Where that is `unknown`, the first for origin and method may have been
 * asked: then its names too.
 */
export function leastChange(
  rules: readonly CorsRule[],
  reading: Reading | 'unknown',
  { origin, method, names }: UniverseRequest,
): readonly CorsRule[] {
  const added = { allowedOrigins: [origin], allowedMethods: [method], allowedHeaders: names };
  if (reading === 'any') return [...rules, added];
  const first = rules.find((rule) => isAccepted([{ ...rule, allowedMethods: ['*'] }], 'any', origin, '', []));
  const ofMethod = rules.find((rule) => isAccepted([rule], 'any', origin, method, []));
  const { allowedMethods = [] } = first ?? {};
  const kept = reading === 'unknown' ? [first, ofMethod] : [first];
  const allowedHeaders = kept.flatMap((rule) => rule?.allowedHeaders ?? []);
  const merged = {
    allowedOrigins: [origin],
    allowedMethods: [...allowedMethods, method],
    allowedHeaders: [...allowedHeaders, ...names],
  };
  return [merged, ...rules];
}

/** Requests that a repair grants beyond the least, and those that it takes away. */
export function looseEnds(
  before: AcceptsFrom,
  least: AcceptsFrom,
  after: AcceptsFrom,
  universe: readonly UniverseRequest[],
): { readonly extra: UniverseRequest[]; readonly lost: UniverseRequest[] } {
  const asks = (accepts: AcceptsFrom) => (request: UniverseRequest) =>
    accepts(request.origin, request.method, request.names);
  const [was, must, is] = [asks(before), asks(least), asks(after)];
  return {
    extra: universe.filter((request) => is(request) && !must(request)),
    lost: universe.filter((request) => was(request) && !is(request)),
  };
}

/** Requests from like origins, with any method, and any set of the names or those that differ little from what is wanted. */
export function universeOf(
  origins: readonly string[],
  methods: readonly string[],
  names: readonly string[],
  wanted: readonly string[],
): UniverseRequest[] {
  const sets = names.length <= MOST_NAMES ? subsets(names) : nearSets(names, wanted);
  return origins.flatMap((origin) =>
    methods.flatMap((method) => sets.map((set) => ({ origin, method, names: set }))),
  );
}

/** All subsets of a list, the empty one first. */
export function subsets(names: readonly string[]): string[][] {
  let sets: string[][] = [[]];
  for (const name of names) sets = sets.concat(sets.map((set) => [...set, name]));
  return sets;
}

function nearSets(names: readonly string[], wanted: readonly string[]): string[][] {
  const without = wanted.map((left) => wanted.filter((name) => name !== left));
  const within = names.filter((name) => !wanted.includes(name)).map((more) => [...wanted, more]);
  const pairs = names.flatMap((name, at) => names.slice(at + 1).map((other) => [name, other]));
  return [[], [...names], [...wanted], ...names.map((name) => [name]), ...pairs, ...without, ...within];
}

/** The reference for one page. */
export function acceptsFor(accepts: AcceptsFrom, origin: string): Accepts {
  return (method, names) => accepts(origin, method, names);
}
