import { describe, expect, it } from 'vitest';
import { repairRequests } from '../../../src/cors/repair/repair-requests.js';
import { repairRules } from '../../../src/cors/repair-rules.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import type { RuleSelection } from '../../../src/rules/rule-semantics.js';
import { ceph } from '../../../src/stores/ceph.js';
import { gcs } from '../../../src/stores/gcs.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';

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
const WANTED = UNIVERSE.flatMap((wanted, index) =>
  wanted.origin === A && wanted.method === 'PUT' && wanted.headers[0] !== 'x-two'
    ? [{ wanted, bit: 1 << index }]
    : [],
);

/** Two requests to be let pass, by their places in the universe. Of origins that no rule names, none is granted anything. */
const PAIRS = UNIVERSE.flatMap((one, first) =>
  UNIVERSE.flatMap((other, second) =>
    first < second && one.origin !== STRANGER && other.origin !== STRANGER ? [[first, second] as const] : [],
  ),
);

/** Some rules in their order: their places in `RULES`, from 1, as the digits of a number, the first rule's the lowest. */
type RuleSet = number;
const BASE = RULES.length + 1;
const DIGITS = RULES.map((_rule, place) => place + 1);
const RULE_SETS: readonly RuleSet[] = [
  0,
  ...DIGITS,
  ...DIGITS.flatMap((one) => DIGITS.map((two) => one + two * BASE)),
];

/** The places of a set's rules in `RULES`. */
function placesOf(set: RuleSet): number[] {
  const places: number[] = [];
  for (let rest = set; rest > 0; rest = Math.floor(rest / BASE)) places.push((rest % BASE) - 1);
  return places;
}

const rulesOf = (set: RuleSet): CorsRule[] => placesOf(set).flatMap((place) => RULES[place] ?? []);

/** What a rule names, each as the requests of the universe that it holds for, a bit each. */
interface Named {
  readonly origin: number;
  readonly method: number;
  readonly headers: number;
}

function namedBy({ allowedOrigins, allowedMethods, allowedHeaders = [] }: CorsRule): Named {
  const named = (list: readonly string[], text: string) => list.includes('*') || list.includes(text);
  const bitsWhere = (holds: (request: (typeof UNIVERSE)[number]) => boolean) =>
    UNIVERSE.reduce((bits, request, index) => (holds(request) ? bits | (1 << index) : bits), 0);
  return {
    origin: bitsWhere(({ origin }) => named(allowedOrigins, origin)),
    method: bitsWhere(({ method }) => allowedMethods.includes(method)),
    headers: bitsWhere(({ headers }) => headers.every((name) => named(allowedHeaders, name))),
  };
}

const NAMED = RULES.map(namedBy);

/** For each way in which the store may pick rules the requests of the universe that pass, a bit each. */
type Passing = readonly number[];

/** What a rule decides in a way of picking rules, yes or no, if no rule before it has decided. */
const DECIDES: Readonly<Record<RuleSelection, (named: Named) => number>> = {
  'first-match-of-all': ({ origin, method, headers }) => origin & method & headers,
  'first-match-of-origin': ({ origin }) => origin,
  'first-match-of-origin-and-method': ({ origin, method }) => origin & method,
};

/** All requests at once, by what is documented of the ways of picking rules. The last tests hold it against the evaluator. */
function passing(rules: readonly Named[], ways: readonly RuleSelection[]): Passing {
  return ways.map((way) => {
    let [passes, decided] = [0, 0];
    for (const named of rules) {
      const decides = DECIDES[way](named) & ~decided;
      passes |= decides & named.method & named.headers;
      decided |= decides;
    }
    return passes;
  });
}

/** The same, each set looked at once. Sets that let the same pass give the very same object. */
function passingOnce(ways: readonly RuleSelection[]): (set: RuleSet) => Passing {
  // No edits lead to more than three rules.
  const known = new Array<Passing | undefined>(BASE ** 3);
  const alike = new Map<string, Passing>();
  return (set) => {
    let found = known[set];
    if (found === undefined) {
      const passes = passing(
        placesOf(set).flatMap((place) => NAMED[place] ?? []),
        ways,
      );
      const text = passes.join();
      found = alike.get(text) ?? passes;
      alike.set(text, found);
      known[set] = found;
    }
    return found;
  };
}

