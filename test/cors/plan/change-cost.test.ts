import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLists } from '../../../src/cors/plan/align-lists.js';
import { describePlan } from '../../../src/cors/plan/plan-cors.js';
import { type RuleChange, ruleChanges } from '../../../src/cors/plan/rule-changes.js';
import { unifiedDiff } from '../../../src/cors/plan/unified-diff.js';
import type { CorsEdit } from '../../../src/cors/validate/cors-fix.js';
import type { CorsIssue } from '../../../src/cors/validate/cors-issue.js';
import { fixCors } from '../../../src/cors/validate/fix-cors.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { r2 } from '../../../src/stores/r2.js';
import { s3 } from '../../../src/stores/s3.js';

/** Counts how often anything is looked at in some values, however deep. */
function counted<Value extends object>(
  value: Value,
): { readonly value: Value; readonly looks: () => number } {
  let looks = 0;
  const wrap = <Inner extends object>(inner: Inner): Inner =>
    new Proxy(inner, {
      get: (target, name) => {
        looks += 1;
        const found: unknown = Reflect.get(target, name);
        return typeof found === 'object' && found !== null ? wrap(found) : found;
      },
    });
  return { value: wrap(value), looks: () => looks };
}

const list = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const rule = (index: number, more: Partial<CorsRule> = {}): CorsRule => ({
  allowedOrigins: [`https://a${index}.example`],
  allowedMethods: ['GET'],
  ...more,
});

/** What becomes of many rules. */
const CHANGES: Readonly<Record<string, (count: number) => readonly [CorsRule[], CorsRule[]]>> = {
  'each rule changes': (count) => [
    list(count, (index) => rule(index)),
    list(count, (index) => rule(index, { allowedMethods: ['PUT'] })),
  ],
  'each rule goes, and others come': (count) => [
    list(count, (index) => rule(index)),
    list(count, (index) => rule(count + index)),
  ],
  'rules of one origin change': (count) => [
    list(count, (index) => rule(0, { allowedHeaders: [`x-${index}`] })),
    list(count, (index) => rule(0, { allowedHeaders: [`y-${index}`] })),
  ],
  'rules are turned round': (count) => [
    list(count, (index) => rule(index)),
    list(count, (index) => rule(count - index)),
  ],
  'each second rule goes': (count) => [
    list(count, (index) => rule(index)),
    list(count / 2, (index) => rule(2 * index)),
  ],
};

