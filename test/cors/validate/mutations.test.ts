import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../../src/cors/is-allowed-by-rules.js';
import { repairRules } from '../../../src/cors/repair-rules.js';
import type { CorsOperation } from '../../../src/cors/required/cors-operation.js';
import { requiredCors } from '../../../src/cors/required-cors.js';
import type { ListField } from '../../../src/cors/validate/cors-fix.js';
import type { CorsIssue } from '../../../src/cors/validate/cors-issue.js';
import type { WantedCors } from '../../../src/cors/validate/wanted-cors.js';
import { type WantedRequest, wantedRequests } from '../../../src/cors/validate/wanted-requests.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { showValue } from '../../../src/model/show-value.js';
import { matchesOrigin } from '../../../src/rules/matches-origin.js';
import { aws } from '../../../src/stores/aws.js';
import type { RuledStore, Store } from '../../../src/stores/store.js';
import { STORES } from './stores.js';

const SEED = 20_260_102;
const COUNT = 500;
const OPERATIONS: readonly CorsOperation[] = [
  'upload',
  'multipart-upload',
  'abort-upload',
  'download',
  'head',
  'list',
  'delete',
];
const ORIGINS = ['https://app.example.com', 'https://shop.example.com:8443', 'https://a.b.example.org'];
const OTHER = ['https://partner.example.net', 'https://*.partner.example.net'];

/** A configuration that works, what it is for, and one token of it. */
interface Case {
  readonly store: RuledStore;
  readonly rules: readonly CorsRule[];
  readonly wanted: WantedCors;
  readonly pick: number;
  readonly change: number;
}

/** What a page needs, beside a partner's rule. */
const required: fc.Arbitrary<Case> = fc
  .record({
    title: fc.constantFrom(...STORES.map(({ title }) => title)),
    operations: fc.subarray([...OPERATIONS], { minLength: 1 }),
    origins: fc.subarray(ORIGINS, { minLength: 1 }),
    signing: fc.constantFrom('headers' as const, 'url' as const),
    ranges: fc.boolean(),
    isPartnerFirst: fc.option(fc.boolean(), { nil: undefined }),
    partner: fc.constantFrom(...OTHER),
    withId: fc.boolean(),
    pick: fc.nat(),
    change: fc.nat(),
  })
  .map(({ title, operations, origins, signing, ranges, isPartnerFirst, partner, withId, pick, change }) => {
    const store = STORES.find((one) => one.title === title) ?? aws;
    const use = { operations, signing, ranges };
    const [least] = requiredCors({ store, ...use, origin: origins });
    const rule: CorsRule =
      withId && typeof store.corsLimits.idCharacters === 'number' ? { id: 'app', ...least } : least;
    const reader = {
      allowedOrigins: [
        store.ruleSemantics.originWildcard === 'whole' ? 'https://partner.example.net' : partner,
      ],
      allowedMethods: ['GET'],
      allowedHeaders: ['range'],
      maxAgeSeconds: 600,
    };
    const rules = isPartnerFirst === undefined ? [rule] : isPartnerFirst ? [reader, rule] : [rule, reader];
    return { store, rules, wanted: { origins, ...use }, pick, change };
  });