/** Every set that comes of one edit: a rule put in anywhere, or put in place of one, wider ones among them. */
function editsOf(set: RuleSet): RuleSet[] {
  const edits: RuleSet[] = [];
  for (let place = 1; ; place *= BASE) {
    const before = set % place;
    const from = Math.floor(set / place);
    for (const rule of DIGITS) edits.push(before + place * (rule + BASE * from));
    if (from === 0) return edits;
    const after = Math.floor(from / BASE);
    for (const rule of DIGITS) edits.push(before + place * (rule + BASE * after));
  }
}

/** The same of two edits, one after the other. */
function pairsOfEdits(set: RuleSet): RuleSet[] {
  return editsOf(set).flatMap((once) => [once, ...editsOf(once)]);
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
  const { ruleSemantics } = store;
  const ways = [ruleSemantics.selection, ...ruleSemantics.otherSelections];
  const passingOf = passingOnce(ways);

  it('no edit that lets a request pass and takes nothing away grants less than the repair of least privilege', () => {
    const tried = { sets: RULE_SETS.length, requests: 0, edits: 0, repairs: 0, cheaperButTaking: 0 };
    for (const set of RULE_SETS) {
      const before = passingOf(set);
      const outcomes = outcomesOf(before, editsOf(set), passingOf);
      const given = rulesOf(set);
      for (const { wanted, bit } of WANTED) {
        const { repairs } = repairRequests(given, store, [{ ...wanted, exposes: [] }]);
        const [least] = repairs;
        tried.requests += 1;
        if (hasAll(before, bit)) {
          expect(least).toBeUndefined();
          continue;
        }
        if (least?.kind !== 'least-privilege')
          throw new Error(`no least repair of ${JSON.stringify(given)} for ${JSON.stringify(wanted)}`);
        const [afterLeast = []] = repairs.map(({ rules }) => {
          tried.repairs += 1;
          const after = passing(rules.map(namedBy), ways);
          if (!hasAll(after, bit) || !keepsAll(before, after))
            throw new Error(
              `${JSON.stringify(given)} is not mended for ${JSON.stringify(wanted)} by ${JSON.stringify(rules)}`,
            );
          return after;
        });
        const cost = costs(before, afterLeast);
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
    for (const set of RULE_SETS.filter((one) => one < BASE)) {
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
        const after = passing(least.rules.map(namedBy), ways);
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
      for (const { wanted } of WANTED) {
        const all = repairRequests(rulesOf(set), store, [{ ...wanted, exposes: [] }]);
        const { allowedAlready, repairs } = repairRules(rulesOf(set), store, wanted);
        expect({ allowedAlready, repairs: repairs.map(({ diff: _, ...repair }) => repair) }).toEqual(all);
      }
    }
  });

  it('its rules let pass what the evaluator says, in each way of picking them', () => {
    const threes = RULE_SETS.flatMap((two) => DIGITS.map((third) => two + third * BASE ** 2));
    for (const set of [...RULE_SETS, ...threes.filter((_set, index) => index % 61 === 0)]) {
      const given = rulesOf(set);
      const evaluated = ways.map((selection) => {
        const oneWay = { ruleSemantics: { ...ruleSemantics, selection, otherSelections: [] } };
        const compiled = compileRules(given, oneWay);
        return UNIVERSE.reduce((bits, request, index) => {
          const { allowed } = compiled.evaluate({ kind: 'preflight', ...request });
          return allowed === true ? bits | (1 << index) : bits;
        }, 0);
      });
      if (evaluated.join() !== passingOf(set).join())
        throw new Error(`the evaluator does not let pass what was expected: ${JSON.stringify(given)}`);
    }
  });

  it('the evaluator says that it is not known where the ways of picking rules differ', () => {
    for (const set of RULE_SETS.filter((_set, index) => index % 37 === 0)) {
      const passes = passingOf(set);
      const compiled = compileRules(rulesOf(set), store);
      for (const [index, request] of UNIVERSE.entries()) {
        const seen = new Set(passes.map((bits) => (bits & (1 << index)) !== 0));
        const [only = null] = seen.size === 1 ? seen : [];
        expect(compiled.evaluate({ kind: 'preflight', ...request }).allowed).toBe(only);
      }
    }
  });
});
