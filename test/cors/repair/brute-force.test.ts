import { describe, expect, it } from 'vitest';
import { repairRequests } from '../../../src/cors/repair/repair-requests.js';
import { repairRules } from '../../../src/cors/repair-rules.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import { prepareRules } from '../../../src/rules/reading.js';
import { ceph } from '../../../src/stores/ceph.js';
import { gcs } from '../../../src/stores/gcs.js';
import { qingstor } from '../../../src/stores/qingstor.js';
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

/** Two requests to be let pass, by their places in the universe. Of origins that no rule names, none is granted anything. */
const PAIRS = UNIVERSE.flatMap((one, first) =>
  UNIVERSE.flatMap((other, second) =>
    first < second && one.origin !== STRANGER && other.origin !== STRANGER ? [[first, second] as const] : [],
  ),
);

/** By its places in `RULES`. */
type RuleSet = readonly number[];
const rulesOf = (set: RuleSet): CorsRule[] => set.flatMap((place) => RULES[place] ?? []);
const PLACES = RULES.map((_rule, place) => place);
const RULE_SETS: readonly RuleSet[] = [
  [],
  ...PLACES.map((one) => [one]),
  ...PLACES.flatMap((one) => PLACES.map((two) => [one, two])),
];

/** For each way in which the store may pick rules the requests of the universe that pass, a bit each. */
type Passing = readonly number[];

/** By the store's own reading of the rules, prepared once for all ways of picking one. */
function passing(rules: readonly CorsRule[], { ruleSemantics }: Store): Passing {
  const { selection, otherSelections } = ruleSemantics;
  const prepared = prepareRules(rules, ruleSemantics, { originCase: true, headerWildcard: false });
  return [selection, ...otherSelections].map((way) => {
    const read = prepared(way);
    return UNIVERSE.reduce(
      (bits, request, index) => (read(request).rule !== null ? bits | (1 << index) : bits),
      0,
    );
  });
}

