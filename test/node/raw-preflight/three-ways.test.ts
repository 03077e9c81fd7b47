import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../../src/client/create-bucket.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import { diagnoseInPage } from '../../../src/diagnose/diagnose-in-page.js';
import { classifyByRules } from '../../../src/diagnose/infer/classify-by-rules.js';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { joinEvidence } from '../../../src/diagnose/raw/join-evidence.js';
import { preflightProbe } from '../../../src/diagnose/raw/probe-plan.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Diagnosis } from '../../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { cephDialect, cosDialect, ossDialect, qingstorDialect, s3Dialect } from '../../../src/node/index.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { sendRaw } from '../../../src/node/raw-preflight/send-raw.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { oss } from '../../../src/stores/oss.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import { type ServedDialect, serveDialect } from '../../support/serve-dialect.js';
import { simulatedPage } from '../../support/simulated-page.js';

const ORIGIN = 'https://app.example.com';
const BUCKETS = 40;
const RUNS = 40;
const NO_UPLOAD = { status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>' };
const NAMES = ['content-type', 'x-amz-meta-a', 'x-amz-meta-b'];
const SIGNED = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
const KINDS = [
  [s3, s3Dialect, ['pre.cross-rule', 'rules read']],
  [ceph, cephDialect, ['pre.shadowed']],
  [oss, ossDialect, []],
  [cos, cosDialect, []],
  [qingstor, qingstorDialect, []],
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
/** Two rules that allow names only apart, which is seldom hit upon. */
const split: fc.Arbitrary<CorsRule[]> = fc
  .tuple(fc.subarray(NAMES, { minLength: 1 }), fc.subarray(NAMES, { minLength: 1 }))
  .map((halves) =>
    halves.map((names) => ({
      allowedOrigins: [ORIGIN],
      allowedMethods: ['PUT', 'POST', 'DELETE'],
      allowedHeaders: [...names, ...SIGNED],
    })),
  );
/** Which of the rule sets, the method, and what the page sets. */
const asked = fc.record({
  bucket: fc.nat({ max: BUCKETS - 1 }),
  method: fc.constantFrom('PUT', 'POST', 'DELETE', 'GET', 'HEAD'),
  names: fc.subarray(NAMES),
  signing: fc.constantFrom('header' as const, 'header' as const, 'url' as const),
});

/** Codes that name no single cause: what they leave open is listed beside them, and this is what they stand for in a list. */
const STANDS_FOR: Partial<Record<DiagnosisCode, readonly DiagnosisCode[]>> = {
  // Nothing that shows where some method passes.
  'pre.all-refused': ['pre.no-config', 'pre.origin', 'pre.bucket', 'pre.not-by-rules'],
  'pre.refused': [
    'pre.no-config',
    'pre.origin',
    'pre.method',
    'pre.header',
    'pre.cross-rule',
    'pre.shadowed',
  ],
  undecided: [],
};

/** The causes that a diagnosis claims: one, or those of a code that names none. */
function claims(diagnosis: Diagnosis): readonly DiagnosisCode[] {
  if (isReadAnyway(diagnosis)) return ['ok.allowed'];
  return STANDS_FOR[diagnosis.code] === undefined ? [diagnosis.code] : admits(diagnosis);
}

/** All causes that a diagnosis leaves possible. */
function admits(diagnosis: Diagnosis): readonly DiagnosisCode[] {
  const { code, undecided } = diagnosis;
  const open = (undecided?.candidates ?? []).flatMap((each) => STANDS_FOR[each] ?? [each]);
  const all = STANDS_FOR[code] === undefined ? [code, ...open] : open;
  return isReadAnyway(diagnosis) ? [...all, 'ok.allowed'] : all;
}

/** A terminal sends what is only read, without the signature: that the page may read that error, says that CORS lets it through. */
function isReadAnyway({ code, request }: Diagnosis): boolean {
  return code === 'act.readable-error' && ['GET', 'HEAD'].includes(request.method);
}

function haveCommon(some: readonly DiagnosisCode[], others: readonly DiagnosisCode[]): boolean {
  return some.some((code) => others.includes(code));
}

type Way =
  | 'page'
  | 'recorded'
  | 'raw'
  | 'joined'
  | 'joinedWithCredentials'
  | 'pageWithRules'
  | 'pageWithReadRules'
  | 'pageWithCredentials'
  | 'recordedWithRules'
  | 'rawWithRules'
  | 'rawWithReadRules';
/** Each way with one that sees the same and more. */
const KNOWS_LESS: readonly (readonly [Way, Way])[] = [
  ['page', 'pageWithRules'],
  ['page', 'pageWithReadRules'],
  ['page', 'pageWithCredentials'],
  ['page', 'joined'],
  ['recorded', 'recordedWithRules'],
  ['recorded', 'raw'],
  ['recordedWithRules', 'rawWithRules'],
  ['raw', 'rawWithRules'],
  ['raw', 'rawWithReadRules'],
  ['raw', 'joined'],
  ['pageWithCredentials', 'joinedWithCredentials'],
];

describe.each(KINDS)('the ways to a diagnosis, on $commandName', (store, dialect, own) => {
  // One set of buckets for a seed that is printed with a failure: to start one for each case would take minutes.
  const seed = 20_260_708;
  const sets = fc.sample(
    fc.oneof({ weight: 4, arbitrary: fc.array(rule, { maxLength: 4 }) }, { weight: 1, arbitrary: split }),
    { numRuns: BUCKETS, seed },
  );
  let local: ServedDialect;
  beforeAll(async () => {
    const buckets = Object.fromEntries(sets.map((rules, index) => [`bucket-${index}`, rules]));
    local = await serveDialect(dialect, buckets);
  });
  afterAll(() => local.stop());

  it('never contradict each other, and are never surer than the truth', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(asked, async ({ bucket: place, method, names, signing }) => {
        const rules = sets[place] ?? [];
        const bucket = createBucket({
          ...{ store, endpoint: local.endpoint, region: local.region, bucket: `bucket-${place}` },
          ...{ addressing: 'path', credentials: local.temporary() },
        });
        const page = simulatedPage({ origin: ORIGIN, rules, store });
        // A store that accepts the signature has no such upload.
        const signedPage = simulatedPage({ origin: ORIGIN, rules, store, answer: () => NO_UPLOAD });
        const headers = Object.fromEntries(names.map((name) => [name, '1']));
        const wanted = { method, key: 'a', headers, signing };
        const inPage = await diagnoseInPage(page, bucket, wanted, {});
        const { unsafeHeaders, url } = inPage.request;
        const request = {
          ...{ origin: ORIGIN, method, url },
          headers: unsafeHeaders.map((name) => [name, '"'] as const),
        };
        const probe = preflightProbe(request, method, unsafeHeaders);
        const { response } = await sendRaw(probe, { timeoutMs: 10_000, bodyBytes: 65_536 });
        const exchange = { request, preflight: { response } };
        const raw = await diagnoseRaw(request, { store });
        const withCredentials = await diagnoseInPage(signedPage, bucket, wanted, { useCredentials: true });
        // As a terminal reads them, by a signed request.
        const { rules: read } = (await getBucketCors(bucket)).configuration;
        const ways: Readonly<Record<Way, Diagnosis>> = {
          page: inPage,
          pageWithRules: await diagnoseInPage(page, bucket, wanted, { rules }),
          pageWithReadRules: await diagnoseInPage(page, bucket, wanted, { rules: read }),
          pageWithCredentials: withCredentials,
          recorded: await explainExchange(exchange, { store }),
          recordedWithRules: await explainExchange(exchange, { store, rules }),
          raw,
          rawWithRules: await diagnoseRaw(request, { store, rules }),
          rawWithReadRules: await diagnoseRaw(request, { store, rules: read }),
          joined: joinEvidence(inPage, raw),
          joinedWithCredentials: joinEvidence(withCredentials, raw),
        };
        const byRules = classifyByRules(rules, store, { origin: ORIGIN, method, headers: unsafeHeaders });
        const truth = byRules.code ?? 'ok.allowed';
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
        if (ways.pageWithCredentials.evidence.some(({ kind, passed }) => kind === 'rules' && passed === true))
          seen.set('rules read', (seen.get('rules read') ?? 0) + 1);
        const entries = Object.entries(ways);
        for (const [name, way] of entries) {
          expect({ [name]: way.code, admits: admits(way) }).toEqual({
            [name]: way.code,
            admits: expect.arrayContaining([truth]),
          });
          if (way.confidence === 'proof' && STANDS_FOR[way.code] === undefined)
            expect([name, isReadAnyway(way) ? 'ok.allowed' : way.code]).toEqual([name, truth]);
          for (const [other, against] of entries)
            expect([name, admits(way), other, admits(against)]).toSatisfy(() =>
              haveCommon(admits(way), admits(against)),
            );
        }
        // Who knows more claims only what the others left possible.
        for (const [less, more] of KNOWS_LESS)
          expect([less, admits(ways[less]), more, claims(ways[more])]).toSatisfy(() =>
            haveCommon(admits(ways[less]), claims(ways[more])),
          );
      }),
      { numRuns: RUNS, seed },
    );
    // All kinds of truth were among them, and rules that a page reads, which Ceph lets none do.
    for (const code of ['ok.allowed', 'pre.no-config', 'pre.origin', 'pre.method', 'pre.header', ...own])
      expect([code, seen.get(code) ?? 0]).toEqual([code, expect.toSatisfy((times: number) => times > 0)]);
    // Some thousand requests, one after another.
  }, 120_000);
});
