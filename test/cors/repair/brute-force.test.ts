import { describe, expect, it } from 'vitest';
import { repairRules } from '../../../src/cors/repair-rules.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import { ceph } from '../../../src/stores/ceph.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Store } from '../../../src/stores/store.js';

const [A, B, STRANGER] = ['https://a.example', 'https://b.example', 'https://stranger.example'] as const;
const METHODS = ['GET', 'PUT'] as const;
const NAME_SETS = [[], ['x-one'], ['x-two'], ['x-one', 'x-two']] as const;

/** Every rule of this world. A value beside a `*` would change nothing. */
const RULES: readonly CorsRule[] = [[A], [B], [A, B], ['*']].flatMap((allowedOrigins) =>
  [['GET'], ['PUT'], ['GET', 'PUT']].flatMap((allowedMethods) =>
    [...NAME_SETS, ['*']].map((allowedHeaders) => ({ allowedOrigins, allowedMethods, allowedHeaders })),
  ),
);
/** Every request of it, also of an origin that only a `*` lets in. */
const UNIVERSE = [A, B, STRANGER].flatMap((origin) =>
  METHODS.flatMap((method) => NAME_SETS.map((headers) => ({ origin, method, headers }))),
);
/**
 * The requests to be let pass. All others differ from these by the names of origins, methods and headers alone, and under each
 * renaming the rule sets are the same.
 */
const WANTED = [[], ['x-one'], ['x-one', 'x-two']].map((headers) => ({ origin: A, method: 'PUT', headers }));

/** By its places in `RULES`. */
type RuleSet = readonly number[];
const rulesOf = (set: RuleSet): CorsRule[] => set.flatMap((place) => RULES[place] ?? []);
const PLACES = RULES.map((_rule, place) => place);
const RULE_SETS: readonly RuleSet[] = [
  [],
  ...PLACES.map((one) => [one]),
  ...PLACES.flatMap((one) => PLACES.map((two) => [one, two])),
];

/** The requests of the universe that the evaluator lets pass, a bit each. */
function passing(rules: readonly CorsRule[], store: Store): number {
  const compiled = compileRules(rules, store);
  return UNIVERSE.reduce((bits, request, index) => {
    const { allowed } = compiled.evaluate({ kind: 'preflight', ...request });
    return allowed === true ? bits | (1 << index) : bits;
  }, 0);
}

/** The same, each set looked at once. */
function passingOnce(store: Store): (set: RuleSet) => number {
  const known = new Map<number, number>();
  return (set) => {
    const key = set.reduce((all, place) => all * (RULES.length + 1) + place + 1, 0);
    const found = known.get(key) ?? passing(rulesOf(set), store);
    known.set(key, found);
    return found;
  };
}

/** Every set that comes of one edit: a rule put in anywhere, or put in place of one, wider ones among them. */
function* editsOf(set: RuleSet): Generator<RuleSet> {
  for (const rule of PLACES) {
    for (let place = 0; place <= set.length; place += 1)
      yield [...set.slice(0, place), rule, ...set.slice(place)];
    for (let place = 0; place < set.length; place += 1)
      yield [...set.slice(0, place), rule, ...set.slice(place + 1)];
  }
}

function count(bits: number): number {
  let left = bits;
  let ones = 0;
  for (; left !== 0; left &= left - 1) ones += 1;
  return ones;
}

describe.each([
  ['that asks all rules', s3],
  ['that asks the first rule for an origin', ceph],
] as const)('on a store %s', (title, store) => {
  it('no edit that lets a request pass and takes nothing away grants less than the repair of least privilege', () => {
    const passingOf = passingOnce(store);
    const tried = { sets: RULE_SETS.length, requests: 0, edits: 0, repairs: 0, cheaperButTaking: 0 };
    for (const set of RULE_SETS) {
      const before = passingOf(set);
      for (const wanted of WANTED) {
        const bit = 1 << UNIVERSE.findIndex((one) => JSON.stringify(one) === JSON.stringify(wanted));
        const [least] = repairRules(rulesOf(set), store, wanted).repairs;
        tried.requests += 1;
        if ((before & bit) !== 0) {
          expect(least).toBeUndefined();
          continue;
        }
        if (least === undefined) throw new Error(`no repair of ${JSON.stringify(rulesOf(set))}`);
        tried.repairs += 1;
        const after = passing(least.rules, store);
        const cost = count(after & ~before);
        if (least.kind !== 'least-privilege' || (after & bit) === 0 || (before & ~after) !== 0)
          throw new Error(`${JSON.stringify(rulesOf(set))} is not mended for ${JSON.stringify(wanted)}`);
        for (const edit of editsOf(set)) {
          const edited = passingOf(edit);
          tried.edits += 1;
          if ((edited & bit) === 0 || count(edited & ~before) >= cost) continue;
          if ((before & ~edited) === 0)
            throw new Error(
              `${JSON.stringify(rulesOf(edit))} grants less than ${JSON.stringify(least.rules)} to ${JSON.stringify(wanted)}`,
            );
          tried.cheaperButTaking += 1;
        }
      }
    }
    process.stdout.write(`brute force on a store ${title}: ${JSON.stringify(tried)}\n`);
    expect(tried.sets).toBe(1 + 60 + 60 * 60);
    expect(tried.repairs).toBeGreaterThan(5000);
  }, 300_000);
});