/** The same, each set looked at once. Sets that let the same pass give the very same object. */
function passingOnce(store: Store): (set: RuleSet) => Passing {
  const known = new Map<number, Passing>();
  const alike = new Map<string, Passing>();
  return (set) => {
    let key = 0;
    for (const place of set) key = key * (RULES.length + 1) + place + 1;
    let found = known.get(key);
    if (found === undefined) {
      const passes = passing(rulesOf(set), store);
      const text = passes.join();
      found = alike.get(text) ?? passes;
      alike.set(text, found);
      known.set(key, found);
    }
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

/** The same of two edits, one after the other. */
function* pairsOfEdits(set: RuleSet): Generator<RuleSet> {
  for (const once of editsOf(set)) {
    yield once;
    yield* editsOf(once);
  }
}

/** What some edits make of a set. */
interface Outcome {
  readonly passing: Passing;
  /** How much they grant. */
  readonly cost: readonly number[];
  readonly takesNothing: boolean;
  /** The first of them. */
  readonly edit: RuleSet;
  edits: number;
}

/** What edits make of a set: those that let the same pass are one. */
function outcomesOf(before: Passing, edits: Iterable<RuleSet>, passingOf: (set: RuleSet) => Passing) {
  const outcomes = new Map<Passing, Outcome>();
  for (const edit of edits) {
    const after = passingOf(edit);
    const seen = outcomes.get(after);
    if (seen !== undefined) {
      seen.edits += 1;
      continue;
    }
    const [cost, takesNothing] = [costs(before, after), keepsAll(before, after)];
    outcomes.set(after, { passing: after, cost, takesNothing, edit, edits: 1 });
  }
  return [...outcomes.values()];
}

function count(bits: number): number {
  let left = bits;
  let ones = 0;
  for (; left !== 0; left &= left - 1) ones += 1;
  return ones;
}

/** How many requests pass that did not, in each way of picking rules. */
function costs(before: Passing, after: Passing): number[] {
  return after.map((bits, way) => count(bits & ~(before[way] ?? 0)));
}

const hasAll = (passes: Passing, bit: number) => passes.every((bits) => (bits & bit) !== 0);
const keepsAll = (before: Passing, after: Passing) =>
  after.every((bits, way) => ((before[way] ?? 0) & ~bits) === 0);

/** Where it is not known how rules are picked: cheaper in one way of picking them, and dearer in none. */
function isCheaper(some: readonly number[], others: readonly number[]): boolean {
  const isDearer = some.some((cost, way) => cost > (others[way] ?? 0));
  return !isDearer && some.some((cost, way) => cost < (others[way] ?? 0));
}

describe.each([
  ['that asks all rules', s3],
  ['that asks the first rule for an origin', ceph],
  ['that asks the first rule for an origin and a method', gcs],
  ['of which it is not known which rules it asks', qingstor],
] as const)('on a store %s', (title, store) => {
  const passingOf = passingOnce(store);

  it('no edit that lets a request pass and takes nothing away grants less than the repair of least privilege', () => {
    const tried = { sets: RULE_SETS.length, requests: 0, edits: 0, repairs: 0, cheaperButTaking: 0 };
    for (const set of RULE_SETS) {
      const before = passingOf(set);
      const outcomes = outcomesOf(before, editsOf(set), passingOf);
      const given = rulesOf(set);
      for (const wanted of WANTED) {
        const bit = 1 << UNIVERSE.findIndex((one) => JSON.stringify(one) === JSON.stringify(wanted));
        const { repairs } = repairRequests(given, store, [{ ...wanted, exposes: [] }]);
        const [least] = repairs;
        tried.requests += 1;
        if (hasAll(before, bit)) {
          expect(least).toBeUndefined();
          continue;
        }
        if (least?.kind !== 'least-privilege')
          throw new Error(`no least repair of ${JSON.stringify(given)} for ${JSON.stringify(wanted)}`);
        for (const { rules } of repairs) {
          tried.repairs += 1;
          const after = passing(rules, store);
          if (!hasAll(after, bit) || !keepsAll(before, after))
            throw new Error(
              `${JSON.stringify(given)} is not mended for ${JSON.stringify(wanted)} by ${JSON.stringify(rules)}`,
            );
        }
        const cost = costs(before, passing(least.rules, store));
        for (const { passing: edited, cost: editedCost, takesNothing, edit, edits } of outcomes) {
          tried.edits += edits;
          if (!hasAll(edited, bit) || !isCheaper(editedCost, cost)) continue;
          if (takesNothing)
            throw new Error(
              `${JSON.stringify(rulesOf(edit))} grants less than ${JSON.stringify(least.rules)} to ${JSON.stringify(wanted)}`,
            );
          tried.cheaperButTaking += edits;
        }
      }
    }
    process.stdout.write(`brute force on a store ${title}: ${JSON.stringify(tried)}\n`);
    expect(tried.sets).toBe(1 + 60 + 60 * 60);
    expect(tried.repairs).toBeGreaterThan(5000);
  }, 300_000);

  it('no two edits that let two requests pass and take nothing away grant less than their repair', () => {
    const tried = { sets: 0, pairs: 0, edits: 0, repairs: 0 };
    for (const set of RULE_SETS.filter(({ length }) => length < 2)) {
      const before = passingOf(set);
      const outcomes = outcomesOf(before, pairsOfEdits(set), passingOf);
      const given = rulesOf(set);
      tried.sets += 1;
      tried.edits += outcomes.reduce((sum, { edits }) => sum + edits, 0);
      for (const pair of PAIRS) {
        const bits = pair.reduce((all, index) => all | (1 << index), 0);
        const wanted = pair.flatMap((index) => UNIVERSE[index] ?? []);
        tried.pairs += 1;
        if (before.every((passes) => (passes & bits) === bits)) continue;
        const asked = wanted.map((request) => ({ ...request, exposes: [] }));
        const [least] = repairRequests(given, store, asked).repairs;
        if (least?.kind !== 'least-privilege')
          throw new Error(`no least repair of ${JSON.stringify(given)} for ${JSON.stringify(wanted)}`);
        const after = passing(least.rules, store);
        if (!after.every((passes) => (passes & bits) === bits) || !keepsAll(before, after))
          throw new Error(`${JSON.stringify(given)} is not mended for ${JSON.stringify(wanted)}`);
        tried.repairs += 1;
        const cost = costs(before, after);
        const better = outcomes.find(
          ({ passing: edited, cost: editedCost, takesNothing }) =>
            takesNothing && edited.every((passes) => (passes & bits) === bits) && isCheaper(editedCost, cost),
        );
        if (better !== undefined)
          throw new Error(
            `${JSON.stringify(rulesOf(better.edit))} grants less than ${JSON.stringify(least.rules)} to ${JSON.stringify(wanted)} under ${JSON.stringify(given)}`,
          );
      }
    }
    process.stdout.write(`brute force for pairs on a store ${title}: ${JSON.stringify(tried)}\n`);
    expect(tried.repairs).toBeGreaterThan(5000);
  }, 300_000);

  it('the whole validator has nothing against these repairs', () => {
    for (const set of RULE_SETS.filter((_set, index) => index % 61 === 0)) {
      for (const wanted of WANTED) {
        const all = repairRequests(rulesOf(set), store, [{ ...wanted, exposes: [] }]);
        const { allowedAlready, repairs } = repairRules(rulesOf(set), store, wanted);
        expect({ allowedAlready, repairs: repairs.map(({ diff: _, ...repair }) => repair) }).toEqual(all);
      }
    }
  });

  it('its reading is what the evaluator says', () => {
    for (const set of RULE_SETS.filter((_set, index) => index % 37 === 0)) {
      const passes = passing(rulesOf(set), store);
      const compiled = compileRules(rulesOf(set), store);
      for (const [index, request] of UNIVERSE.entries()) {
        const ways = new Set(passes.map((bits) => (bits & (1 << index)) !== 0));
        const [only = null] = ways.size === 1 ? ways : [];
        expect(compiled.evaluate({ kind: 'preflight', ...request }).allowed).toBe(only);
      }
    }
  });
});