/** Any rules, and of what they allow a request for each. */
const drawn: fc.Arbitrary<Case> = fc
  .record({
    title: fc.constantFrom(...STORES.map(({ title }) => title)),
    drafts: fc.array(
      fc.record({
        allowedOrigins: fc.subarray([...ORIGINS, ...OTHER], { minLength: 1, maxLength: 2 }),
        allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
        allowedHeaders: fc.subarray(['authorization', 'content-type', 'range', 'x-acl', 'x-meta-a'], {
          minLength: 1,
        }),
        exposeHeaders: fc.subarray(['ETag', 'x-version-id', 'Content-Range'], { minLength: 1 }),
        maxAgeSeconds: fc.constantFrom(60, 600, 7200),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    withIds: fc.boolean(),
    pick: fc.nat(),
    change: fc.nat(),
  })
  .map(({ title, drafts, withIds, pick, change }) => {
    const store = STORES.find((one) => one.title === title) ?? aws;
    const isWhole = store.ruleSemantics.originWildcard === 'whole';
    const rules = drafts.map((draft, index): CorsRule => {
      const origins = draft.allowedOrigins.filter((origin) => !isWhole || !origin.includes('*'));
      const named =
        withIds && typeof store.corsLimits.idCharacters === 'number' ? { id: `rule ${index}` } : {};
      return { ...named, ...draft, allowedOrigins: origins.length > 0 ? origins : [...ORIGINS] };
    });
    const requests = rules
      .flatMap(({ allowedOrigins, allowedMethods, allowedHeaders = [] }) =>
        allowedOrigins.flatMap((text) =>
          allowedMethods.map((method) => ({
            origin: text.replace('*', 'www'),
            method,
            headers: [...allowedHeaders].sort(),
          })),
        ),
      )
      .filter((request) => isAllowedByRules(rules, store, request) === true);
    return { store, rules, wanted: { requests }, pick, change };
  })
  .filter(({ store, rules, wanted }) =>
    validateCors(rules, store, wanted).every(({ severity }) => severity !== 'error'),
  );

const cases: fc.Arbitrary<Case> = fc.oneof(required, drawn);

interface Token {
  readonly rule: number;
  readonly field: ListField | 'id' | 'maxAgeSeconds';
  readonly index: number;
  readonly value: string;
}

function tokensOf(rules: readonly CorsRule[]): Token[] {
  return rules.flatMap((rule, place) => [
    ...(['allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposeHeaders'] as const).flatMap((field) =>
      (rule[field] ?? []).map((value, index) => ({ rule: place, field, index, value })),
    ),
    ...(rule.id === undefined ? [] : [{ rule: place, field: 'id' as const, index: 0, value: rule.id }]),
    ...(rule.maxAgeSeconds === undefined
      ? []
      : [{ rule: place, field: 'maxAgeSeconds' as const, index: 0, value: String(rule.maxAgeSeconds) }]),
  ]);
}

/** What may befall a token. The first is that it goes. */
const CHANGES: Readonly<Record<Token['field'], readonly ((value: string) => string | undefined)[]>> = {
  allowedOrigins: [
    () => undefined,
    (value) => `${value}/`,
    (value) => value.replace('https:', 'http:'),
    (value) => value.replace('https://', ''),
    (value) => value.replace('example', 'Example'),
    (value) => value.replace('example', 'exmaple'),
    (value) => `${value.replace(/:\d+$/, '')}:443`,
    (value) => `${value}/upload`,
    (value) => value.replace('://', '://www.'),
    () => '*',
  ],
  allowedMethods: [() => undefined, (value) => value.toLowerCase(), () => 'PATCH', (value) => value.slice(1)],
  allowedHeaders: [
    () => undefined,
    (value) => value.slice(1),
    (value) => `${value}:`,
    (value) => value.replace('-', '_'),
  ],
  exposeHeaders: [() => undefined, (value) => value.slice(1), () => '*', (value) => `${value}:`],
  id: [() => undefined, (value) => `${value}2`, (value) => `${value}\u0000`],
  maxAgeSeconds: [() => undefined, () => '-600', () => '6000000', () => '601', () => '0.5'],
};

function change(rules: readonly CorsRule[], token: Token, to: string | undefined): CorsRule[] {
  return rules.map((rule, place) => {
    if (place !== token.rule) return rule;
    const { [token.field]: old, ...rest } = rule;
    if (token.field === 'id') return { ...rest, ...(to === undefined ? {} : { id: to }) } as CorsRule;
    if (token.field === 'maxAgeSeconds')
      return { ...rest, ...(to === undefined ? {} : { maxAgeSeconds: Number(to) }) } as CorsRule;
    const list = (old as readonly string[]).flatMap((value, index) =>
      index !== token.index ? [value] : to === undefined ? [] : [to],
    );
    return { ...rule, [token.field]: list };
  });
}

/** Without the place in a list, which moves when one before it goes. */
const keyOf = ({ code, path, value }: CorsIssue) =>
  JSON.stringify([code, path.replace(/\[\d+\]$/, ''), value]);

/** Whether an issue is about this very token: its place, and its value as it was or is. */
function names(issue: CorsIssue, token: Token, to: string | undefined): boolean {
  const list = `rules[${token.rule}].${token.field}`;
  const isPlace = issue.path === 'rules' || issue.path === list || issue.path.startsWith(`${list}[`);
  const values = [
    showValue(token.value),
    ...(to === undefined ? ['absent'] : [showValue(to), to, String(Number(to))]),
  ];
  return isPlace && values.includes(issue.value);
}

/** Whether the repairs of all that is refused grant this very token, and nothing else. */
function isRepairedAlone(
  rules: readonly CorsRule[],
  store: RuledStore,
  refused: readonly WantedRequest[],
  token: Token,
): boolean {
  // A rule without origins or methods is none that could be repaired.
  const isWhole = rules.every(
    ({ allowedOrigins, allowedMethods }) => allowedOrigins.length * allowedMethods.length > 0,
  );
  if (!('corsCodec' in store) || refused.length === 0 || !isWhole) return false;
  const smallest = refused.map((request) => repairRules(rules, store as Store, request).repairs.at(-1));
  const same = token.field === 'allowedHeaders' ? token.value.toLowerCase() : token.value;
  return smallest.every(
    (repair) =>
      repair !== undefined &&
      repair.grants.length > 0 &&
      repair.grants.every(({ field, value }) => field === token.field && value === same),
  );
}

/** Whether each request that is refused could as well have been meant to be allowed by another rule for its origin. */
function isForOneOrigin(
  rules: readonly CorsRule[],
  store: RuledStore,
  refused: readonly WantedRequest[],
  token: Token,
): boolean {
  return refused.every(({ origin }) =>
    rules.some(
      ({ allowedOrigins }, place) =>
        place !== token.rule &&
        allowedOrigins.some((pattern) => matchesOrigin(pattern, origin, store.ruleSemantics)),
    ),
  );
}

/**
 * Whether what became of a token can never be right, whatever the rules are for: what no browser sends, no store takes or no name
 * can be; or whether it is what the page must read. Then it must be named.
 */
function isKnownWrong({ wanted }: Case, token: Token, to: string | undefined): boolean {
  const { operations = [], ranges = false } = wanted;
  if (token.field === 'exposeHeaders') {
    const isRead =
      (token.value === 'ETag' && operations.includes('multipart-upload')) ||
      (token.value === 'Content-Range' && operations.includes('download') && ranges);
    // All names, where the store takes it.
    return to !== '*' && (isRead || (to?.endsWith(':') ?? false));
  }
  if (to === undefined) return false;
  if (token.field === 'allowedOrigins')
    return /[^:/]\/|:443$/.test(to) || !/:\/\/|^\*/.test(to) || to.includes('Example');
  // Some store takes PATCH.
  if (token.field === 'allowedMethods') return to !== 'PATCH';
  if (token.field === 'allowedHeaders') return to.endsWith(':');
  return token.field === 'maxAgeSeconds' && (Number(to) < 0 || !Number.isInteger(Number(to)));
}

/** Who named it, or why it cannot be known. */
function outcome(given: Case): string {
  const { store, rules, wanted, pick, change: nth } = given;
  const tokens = tokensOf(rules);
  const token = tokens[pick % tokens.length];
  if (token === undefined) return 'no token';
  const kinds = CHANGES[token.field].filter((one) => one(token.value) !== token.value);
  const to = kinds[nth % kinds.length]?.(token.value);
  const mutant = change(rules, token, to);
  const before = new Set(validateCors(rules, store, wanted).map(keyOf));
  const fresh = validateCors(mutant, store, wanted).filter((issue) => !before.has(keyOf(issue)));
  const isNamed = fresh.some((issue) => names(issue, token, to));
  const strays = fresh.filter((issue) => issue.severity !== 'hint' && !names(issue, token, to));
  const refused = wantedRequests(store, wanted).filter(
    (request) => isAllowedByRules(mutant, store, request) !== true,
  );
  const isRepaired = isRepairedAlone(mutant, store, refused, token);
  if (isNamed && strays.length === 0)
    return isRepaired ? 'named by validateCors and repairRules' : 'named by validateCors';
  if (isRepaired) return 'named by repairRules';
  if (isNamed) return 'named by validateCors, beside what follows from it';
  const isWrong = isKnownWrong(given, token, to);
  if (!isWrong && refused.length > 0 && isForOneOrigin(mutant, store, refused, token))
    return 'another rule is for that origin too: which of them was meant, nobody knows';
  if (isWrong || refused.length > 0 || strays.length > 0) {
    return `MISSED ${JSON.stringify({ store: store.title, token, to, fresh: fresh.map(keyOf), mutant, wanted })}`;
  }
  if (token.field === 'id') return 'a name is free';
  if (token.field === 'maxAgeSeconds') return 'one life of a preflight is as good as another';
  const isOurs = (rules[token.rule]?.allowedOrigins ?? []).some((origin) => wanted.origins?.includes(origin));
  return isOurs || wanted.requests !== undefined
    ? 'nothing that is wanted needs it'
    : 'nobody said what the rule is for';
}

describe('one token dropped or altered', () => {
  it(`in ${COUNT} configurations is named, or cannot be known`, () => {
    const sample = fc.sample(cases, { seed: SEED, numRuns: COUNT });
    expect(
      sample.flatMap(({ store, rules, wanted }) =>
        validateCors(rules, store, wanted).filter((one) => one.severity === 'error'),
      ),
    ).toEqual([]);
    const counts: Record<string, number> = {};
    for (const one of sample) {
      const found = outcome(one);
      counts[found] = (counts[found] ?? 0) + 1;
    }
    process.stdout.write(`mutations, seed ${SEED}: ${JSON.stringify(counts, null, 2)}\n`);
    expect(Object.keys(counts).filter((found) => found.startsWith('MISSED'))).toEqual([]);
    const by = (name: string) =>
      Object.entries(counts).reduce((sum, [found, count]) => sum + (found.includes(name) ? count : 0), 0);
    expect(by('validateCors')).toBeGreaterThan(COUNT / 2);
    expect(by('repairRules')).toBeGreaterThan(COUNT / 20);
  });
});
