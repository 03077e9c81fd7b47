import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';
const STORES = { s3, ceph };
const NAMES = [
  'authorization',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-meta-a',
  'x-amz-security-token',
];

const rule: fc.Arbitrary<CorsRule> = fc.record(
  {
    allowedOrigins: fc.subarray([ORIGIN, 'https://*.example', 'https://other.example', '*'], {
      minLength: 1,
    }),
    allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
    allowedHeaders: fc.oneof(
      { weight: 4, arbitrary: fc.subarray([...NAMES, 'X-Amz-*']) },
      { weight: 1, arbitrary: fc.constant(['*']) },
    ),
  },
  { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
);

const buckets = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  storeName: fc.constantFrom('s3' as const, 'ceph' as const),
  method: fc.constantFrom('PUT', 'POST', 'DELETE'),
  authErrorsHidden: fc.boolean(),
});

const request = (method: string) => ({
  method,
  key: 'a.bin',
  headers: { 'content-type': 'application/octet-stream', 'x-amz-meta-a': 'b' },
});

describe('a diagnosis in a page whose store answers by its rules', () => {
  it('says allowed exactly when the rules allow it, and names smallest refused sets when not', async () => {
    await fc.assert(
      fc.asyncProperty(buckets, async ({ rules, storeName, method, authErrorsHidden }) => {
        const store = STORES[storeName];
        const page = simulatedPage({
          origin: ORIGIN,
          rules,
          semantics: store.ruleSemantics,
          authErrorsHidden,
        });
        const diagnosis = await diagnoseInPage(page, exampleBucket(store), request(method), {});
        const passes = (headers: readonly string[], asked: string = method) =>
          isAllowedByRules(rules, store.ruleSemantics, { origin: ORIGIN, method: asked, headers });

        expect(page.probes.length).toBeLessThanOrEqual(25);
        expect(diagnosis.code === 'ok.allowed').toBe(passes(NAMES));
        for (const conflict of diagnosis.conflicts.filter(({ kind }) => kind === 'headers')) {
          expect(passes(conflict.members)).toBe(false);
          for (const name of conflict.members)
            expect(passes(conflict.members.filter((other) => other !== name))).toBe(true);
        }
        if (diagnosis.code === 'pre.header' || diagnosis.code === 'pre.cross-rule')
          expect(passes([])).toBe(true);
        if (diagnosis.code === 'pre.method')
          expect(diagnosis.conflicts[0]?.passing?.every((other) => passes([], other))).toBe(true);
        if (diagnosis.code === 'pre.all-refused') {
          expect(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'].some((other) => passes([], other))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never contradicts the rules when they are given, and mends what it refused', async () => {
    await fc.assert(
      fc.asyncProperty(buckets, async ({ rules, storeName, method, authErrorsHidden }) => {
        const store = STORES[storeName];
        const page = simulatedPage({
          origin: ORIGIN,
          rules,
          semantics: store.ruleSemantics,
          authErrorsHidden,
        });
        const diagnosis = await diagnoseInPage(page, exampleBucket(store), request(method), { rules });
        const asked = { origin: ORIGIN, method, headers: NAMES };
        const evaluation = evaluateRules(rules, store.ruleSemantics, { kind: 'preflight', ...asked });

        expect(diagnosis.code).not.toBe('pre.not-by-rules');
        expect(diagnosis.code).not.toBe('undecided');
        expect(diagnosis.code === 'ok.allowed').toBe(evaluation.allowed);
        expect(diagnosis.code === 'pre.no-config').toBe(rules.length === 0);
        expect(diagnosis.code === 'pre.shadowed').toBe(
          !evaluation.allowed && evaluation.trace.some((entry) => entry.matches),
        );
        expect(diagnosis.repairs.length > 0).toBe(!evaluation.allowed);
        for (const repair of diagnosis.repairs) {
          expect(isAllowedByRules(repair.rules, store.ruleSemantics, asked)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('claims nothing wrong when probes get lost', async () => {
    await fc.assert(
      fc.asyncProperty(buckets, fc.uniqueArray(fc.nat(20), { maxLength: 3 }), async (bucket, lost) => {
        const { rules, storeName, method } = bucket;
        const store = STORES[storeName];
        const loses = (number: number) => lost.includes(number);
        const page = simulatedPage({ origin: ORIGIN, rules, semantics: store.ruleSemantics, loses });
        const steady = simulatedPage({ origin: ORIGIN, rules, semantics: store.ruleSemantics });
        const diagnosis = await diagnoseInPage(page, exampleBucket(store), request(method), {});
        const truth = await diagnoseInPage(steady, exampleBucket(store), request(method), {});
        expect([truth.code, 'undecided']).toContain(diagnosis.code);
      }),
      { numRuns: 300 },
    );
  });

  it('claims nothing when the store goes away in the middle', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], semantics: s3.ruleSemantics });
    const reached = ['answered', 'unreachable'] as const;
    let asked = 0;
    const leaving = { ...page, reach: async () => reached[asked++] ?? 'unreachable' };
    const diagnosis = await diagnoseInPage(leaving, exampleBucket(s3), request('PUT'), { rules: [] });
    expect(diagnosis).toMatchObject({ code: 'undecided', confidence: 'weak', repairs: [] });
  });

  it('says so when the given rules are not the ones that answer', async () => {
    const live: CorsRule[] = [
      { allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'], allowedHeaders: ['*'] },
    ];
    const given: CorsRule[] = [{ allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const page = simulatedPage({ origin: ORIGIN, rules: live, semantics: s3.ruleSemantics });
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), { rules: given });
    expect(diagnosis.code).toBe('pre.not-by-rules');
    expect(diagnosis.repairs).toEqual([]);
    expect(diagnosis.undecided?.command).toContain(`-H 'Origin: ${ORIGIN}'`);
  });

  it('blames a wildcard store only for what it refuses: a gateway that is not monotone is no rule', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], semantics: s3.ruleSemantics });
    const gateway = {
      ...page,
      sendProbe: async (probe: Parameters<typeof page.sendProbe>[0]) => ({
        passed: probe.headers.length > 0,
        via: 'error' as const,
        answer: null,
        durationMs: 1,
      }),
    };
    const diagnosis = await diagnoseInPage(gateway, exampleBucket(s3), request('PUT'), {});
    expect(diagnosis.code).toBe('undecided');
  });

  it('sends no secret, token or signature in any probe, and no plain write', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], semantics: s3.ruleSemantics });
    await diagnoseInPage(page, exampleBucket(s3), request('PUT'), {});
    expect(page.probes.length).toBeGreaterThan(3);
    expect(JSON.stringify(page.probes)).not.toMatch(/example-security-token|example-secret-key|Signature=/);
    for (const probe of page.probes) expect(probe.url).toMatch(/[?&]uploadId=bucket-preflight-/);
  });
});
