import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { compileRules } from '../../src/rules/compile-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { matchPattern } from '../../src/rules/match-pattern.js';
import { indexOrigins } from '../../src/rules/origin-index.js';
import type { RuleSelection } from '../../src/rules/rule-semantics.js';
import { awsRuleSemantics } from '../../src/stores/aws/rule-semantics.js';
import { askedRequest, corsRules } from './arbitraries.js';
import { naiveDecision } from './naive-evaluator.js';

const SELECTIONS: readonly RuleSelection[] = [
  'first-match-of-all',
  'first-match-of-origin',
  'first-match-of-origin-and-method',
];

function storeWith(selection: RuleSelection) {
  return { ruleSemantics: { ...awsRuleSemantics, selection } };
}

describe('compiled rules', () => {
  it.each(SELECTIONS)('say what rules say that are asked one after another: %s', (selection) => {
    fc.assert(
      fc.property(corsRules, fc.array(askedRequest, { maxLength: 5 }), (rules, requests) => {
        const compiled = compileRules(rules, storeWith(selection));
        for (const asked of requests) {
          const request = { kind: 'preflight', ...asked } as const;
          const { allowed, decidingRule } = compiled.evaluate(request);
          expect({ allowed, decidingRule }).toEqual(naiveDecision(rules, selection, request));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('find every rule whose origin matches, in order, whatever the patterns look like', () => {
    // Few letters, so that prefixes and suffixes often meet.
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 4 });
    const pattern = fc.oneof(
      text,
      fc.constant('*'),
      fc.tuple(text, text).map(([prefix, suffix]) => `${prefix}*${suffix}`),
      fc.constant('a*b*c'),
    );
    const rules = fc.array(fc.array(pattern, { maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(rules, text, (patterns, origin) => {
        const expected = patterns.flatMap((list, index) =>
          list.some((each) => matchPattern(each, origin)) ? [index] : [],
        );
        expect(indexOrigins(patterns, true).rulesFor(origin)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('know a star alone only, where a store does', () => {
    const index = indexOrigins([['https://*.a.example'], ['*'], ['https://x.a.example']], false);
    expect(index.rulesFor('https://x.a.example')).toEqual([1, 2]);
    expect(index.rulesFor('https://*.a.example')).toEqual([0, 1]);
  });

  it('are what evaluateRules() uses', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const request = { kind: 'preflight', ...asked } as const;
        const store = storeWith('first-match-of-all');
        const compiled = compileRules(rules, store).evaluate(request);
        const once = evaluateRules(rules, store, request);
        expect([compiled.allowed, compiled.response, compiled.trace, compiled.nearest]).toEqual([
          once.allowed,
          once.response,
          once.trace,
          once.nearest,
        ]);
      }),
    );
  });

  // Work, not time, is counted: what is looked at of hostile patterns and origins.
  it('look at each pattern once at most, and at no character twice over', () => {
    const rules: CorsRule[] = Array.from({ length: 100 }, (_, rule) => ({
      allowedOrigins: Array.from({ length: 100 }, (_unused, place) => `${'a*'.repeat(50)}${rule}-${place}`),
      allowedMethods: ['GET'],
      allowedHeaders: ['*-*-*-*-*'],
    }));
    const compiled = compileRules(rules, storeWith('first-match-of-all'));
    const origin = 'a'.repeat(65_536);
    for (const headers of [[], ['a-'.repeat(30_000)]]) {
      const { allowed, trace } = compiled.evaluate({ kind: 'preflight', origin, method: 'GET', headers });
      expect(allowed).toBe(false);
      expect(trace).toHaveLength(100);
    }
    const index = indexOrigins(
      rules.map((rule) => rule.allowedOrigins),
      true,
    );
    const slices: number[] = [];
    const counted = Object.assign(Object(origin) as string, {
      slice: (from: number) => {
        slices.push(from);
        return origin.slice(from);
      },
    });
    expect(index.rulesFor(counted)).toEqual([]);
    // One look for each length of ending: 10,000 patterns have ten.
    expect(slices.length).toBeLessThanOrEqual(10);
  });
});
