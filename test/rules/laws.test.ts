import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { browsers } from '../../src/fetch-standard/engines/browsers.js';
import { chromium } from '../../src/fetch-standard/engines/chromium.js';
import { firefox } from '../../src/fetch-standard/engines/firefox.js';
import { standard } from '../../src/fetch-standard/engines/standard.js';
import { webkit } from '../../src/fetch-standard/engines/webkit.js';
import type { ActualRequest, CorsResponse, PreflightRequest } from '../../src/model/cors-exchange.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { ConfigError } from '../../src/model/errors.js';
import { compileRules, type RuleStore } from '../../src/rules/compile-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws } from '../../src/stores/aws.js';
import { b2 } from '../../src/stores/b2.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { gcs } from '../../src/stores/gcs.js';
import { minio } from '../../src/stores/minio.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { r2 } from '../../src/stores/r2.js';
import { spaces } from '../../src/stores/spaces.js';
import { wasabi } from '../../src/stores/wasabi.js';
import {
  askedRequest,
  corsRule,
  corsRules,
  METHODS,
  NAME_PATTERNS,
  ORIGIN_PATTERNS,
  UNIVERSE,
} from './arbitraries.js';

const STORES: readonly RuleStore[] = [aws, b2, ceph, cos, gcs, minio, oss, qingstor, r2, spaces, wasabi];
const named = STORES.map((store) => [(store as { title?: string }).title ?? '', store] as const);
const matchingAll = named.filter(
  ([
    ,
    {
      ruleSemantics: { selection, otherSelections },
    },
  ]) => selection === 'first-match-of-all' && otherSelections.length === 0,
);

/** Whether something is refused less than before: what was allowed still is, and what may be allowed still may be. */
function expectNoLess(before: boolean | null, after: boolean | null): void {
  if (before === true) expect(after).toBe(true);
  if (before === null) expect(after).not.toBe(false);
}

/** Every request of a small world, under two sets of rules. */
function expectNoneRefusedMore(
  store: RuleStore,
  before: readonly CorsRule[],
  after: readonly CorsRule[],
): void {
  const [narrow, wide] = [compileRules(before, store), compileRules(after, store)];
  for (const asked of UNIVERSE) {
    const request = { kind: 'preflight', ...asked } as const;
    expectNoLess(narrow.evaluate(request).allowed, wide.evaluate(request).allowed);
  }
}

/** Capitals, which not every store is known to compare. */
const originPattern = fc.constantFrom(...ORIGIN_PATTERNS, 'https://A.example');

describe('the laws of evaluateRules', () => {
  const addition = fc.oneof(
    fc.record({ list: fc.constant('allowedOrigins' as const), value: originPattern }),
    fc.record({ list: fc.constant('allowedMethods' as const), value: fc.constantFrom(...METHODS, '*') }),
    fc.record({ list: fc.constant('allowedHeaders' as const), value: fc.constantFrom(...NAME_PATTERNS) }),
  );

  it.each(matchingAll)(
    'one origin, method, header or star more in a rule refuses nothing that %s allowed',
    (_, store) => {
      const rules = fc.array(corsRule, { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(rules, fc.nat(), addition, fc.boolean(), (before, at, { list, value }, isFirst) => {
          const place = at % before.length;
          const after = before.map((rule, index) => {
            if (index !== place) return rule;
            const values = rule[list] ?? [];
            return { ...rule, [list]: isFirst ? [value, ...values] : [...values, value] };
          });
          expectNoneRefusedMore(store, before, after);
        }),
      );
    },
  );

  it.each(named)(
    'one rule more at the end refuses nothing that %s allowed, and decides nothing that was',
    (_, store) => {
      fc.assert(
        // A bucket without rules is not one with fewer: some stores then allow everything.
        fc.property(fc.array(corsRule, { minLength: 1, maxLength: 4 }), corsRule, (before, last) => {
          const after = [...before, last];
          expectNoneRefusedMore(store, before, after);
          for (const asked of UNIVERSE) {
            const request = { kind: 'preflight', ...asked } as const;
            const { allowed, decidingRule } = evaluateRules(before, store, request);
            if (allowed === true)
              expect(evaluateRules(after, store, request).decidingRule).toBe(decidingRule);
          }
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(named)('fewer headers pass where more pass, on %s', (_, store) => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        fc.pre(asked.headers.length > 0);
        const [, ...fewer] = asked.headers;
        const passes = (headers: readonly string[]) =>
          evaluateRules(rules, store, { kind: 'preflight', ...asked, headers }).allowed;
        // On GCS the headers pick no rule, so that the same one decides.
        expectNoLess(passes(asked.headers), passes(fewer));
      }),
    );
  });

  it.each(named)(
    'the case and order of header names do not matter on %s, in rules and requests',
    (_, store) => {
      fc.assert(
        fc.property(corsRules, askedRequest, (rules, asked) => {
          const other = asked.headers.map((name) => ` ${name.toUpperCase()}`).reverse();
          const otherRules = rules.map((rule) => {
            const { allowedHeaders = [] } = rule;
            return { ...rule, allowedHeaders: allowedHeaders.map((name) => name.toUpperCase()).reverse() };
          });
          const { allowed, decidingRule, doubts } = evaluateRules(rules, store, {
            kind: 'preflight',
            ...asked,
          });
          for (const each of [rules, otherRules]) {
            const evaluation = evaluateRules(each, store, { kind: 'preflight', ...asked, headers: other });
            expect(evaluation).toMatchObject({ allowed, decidingRule, doubts });
          }
        }),
      );
    },
  );

  it.each([
    ['AWS', aws],
    ['Ceph', ceph],
  ])('a browser lets through what %s allows, and nothing else', (_, store) => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const { origin, method, headers } = asked;
        const evaluation = evaluateRules(rules, store, { kind: 'preflight', ...asked });
        const actual = evaluateRules(rules, store, { kind: 'actual', origin, method });
        const request = { origin, method, unsafeHeaders: headers };
        const exchange = { request, preflight: evaluation.response, response: actual.response };
        expect(checkCors(exchange).allowed).toBe(evaluation.allowed);
        expect(evaluation.refusal === null).toBe(evaluation.allowed);
      }),
    );
  });
});