describe('the work grows no faster than', () => {
  it.each(Object.entries(CHANGES))('the rules in ruleChanges(), where %s', (_, make) => {
    const of = (count: number) => {
      const [before, after] = make(count);
      const { value, looks } = counted({ before, after });
      ruleChanges(value.before, value.after, s3);
      return looks();
    };
    const [few, many] = [of(1000), of(3000)];
    expect(few).toBeLessThan(150_000);
    expect(many).toBeLessThan(3.2 * few);
  });

  it.each(Object.entries(CHANGES))('the entries of two lists in alignLists(), where %s', (_, make) => {
    const of = (count: number) => {
      const [before, after] = make(count).map((rules) => rules.map((one) => JSON.stringify(one)));
      const { value, looks } = counted({ before: before ?? [], after: after ?? [] });
      alignLists(value.before, value.after);
      return looks();
    };
    // Below this, every entry is held against every other.
    const [few, many] = [of(1000), of(3000)];
    expect(few).toBeLessThan(1_000_000);
    expect(many).toBeLessThan(3.2 * few);
  });

  it.each(Object.entries(CHANGES))('the lines of the documents in unifiedDiff(), where %s', (_, make) => {
    const [before, after] = make(1000).map((rules) => s3.corsCodec.write({ rules }));
    const diff = unifiedDiff(before ?? '', after ?? '');
    expect(applyPatch(before ?? '', diff)).toBe(after);
  });

  it('the edits and the rules in fixCors()', () => {
    const of = (count: number) => {
      const rules = list(count, (index) =>
        rule(index, { allowedMethods: ['get', 'PUT', 'PUT'], exposeHeaders: ['ETag', 'ETag'] }),
      );
      // More of them than are held against one another: all that is left to do is linear.
      const issues = validateCors(rules, r2);
      expect(issues.filter(({ fix }) => fix?.automatic === true).length).toBeGreaterThan(2 * count);
      const { value, looks } = counted({ rules, issues });
      const fixed = fixCors(value.rules, value.issues);
      expect(fixed.rules[count - 1]).toMatchObject({
        allowedMethods: ['GET', 'PUT'],
        exposeHeaders: ['ETag'],
      });
      return looks();
    };
    const [few, many] = [of(1000), of(3000)];
    expect(few).toBeLessThan(250_000);
    expect(many).toBeLessThan(3.2 * few);
  });

  it('the edits of one list in fixCors()', () => {
    const of = (count: number) => {
      const edits = list<CorsEdit>(count, (index) => ({
        ...{ kind: 'replace', rule: 0, field: 'allowedOrigins', index },
        to: [`https://b${index}.example`],
      }));
      const issue = { fix: { edits, automatic: true, grants: [] } } as unknown as CorsIssue;
      const rules = [rule(0, { allowedOrigins: list(count, (index) => `https://a${index}.example`) })];
      const { value, looks } = counted({ issues: [issue] });
      expect(fixCors(rules, value.issues).rules[0]?.allowedOrigins.at(-1)).toBe(
        `https://b${count - 1}.example`,
      );
      return looks();
    };
    const [few, many] = [of(1000), of(3000)];
    expect(many).toBeLessThan(3.2 * few);
  });
});

it('a plan for 9000 rules of which each changes is made at all', () => {
  const [before, after] = CHANGES['each rule changes']?.(9000) ?? [[], []];
  const plan = describePlan({ configuration: { rules: before }, unknown: [] }, { rules: after }, s3, {});
  expect(plan.changes).toHaveLength(9000);
});

describe('long lists', () => {
  it('are aligned as one would by hand', () => {
    const first = list(3000, (index) => `line ${index}`);
    const second = first.flatMap((text, index) =>
      index % 500 === 250 ? ['new'] : index % 700 === 1 ? [text, 'twice', 'twice'] : [text],
    );
    const kept = alignLists(first, second).filter(([i, j]) => i >= 0 && j >= 0);
    expect(kept).toHaveLength(2994);
    for (const [i, j] of kept) expect(first[i]).toBe(second[j]);
  });

  it('of whatever entries give each of them once, in order, and only the same as the same', () => {
    const entries = (size: number) =>
      fc.array(fc.integer({ min: 0, max: size }).map(String), { maxLength: 1500 });
    fc.assert(
      fc.property(
        fc.constantFrom(3, 60, 3000).chain((size) => fc.tuple(entries(size), entries(size))),
        ([a, b]) => {
          const pairs = alignLists(a, b);
          expect(pairs.map(([i]) => i).filter((i) => i >= 0)).toEqual(a.map((_, index) => index));
          expect(pairs.map(([, j]) => j).filter((j) => j >= 0)).toEqual(b.map((_, index) => index));
          expect(pairs.every(([i, j]) => i < 0 || j < 0 || a[i] === b[j])).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('a rule that goes is the partner of the first that comes and is like it', () => {
  const before = [
    rule(0, { id: 'a' }),
    rule(1, { allowedOrigins: ['https://x.example', 'https://y.example'] }),
    rule(2),
  ];
  const after = [rule(3, { allowedOrigins: ['https://y.example'] }), rule(4, { id: 'a' }), rule(5)];
  const told = ruleChanges(before, after, s3).map((change: RuleChange) => [
    change.kind,
    'before' in change ? change.before : -1,
    'after' in change ? change.after : -1,
  ]);
  expect(told).toEqual([
    ['removed', 2, -1],
    ['changed', 1, 0],
    ['changed', 0, 1],
    ['added', -1, 2],
  ]);
});
