import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../../src/cors/is-allowed-by-rules.js';
import type { CorsIssue } from '../../../src/cors/validate/cors-issue.js';
import { fixCors } from '../../../src/cors/validate/fix-cors.js';
import { mendOrigin } from '../../../src/cors/validate/mend-origin.js';
import { originFaults } from '../../../src/cors/validate/origin-faults.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsConfiguration } from '../../../src/model/cors-configuration.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { ConfigError } from '../../../src/model/errors.js';
import { parseUrl } from '../../../src/model/parse-url.js';
import { evaluateRules } from '../../../src/rules/evaluate-rules.js';
import { aws } from '../../../src/stores/aws.js';
import { corsRules, UNIVERSE } from '../../rules/arbitraries.js';
import { STORES } from './stores.js';

/** By name, so that a failure is short to print. */
const storeName = fc.constantFrom(...STORES.map(({ title }) => title));
const storeOf = (name: string) => STORES.find(({ title }) => title === name) ?? aws;
const ORIGINS = [
  'https://a.example',
  'https://b.a.example',
  'http://a.example',
  'https://xn--mnchen-3ya.example',
];
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const NAMES = ['authorization', 'content-type', 'x-amz-date', 'x-amz-acl'];

/** Values as people write them, right and wrong, so that every fix has something to do. */
const origin = fc.oneof(
  fc.constantFrom(
    ...ORIGINS,
    '*',
    'null',
    '',
    'https://*',
    'http://*',
    'https://*.a.example',
    'https://*.github.io',
  ),
  fc.constantFrom('https://A.example', 'https://a.example/', 'https://a.example/x', 'https://a.example:443'),
  fc.constantFrom(
    'HTTPS://a.example',
    'https://münchen.example',
    'https://u@a.example',
    'a.example',
    ' https://a.example',
  ),
  fc.constantFrom(
    'https://a.example, http://a.example',
    'https://*.*.example',
    'https://a.example:*',
    '*a.example',
  ),
);
const method = fc.constantFrom(...METHODS, 'put', 'OPTIONS', '*', 'PATCH', 'GET, PUT', 'get,options');
const header = fc.constantFrom(
  ...NAMES,
  '*',
  'x-amz-*',
  'Content-Type',
  'Host',
  'Accept',
  'ETag',
  'a b',
  'a,b',
  'x-*-*',
  'x_y',
);
const exposed = fc.constantFrom(
  'ETag',
  'etag',
  'x-amz-request-id',
  '*',
  'Content-Type',
  'Set-Cookie',
  'ETag, Date',
  'a:',
);
const few = <T>(value: fc.Arbitrary<T>, minLength = 0) => fc.array(value, { minLength, maxLength: 3 });
const rule: fc.Arbitrary<CorsRule> = fc.record(
  {
    allowedOrigins: few(origin, 1),
    allowedMethods: few(method, 1),
    id: fc.constantFrom('one', 'two', 'x'.repeat(256)),
    allowedHeaders: few(header),
    exposeHeaders: few(exposed),
    maxAgeSeconds: fc.constantFrom(-1, 0, 600, 7201, 86_401, 1.5),
  },
  { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
);
const rules = fc.array(rule, { minLength: 1, maxLength: 4 });
const wanted = fc.record(
  {
    origins: fc.subarray(ORIGINS),
    operations: fc.subarray(['upload', 'multipart-upload', 'download', 'manage-cors'] as const),
    signing: fc.constantFrom('headers', 'url'),
    managementOrigin: fc.constantFrom(...ORIGINS),
    sharedCache: fc.boolean(),
  },
  { requiredKeys: [] },
);

const REQUESTS = ORIGINS.flatMap((from) =>
  METHODS.flatMap((verb) =>
    Array.from({ length: 2 ** NAMES.length }, (_, bits) => ({
      origin: from,
      method: verb,
      headers: NAMES.filter((_name, place) => (bits >> place) % 2 === 1),
    })),
  ),
);

const keyOf = ({ code, path, value }: CorsIssue) => JSON.stringify([code, path, value]);
const isAutomatic = ({ fix }: CorsIssue) => fix?.automatic === true;

describe('validateCors', () => {
  it('never throws and says the same twice, whatever it is given', () => {
    const anything = fc.oneof(fc.anything(), rules, fc.array(fc.oneof(rule, fc.anything())), fc.object());
    fc.assert(
      fc.property(anything, storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        const issues = validateCors(given as never, on, use);
        expect(validateCors(given as never, on, use)).toEqual(issues);
      }),
    );
  });

  it('never throws on odd names and lives, in any of several rules', () => {
    const odd = fc.record({
      allowedOrigins: few(origin, 1),
      allowedMethods: few(method, 1),
      id: fc.anything(),
      maxAgeSeconds: fc.oneof(fc.anything(), fc.constantFrom('600', null, 10n, Number.NaN)),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(rule, odd), { maxLength: 3 }), storeName, wanted, (given, name, use) => {
        expect(Array.isArray(validateCors(given as never, storeOf(name), use))).toBe(true);
      }),
    );
  });

  it('tells everything of what is wanted that cannot be, at once', () => {
    const odd = {
      operations: ['bogus', 'upload'],
      signing: 'cookie',
      origins: 'https://a.example',
      requests: [{ origin: 'https://a.example', method: 'PUT' }, 7],
      managementOrigin: 'https://a.example/',
      ranges: 'yes',
      liveRules: [{}],
    };
    expect(() => validateCors([], aws, odd as never)).toThrow(ConfigError);
    try {
      validateCors([], aws, odd as never);
    } catch (error) {
      expect((error as ConfigError).issues.map(({ path }) => path)).toEqual([
        'operations[0]',
        'signing',
        'ranges',
        'origins',
        'requests[0].headers',
        'requests[1]',
        'managementOrigin',
        'liveRules[0].allowedOrigins',
        'liveRules[0].allowedMethods',
      ]);
    }
  });

  it('never throws on any strings in rules', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.webUrl());
    const list = fc.array(text, { maxLength: 3 });
    const odd = fc.record({
      allowedOrigins: list,
      allowedMethods: list,
      allowedHeaders: list,
      exposeHeaders: list,
      id: text,
    });
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 3 }), storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        const issues = validateCors(given, on, use);
        fixCors(given, issues);
      }),
    );
  });

  it('gives each issue once, with a place that exists, and rule by rule', () => {
    fc.assert(
      fc.property(rules, storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        const issues = validateCors(given, on, use);
        expect(new Set(issues.map(keyOf)).size).toBe(issues.length);
        const places = issues.map(({ path }) => Number(/^rules\[(\d+)\]/.exec(path)?.[1] ?? -1));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.every((place) => place < given.length)).toBe(true);
      }),
    );
  });
});

