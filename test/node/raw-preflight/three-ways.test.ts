import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoseInPage } from '../../../src/diagnose/diagnose-in-page.js';
import { classifyByRules } from '../../../src/diagnose/infer/classify-by-rules.js';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { joinEvidence } from '../../../src/diagnose/raw/join-evidence.js';
import { preflightProbe } from '../../../src/diagnose/raw/probe-plan.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Diagnosis } from '../../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { cephDialect, type LocalBucket, s3Dialect, startLocalBucket } from '../../../src/node/index.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { sendRaw } from '../../../src/node/raw-preflight/send-raw.js';
import { ceph } from '../../../src/stores/ceph.js';
import { s3 } from '../../../src/stores/s3.js';
import { exampleBucket } from '../../support/buckets.js';
import { simulatedPage } from '../../support/simulated-page.js';

const ORIGIN = 'https://app.example.com';
const BUCKETS = 40;
const NAMES = ['content-type', 'x-amz-meta-a', 'x-amz-meta-b'];
const SIGNED = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
const KINDS = [
  [s3, s3Dialect],
  [ceph, cephDialect],
] as const;

const rule: fc.Arbitrary<CorsRule> = fc.record({
  allowedOrigins: fc.subarray(
    [ORIGIN, 'http://app.example.com', 'https://*.example.com', 'https://b.example'],
    {
      minLength: 1,
    },
  ),
  allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
  allowedHeaders: fc.oneof(
    { weight: 3, arbitrary: fc.subarray([...NAMES, ...SIGNED]) },
    { weight: 2, arbitrary: fc.constant(['*']) },
    { weight: 1, arbitrary: fc.constant(['x-amz-*', 'authorization']) },
  ),
});
/** Which of the rule sets, the method, and what the page sets. */
const asked = fc.record({
  bucket: fc.nat({ max: BUCKETS - 1 }),
  method: fc.constantFrom('PUT', 'POST', 'DELETE'),
  names: fc.subarray(NAMES),
});

/** Codes that stand for any refusal: they claim no part. */
const OF_EVERY_PART: readonly DiagnosisCode[] = ['pre.refused', 'pre.all-refused', 'undecided'];

/** The codes that a diagnosis leaves possible. */
function admits({ code, undecided }: Diagnosis): readonly DiagnosisCode[] {
  return [code, ...(undecided?.candidates ?? [])];
}

/** Two that both claim something claim something in common; and what one has proven, the other leaves possible. */
function agree(a: Diagnosis, b: Diagnosis): boolean {
  const isVague = (diagnosis: Diagnosis) => admits(diagnosis).some((code) => OF_EVERY_PART.includes(code));
  const isRefusal = (code: DiagnosisCode) => code.startsWith('pre.') || code === 'undecided';
  if (isVague(a) || isVague(b)) return [a.code, b.code].every(isRefusal);
  return admits(a).some((code) => admits(b).includes(code));
}

describe.each(KINDS)('the ways to a diagnosis, on $commandName', (store, dialect) => {
  // One set of buckets for a seed that is printed with a failure: to start one for each case would take minutes.
  const seed = 20_260_707;
  const sets = fc.sample(fc.array(rule, { maxLength: 4 }), { numRuns: BUCKETS, seed });
  let local: LocalBucket;
  beforeAll(async () => {
    const buckets = Object.fromEntries(sets.map((rules, index) => [`bucket-${index}`, rules]));
    local = await startLocalBucket({ dialect, buckets });
  });
  afterAll(() => local.stop());

  it('never contradict each other, and are never surer than the truth', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(asked, async ({ bucket, method, names }) => {
        const rules = sets[bucket] ?? [];
        const page = simulatedPage({ origin: ORIGIN, rules, store });
        const headers = Object.fromEntries(names.map((name) => [name, '1']));
        const inPage = await diagnoseInPage(page, exampleBucket(store), { method, key: 'a', headers }, {});
        const withRules = await diagnoseInPage(
          page,
          exampleBucket(store),
          { method, key: 'a', headers },
          { rules },
        );
        const { unsafeHeaders } = inPage.request;
        const request = {
          origin: ORIGIN,
          method,
          url: `${local.endpoint}/bucket-${bucket}/a`,
          headers: unsafeHeaders.map((name) => [name, '"'] as const),
        };
        const probe = preflightProbe(request, method, unsafeHeaders);
        const { response } = await sendRaw(probe, { timeoutMs: 10_000, bodyBytes: 65_536 });
        const exchange = { request, preflight: { response } };
        const raw = await diagnoseRaw(request, { store });
        const ways: Readonly<Record<string, Diagnosis>> = {
          page: inPage,
          pageWithRules: withRules,
          recorded: await explainExchange(exchange, { store }),
          recordedWithRules: await explainExchange(exchange, { store, rules }),
          raw,
          rawWithRules: await diagnoseRaw(request, { store, rules }),
          joined: joinEvidence(inPage, raw),
        };
        const byRules = classifyByRules(rules, store, { origin: ORIGIN, method, headers: unsafeHeaders });
        const truth: DiagnosisCode =
          byRules.code === null ? 'ok.allowed' : byRules.code === 'unknown' ? 'undecided' : byRules.code;
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
        const entries = Object.entries(ways);
        for (const [name, way] of entries) {
          // Of one refusal the recording knows no part, and may say so for certain.
          const isPart = !OF_EVERY_PART.includes(way.code);
          if (way.confidence === 'proof' && isPart)
            expect([name, admits(way)]).toEqual([name, expect.arrayContaining([truth])]);
          for (const [other, against] of entries)
            expect([name, way.code, other, against.code, agree(way, against)]).toEqual([
              name,
              way.code,
              other,
              against.code,
              true,
            ]);
        }
      }),
      { numRuns: 25, seed },
    );
    // All kinds of truth were among them.
    for (const code of ['ok.allowed', 'pre.origin', 'pre.method', 'pre.header'])
      expect(seen.get(code) ?? 0).toBeGreaterThan(0);
    // Some thousand requests, one after another.
  }, 120_000);
});