describe('what is not known of a store', () => {
  /** One pattern with a capital, one with a star within: what some stores are not known to read. */
  const doubtfulRule = fc.record(
    {
      allowedOrigins: fc.array(fc.constantFrom('https://A.example', 'https://a.example', '*'), {
        minLength: 1,
      }),
      allowedMethods: fc.array(fc.constantFrom('GET', 'PUT'), { minLength: 1 }),
      allowedHeaders: fc.array(fc.constantFrom('x-*', 'x-a', '*')),
      exposeHeaders: fc.constantFrom([], ['etag']),
    },
    { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
  );
  const request = fc.record({
    kind: fc.constant('preflight' as const),
    origin: fc.constant('https://a.example'),
    method: fc.constantFrom('GET', 'PUT', 'PATCH'),
    headers: fc.subarray(['x-a', 'x-b']),
    presigned: fc.boolean(),
  });

  it.each(named)('has an answer that allows and one that refuses wherever it decides, on %s', (_, store) => {
    fc.assert(
      fc.property(fc.array(doubtfulRule, { maxLength: 3 }), request, (rules, asked) => {
        const { allowed, response, alternatives, doubts } = evaluateRules(rules, store, asked);
        const exchange = { origin: asked.origin, method: asked.method, unsafeHeaders: asked.headers };
        // Without this header no browser lets it through, whatever the status is, which may be unknown.
        const names = (answer: CorsResponse) => answer.headers.some(([name]) => /-Allow-Origin$/.test(name));
        const verdicts = [response, ...alternatives].map(
          (preflight) =>
            names(preflight) && checkCors({ request: exchange, preflight, response: null }).allowed,
        );
        if (allowed === null) expect(doubts).not.toEqual([]);
        if (allowed !== false) expect(verdicts).toContain(true);
        if (allowed !== true) expect(verdicts).toContain(false);
        // What the store may do with a signature is told wherever it may look at it.
        if (allowed === true) expect(doubts).not.toContain('presigned-signature');
      }),
      { numRuns: 300 },
    );
  });

  it.each(named)('is not decided by what %s is never said to do', (_, store) => {
    const { ruleSemantics } = store;
    const { originCase, headerWildcard, selection, otherSelections } = ruleSemantics;
    // Every store that it may be: nothing of it is unknown.
    const worlds = [selection, ...otherSelections].flatMap((picked) =>
      (headerWildcard === 'unknown' ? [true, false] : [headerWildcard === 'within']).flatMap((isWithin) =>
        (originCase === 'unknown' ? [true, false] : [true]).map((isCased) => ({ picked, isWithin, isCased })),
      ),
    );
    fc.assert(
      fc.property(fc.array(doubtfulRule, { minLength: 1, maxLength: 3 }), request, (rules, asked) => {
        const answers = worlds.map(({ picked, isWithin, isCased }) => {
          const known = {
            ruleSemantics: {
              ...ruleSemantics,
              selection: picked,
              otherSelections: [],
              originCase: 'counts' as const,
              headerWildcard: 'within' as const,
            },
          };
          const read = rules.map((rule) => ({
            ...rule,
            allowedOrigins: rule.allowedOrigins.map((text) => (isCased ? text : text.toLowerCase())),
            // A name that nobody asks for stands for a star that is none.
            allowedHeaders: (rule.allowedHeaders ?? []).map((name) =>
              !isWithin && name === 'x-*' ? 'x-star' : name,
            ),
          }));
          return evaluateRules(read, known, { ...asked, presigned: false }).allowed;
        });
        const [only = null] = answers;
        const expected = new Set(answers).size === 1 ? only : null;
        expect(evaluateRules(rules, store, { ...asked, presigned: false }).allowed).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

/** Any texts: printable ones, any code units, and those that mean something. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)) }),
  fc.constantFrom('*', '**', 'GET', 'null', '', 'https://a.example', '\ud800', '__proto__', 'constructor'),
);
const texts = fc.array(text, { maxLength: 4 });

describe('evaluateRules, then checkCors', () => {
  const rule = fc.record(
    {
      id: text,
      allowedOrigins: texts,
      allowedMethods: texts,
      allowedHeaders: texts,
      exposeHeaders: texts,
      maxAgeSeconds: fc.double(),
    },
    { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
  );
  const preflight: fc.Arbitrary<PreflightRequest> = fc.record({
    kind: fc.constant('preflight' as const),
    origin: fc.option(text),
    method: fc.option(text),
    headers: texts,
    presigned: fc.boolean(),
  });
  const actual: fc.Arbitrary<ActualRequest> = fc.record(
    {
      kind: fc.constant('actual' as const),
      origin: fc.option(text),
      method: text,
      askedMethod: fc.option(text),
      askedHeaders: texts,
      authorized: fc.boolean(),
    },
    { requiredKeys: ['kind', 'origin', 'method'] },
  );
  const engine = fc.constantFrom(standard, browsers, chromium, firefox, webkit);
  const credentials = fc.constantFrom('omit', 'same-origin', 'include' as const);

  it.each(named)('never throw on any bytes, on %s', (_, store) => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 3 }),
        preflight,
        actual,
        engine,
        credentials,
        fc.boolean(),
        (rules, asked, sent, by, mode, responseVary) => {
          const compiled = compileRules({ rules, responseVary }, store);
          const answers = [asked, sent].map((request) => {
            const { response, alternatives, trace, nearest, allowed, refusal } = compiled.evaluate(request);
            expect(trace).toHaveLength(rules.length);
            expect([...nearest].sort()).toEqual(rules.map((_rule, index) => index));
            if (allowed === true && request.kind === 'preflight') expect(refusal).toBeNull();
            return [response, ...alternatives];
          });
          const [first = [], second = []] = answers;
          for (const preflightAnswer of first) {
            expect([200, 204, 400, 403]).toContain(preflightAnswer.status);
            for (const response of second) {
              const request = {
                origin: asked.origin ?? 'null',
                method: asked.method ?? 'GET',
                unsafeHeaders: asked.headers,
                credentials: mode,
              };
              const { allowed } = checkCors({ request, preflight: preflightAnswer, response }, by);
              expect([true, false, null]).toContain(allowed);
            }
          }
        },
      ),
    );
  });
});

describe('compileRules refuses what is no rule', () => {
  const good = { allowedOrigins: ['*'], allowedMethods: ['GET'] };

  it('and lists all of it', () => {
    const rules = [
      good,
      null,
      { ...good, allowedOrigins: '*', allowedHeaders: [1], exposeHeaders: {}, maxAgeSeconds: '5', id: 1 },
      { allowedMethods: [null] },
    ];
    expect(issuesOf(rules)).toEqual([
      ['rules[1]', 'invalid'],
      ['rules[2].allowedOrigins', 'invalid'],
      ['rules[2].id', 'invalid'],
      ['rules[2].maxAgeSeconds', 'invalid'],
      ['rules[2].allowedHeaders', 'invalid'],
      ['rules[2].exposeHeaders', 'invalid'],
      ['rules[3].allowedOrigins', 'missing'],
      ['rules[3].allowedMethods', 'invalid'],
    ]);
    expect(issuesOf('*')).toEqual([['rules', 'invalid']]);
  });

  it('but takes what a store may hold', () => {
    expect(() => compileRules([{ allowedOrigins: [], allowedMethods: [] }], ceph)).not.toThrow();
  });

  it('whatever it is, with an error of its own', () => {
    const almost = fc.record(
      { ...fieldsOf(fc.anything()), allowedOrigins: fc.oneof(texts, fc.anything()) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.oneof(fc.anything(), almost))), (rules) => {
        for (const [path] of issuesOf(rules)) expect(path).toMatch(/^rules/);
      }),
    );
  });

  function fieldsOf(value: fc.Arbitrary<unknown>) {
    return {
      allowedMethods: value,
      allowedHeaders: value,
      exposeHeaders: value,
      maxAgeSeconds: value,
      id: value,
    };
  }

  /** Path and code of each; empty: it was taken, and can be asked. */
  function issuesOf(rules: unknown): (readonly [path: string, code: string])[] {
    try {
      const request = {
        kind: 'preflight',
        origin: 'https://a.example',
        method: 'GET',
        headers: ['x-a'],
      } as const;
      const { response, trace } = compileRules(rules as CorsRule[], aws).evaluate(request);
      expect([response.status, trace.length]).toEqual([expect.any(Number), (rules as CorsRule[]).length]);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.issues).not.toEqual([]);
      return error.issues.map(({ path, code }) => [path, code]);
    }
  }
});

describe('no pattern and no origin costs more than linear work', () => {
  const LONG = 65_536;
  const long = 'a'.repeat(LONG);
  const families: readonly (readonly [title: string, pattern: (index: number) => string])[] = [
    ['stars everywhere', (index) => `${'a*'.repeat(50)}${index}`],
    ['beginnings and endings of their own', (index) => `${index}*${index}`],
    ['endings of every length', (index) => `*${'a'.repeat(index % 500)}b`],
    ['beginnings of every length', (index) => `${'a'.repeat(index % 500)}*b`],
    ['slashes', (index) => `${'/'.repeat(index % 100)}${index}`],
  ];

  it.each(families)('10,000 patterns: %s', (_, pattern) => {
    const rules = Array.from({ length: 100 }, (_rule, place) => ({
      allowedOrigins: Array.from({ length: 100 }, (_unused, index) => pattern(place * 100 + index)),
      allowedMethods: ['GET'],
      allowedHeaders: Array.from({ length: 100 }, (_unused, index) => pattern(index)),
    }));
    for (const store of [aws, ceph]) {
      const compiled = compileRules(rules, store);
      for (const origin of [long, `https://${long}`, '/'.repeat(LONG)]) {
        const request = { kind: 'preflight', origin, method: 'GET', headers: [long] } as const;
        const { allowed, trace, nearest } = compiled.evaluate(request);
        expect([allowed, trace.length, nearest.length]).toEqual([false, 100, 100]);
      }
    }
  });

  // Merged one by one into those before it, the lists of rules that match take longer than a test may.
  it('60,000 rules that all match, each by a beginning and an ending of its own', () => {
    const rules = Array.from({ length: 60_000 }, (_rule, index) => ({
      allowedOrigins: [`${'a'.repeat(index % 245)}*${'a'.repeat(index / 245)}`],
      allowedMethods: ['GET'],
    }));
    const compiled = compileRules(rules, aws);
    const evaluate = (method: string) =>
      compiled.evaluate({ kind: 'preflight', origin: long, method, headers: [] });
    expect([evaluate('GET').decidingRule, evaluate('PUT').allowed]).toEqual([0, false]);
  });

  // A regular expression that looks for slashes at the end takes minutes over this.
  it.each([
    ['slashes that do not end it', `${'/'.repeat(LONG)}x`],
    ['colons', `${':'.repeat(LONG)}x`],
    ['digits after a colon', `https://a:${'1'.repeat(LONG)}x`],
    ['slashes after a scheme', `https://${'/'.repeat(LONG)}`],
    ['stars', '*'.repeat(LONG)],
  ])('one pattern of 64 KiB: %s', (_, pattern) => {
    const rules = Array.from({ length: 20 }, () => ({
      allowedOrigins: [pattern],
      allowedMethods: ['GET'],
      allowedHeaders: [pattern],
    }));
    const request = {
      kind: 'preflight',
      origin: 'https://b.example',
      method: 'GET',
      headers: ['x-a'],
    } as const;
    expect(evaluateRules(rules, aws, request).trace).toHaveLength(20);
  });
});