describe('fixCors', () => {
  it('leaves none of the issues that it fixed', () => {
    fc.assert(
      fc.property(rules, storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        const fixed = validateCors(given, on, use).filter(isAutomatic);
        const count = (configuration: CorsConfiguration | readonly CorsRule[], issue: CorsIssue) =>
          validateCors(configuration, on, use).filter(
            ({ code, value }) => code === issue.code && value === issue.value,
          ).length;
        for (const issue of fixed) {
          const left = count(fixCors(given, [issue]), issue);
          expect([keyOf(issue), left < count(given, issue)]).toEqual([keyOf(issue), true]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('comes to an end: after some rounds nothing is left to be fixed', () => {
    fc.assert(
      fc.property(rules, storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        let configuration = fixCors(given, validateCors(given, on, use));
        for (let round = 0; round < 5; round += 1) {
          configuration = fixCors(configuration, validateCors(configuration, on, use));
        }
        expect(validateCors(configuration, on, use).filter(isAutomatic)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('grants nothing that no fix says it grants', () => {
    fc.assert(
      fc.property(rules, storeName, wanted, (given, name, use) => {
        const on = storeOf(name);
        const fixed = validateCors(given, on, use).filter(isAutomatic);
        const after = fixCors(given, fixed).rules;
        const grants = fixed.flatMap(({ fix }) => fix?.grants ?? []);
        const isSaid = (asked: (typeof REQUESTS)[number]) =>
          grants.some(
            ({ field, value }) =>
              (field === 'allowedOrigins' && value === asked.origin) ||
              (field === 'allowedOrigins' && value.includes('*')) ||
              (field === 'allowedMethods' && value === asked.method) ||
              (field === 'allowedHeaders' && asked.headers.includes(value.toLowerCase())),
          );
        for (const asked of REQUESTS.filter((request) => !isSaid(request))) {
          // What the store grants counts: a browser may refuse it all the same, for one name in the answer that is none.
          const isGranted = (by: readonly CorsRule[]) =>
            evaluateRules(by, on, { kind: 'preflight', ...asked }).allowed;
          if (isGranted(after) !== true) continue;
          expect([asked, isGranted(given)]).not.toEqual([asked, false]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('brings no value in twice', () => {
    fc.assert(
      fc.property(rules, storeName, (given, name) => {
        const fixes = validateCors(given, storeOf(name)).filter(({ code }) => !code.endsWith('duplicate'));
        const twice = (values: readonly string[] = []) => values.length - new Set(values).size;
        fixCors(
          given,
          fixes.filter(({ code }) => code !== 'cors.rules.unreachable'),
        ).rules.forEach((rule, index) => {
          for (const field of [
            'allowedOrigins',
            'allowedMethods',
            'allowedHeaders',
            'exposeHeaders',
          ] as const) {
            expect(twice(rule[field])).toBeLessThanOrEqual(twice(given[index]?.[field]));
          }
        });
      }),
    );
  });

  it('takes nothing away but what no browser asks for', () => {
    fc.assert(
      fc.property(rules, storeName, (given, name) => {
        const on = storeOf(name);
        const after = fixCors(given, validateCors(given, on)).rules;
        for (const asked of REQUESTS) {
          if (isAllowedByRules(given, on, asked) === true) {
            expect([asked, isAllowedByRules(after, on, asked)]).toEqual([asked, true]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is called', () => {
  const placesOf = (issues: readonly CorsIssue[], code: string) =>
    issues.filter((issue) => issue.code === code).map(({ path }) => Number(/\d+/.exec(path)?.[0]));

  it('unreachable decides no request at all', () => {
    fc.assert(
      fc.property(corsRules, storeName, (given, name) => {
        const on = storeOf(name);
        const places = placesOf(validateCors(given, on), 'cors.rules.unreachable');
        for (const asked of places.length === 0 ? [] : UNIVERSE) {
          expect(places).not.toContain(
            evaluateRules(given, on, { kind: 'preflight', ...asked }).decidingRule,
          );
          expect(places).not.toContain(evaluateRules(given, on, { kind: 'actual', ...asked }).decidingRule);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shadowed, of an origin, is matched by no request that the rule decides', () => {
    fc.assert(
      fc.property(corsRules, storeName, (given, name) => {
        const on = storeOf(name);
        const dead = validateCors(given, on).filter(({ code }) => code === 'cors.origin.shadowed');
        for (const { path, value } of dead) {
          const rule = Number(/\d+/.exec(path)?.[0]);
          const own = UNIVERSE.filter(({ origin }) => JSON.stringify(origin) === value);
          const deciders = own.map(
            (asked) => evaluateRules(given, on, { kind: 'preflight', ...asked }).decidingRule,
          );
          expect(deciders).not.toContain(rule);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shadowed, of an exposed name, is in no answer of the rule', () => {
    fc.assert(
      fc.property(corsRules, storeName, (given, name) => {
        const on = storeOf(name);
        const places = placesOf(validateCors(given, on), 'cors.expose.shadowed');
        for (const { origin, method } of places.length === 0 ? [] : UNIVERSE) {
          expect(places).not.toContain(
            evaluateRules(given, on, { kind: 'actual', origin, method }).decidingRule,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('originFaults', () => {
  const host = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.constantFrom('localhost', '[::1]', 'a_b.example', 'xn--mnchen-3ya.de'),
  );
  const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });

  it('finds none in what browsers send', () => {
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), host, port, (scheme, name, number) => {
        const url = new URL(`${scheme}://${name}${number === undefined ? '' : `:${number}`}`);
        expect(originFaults(url.origin)).toEqual([]);
        expect(mendOrigin(url.href)).toBe(url.origin);
      }),
    );
  });

  it('finds one only in what no browser sends', () => {
    const text = fc.oneof(
      fc.webUrl(),
      fc.string(),
      origin,
      fc.webUrl().map((url) => new URL(url).origin),
    );
    fc.assert(
      fc.property(text, (value) => {
        const isList = originFaults(value).some(({ code }) => code === 'cors.origin.list');
        if (value.includes('*') || isList) return;
        if (originFaults(value).length > 0) expect(parseUrl(value)?.origin).not.toBe(value);
      }),
      { numRuns: 1000 },
    );
  });
});
