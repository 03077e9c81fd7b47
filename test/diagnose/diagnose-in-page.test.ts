import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { DiagnosedRequest } from '../../src/model/diagnosed-request.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { s3 } from '../../src/stores/s3.js';
import { CREDENTIALS, exampleBucket } from '../support/buckets.js';
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

/** Four names are refused, so that a fifth that was only lost got asked about too seldom. */
const FOUR_REFUSED = {
  rules: [
    { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-amz-date', 'x-amz-meta-a'] },
  ],
  storeName: 's3' as const,
  method: 'PUT' as const,
  authErrorsHidden: false,
};
/** Names of one rule are refused with names of the other, so that there is more than one list of such pairs. */
const TWO_PAIRINGS = {
  rules: [
    ['authorization', 'content-type', 'x-amz-content-sha256'],
    ['x-amz-meta-a', 'x-amz-security-token'],
  ].map((allowedHeaders) => ({
    allowedOrigins: [ORIGIN],
    allowedMethods: ['DELETE'] as const,
    allowedHeaders,
  })),
  storeName: 's3' as const,
  method: 'DELETE' as const,
  authErrorsHidden: false,
};

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
          store,
          authErrorsHidden,
        });
        const diagnosis = await diagnoseInPage(page, exampleBucket(store), request(method), {});
        const passes = (headers: readonly string[], asked: string = method) =>
          isAllowedByRules(rules, store, { origin: ORIGIN, method: asked, headers });

        expect(page.requests()).toBeLessThanOrEqual(25);
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
          store,
          authErrorsHidden,
        });
        const diagnosis = await diagnoseInPage(page, exampleBucket(store), request(method), { rules });
        const asked = { origin: ORIGIN, method, headers: NAMES };
        const evaluation = evaluateRules(rules, store, { kind: 'preflight', ...asked });

        expect(diagnosis.code).not.toBe('pre.not-by-rules');
        expect(diagnosis.code).not.toBe('undecided');
        expect(diagnosis.code === 'ok.allowed').toBe(evaluation.allowed);
        expect(diagnosis.code === 'pre.no-config').toBe(rules.length === 0);
        expect(diagnosis.code === 'pre.shadowed').toBe(
          !evaluation.allowed && evaluation.trace.some((entry) => entry.matches),
        );
        expect(diagnosis.repairs.length > 0).toBe(!evaluation.allowed);
        for (const repair of diagnosis.repairs) {
          expect(isAllowedByRules(repair.rules, store, asked)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('proves nothing wrong when two probes get lost, whichever they are', async () => {
    const lostProbes = fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(buckets, lostProbes, async ({ rules, storeName, method }, lost) => {
        const store = STORES[storeName];
        const loses = (number: number) => lost.includes(number);
        const flaky = simulatedPage({ origin: ORIGIN, rules, store, loses });
        const steady = simulatedPage({ origin: ORIGIN, rules, store });
        const diagnosis = await diagnoseInPage(flaky, exampleBucket(store), request(method), {});
        const truth = await diagnoseInPage(steady, exampleBucket(store), request(method), {});
        if (diagnosis.confidence !== 'proof') return;
        expect(diagnosis.code).toBe(truth.code);
        if (diagnosis.conflicts.some(({ kind }) => kind !== 'headers')) {
          const members = (found: typeof truth) => found.conflicts.map((conflict) => conflict.members);
          expect(members(diagnosis)).toEqual(members(truth));
          return;
        }
        // A lost answer leads the search another way: of sets that share names, to others that are as small.
        const passes = (headers: readonly string[]) =>
          isAllowedByRules(rules, store, { origin: ORIGIN, method, headers });
        const sets = diagnosis.conflicts.map(({ members }) => members);
        for (const set of sets) {
          expect([set, passes(set)]).toEqual([set, false]);
          for (const left of set) {
            const part = set.filter((name) => name !== left);
            expect([part, passes(part)]).toEqual([part, true]);
          }
        }
        const named = sets.flat();
        expect(new Set(named).size).toBe(named.length);
        if (diagnosis.code === 'pre.header' || diagnosis.code === 'pre.cross-rule') {
          expect(passes(diagnosis.request.unsafeHeaders.filter((name) => !named.includes(name)))).toBe(true);
        }
      }),
      {
        numRuns: 500,
        examples: [
          [FOUR_REFUSED, [16, 9]],
          [TWO_PAIRINGS, [9]],
        ],
      },
    );
  });

  it('claims nothing of the bucket when nobody answers any more', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    const rules = [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'] }];
    for (const reached of ['unreachable', 'timeout'] as const) {
      const gone = { ...page, reach: async () => reached };
      const diagnosis = await diagnoseInPage(gone, exampleBucket(s3), request('PUT'), { rules });
      const confidence = reached === 'timeout' ? 'weak' : 'strong';
      expect(diagnosis).toMatchObject({ code: 'net.unreachable', confidence, conflicts: [], repairs: [] });
    }
  });

  it('says so when the given rules are not the ones that answer', async () => {
    const live: CorsRule[] = [
      { allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'], allowedHeaders: ['*'] },
    ];
    const given: CorsRule[] = [{ allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const page = simulatedPage({ origin: ORIGIN, rules: live, store: s3 });
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), { rules: given });
    expect(diagnosis.code).toBe('pre.not-by-rules');
    expect(diagnosis.repairs).toEqual([]);
    expect(diagnosis.undecided?.command).toContain(`-H 'Origin: ${ORIGIN}'`);
  });

  it('claims nothing where something answers that is no set of rules', async () => {
    const page = simulatedPage({
      origin: ORIGIN,
      rules: [],
      store: s3,
      passes: (_, names) => names.length > 0,
      authErrorsHidden: true,
      refusalIsProof: false,
    });
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), {});
    expect(diagnosis).toMatchObject({
      code: 'undecided',
      undecided: {
        candidates: ['pre.not-by-rules', 'pre.header', 'pre.cross-rule', 'pre.method', 'net.unreachable'],
      },
    });
  });

  it('says that rules which allow it are not why no preflight was seen to pass, and what looks the same', async () => {
    const rules: CorsRule[] = [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'], allowedHeaders: ['*'] }];
    const page = simulatedPage({
      origin: ORIGIN,
      rules: [],
      store: s3,
      passes: (_, names) => names.length === 0,
    });
    const asking = {
      ...page,
      sendOnce: async (probe: Parameters<typeof page.sendOnce>[0]) =>
        probe.method === 'GET'
          ? page.sendOnce(probe)
          : { kind: 'failed' as const, answer: null, durationMs: 1 },
      sendProbe: async (probe: Parameters<typeof page.sendProbe>[0]) =>
        probe.method === 'GET'
          ? page.sendProbe(probe)
          : { passed: false, via: 'error' as const, answer: null, durationMs: 1 },
    };
    const wanted = { method: 'GET', key: 'a.bin', headers: { 'x-b': '1' }, signing: 'url' as const };
    const unknown = await diagnoseInPage(asking, exampleBucket(s3), wanted, {});
    expect(unknown.code).toBe('undecided');
    const known = await diagnoseInPage(asking, exampleBucket(s3), wanted, { rules });
    expect(known).toMatchObject({
      code: 'pre.not-by-rules',
      undecided: { candidates: ['act.no-acao', 'act.error-without-cors', 'act.redirect'] },
    });
    // Rules that refuse all cannot be this bucket's: it answered.
    const old = await diagnoseInPage(asking, exampleBucket(s3), wanted, { rules: [] });
    expect(old.code).toBe('undecided');
  });

  it.each([
    ['PUT', []],
    ['GET', ['cache.cdn-poison', 'cache.http-poison']],
  ])('lists what else would hide the answer to a %s from the page', async (method, ofReading) => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    const hiding = {
      ...page,
      sendOnce: async () => ({ kind: 'hidden' as const, answer: null, durationMs: 1 }),
      sendProbe: async () => ({ passed: true, via: 'upload' as const, answer: null, durationMs: 1 }),
    };
    expect(await diagnoseInPage(hiding, exampleBucket(s3), request(method), {})).toMatchObject({
      code: 'act.error-without-cors',
      confidence: 'strong',
      undecided: {
        candidates: ['act.no-acao', 'act.acao-mismatch', 'act.acao-multiple', 'act.redirect', ...ofReading],
        command: expect.stringMatching(
          method === 'PUT'
            ? /^curl .* -X PUT -d x '.*\/bucket-preflight-\w+-a\.bin\?partNumber=1&uploadId=bucket-preflight-\w+' -H 'Origin: https:\/\/app\.example'$/
            : /^curl .*\/a\.bin\?uploadId=bucket-preflight-\w+' -H 'Origin: https:\/\/app\.example'$/,
        ),
      },
    });
  });

  it('never proves that what is read passes, whatever it has seen of a cache', async () => {
    const rules: CorsRule[] = [
      { allowedOrigins: ['*'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['*'] },
    ];
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3 });
    const diagnose = async (method: string, hasFetched: boolean, kind: 'answer' | 'failed') => {
      const readAddress = async () => ({ kind, answer: null, durationMs: 1 });
      const looking = { ...page, hasFetched: () => hasFetched, readAddress };
      const { code, confidence } = await diagnoseInPage(looking, exampleBucket(s3), request(method), {});
      return `${code} ${confidence}`;
    };
    expect(await diagnose('GET', true, 'answer')).toBe('ok.allowed strong');
    expect(await diagnose('GET', false, 'answer')).toBe('ok.allowed strong');
    expect(await diagnose('GET', true, 'failed')).toBe('cache.cdn-poison strong');
    // No cache keeps what was written.
    expect(await diagnose('PUT', false, 'answer')).toBe('ok.allowed proof');
  });

  it.each([
    [true, 'net.reset-upload'],
    [false, 'ok.allowed'],
  ])('where its body had gone out (%s), what passes now was %s', async (sawUpload, code) => {
    const rules: CorsRule[] = [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3 });
    const found = await diagnoseInPage(page, exampleBucket(s3), { ...request('PUT'), sawUpload }, {});
    expect(found.code).toBe(code);
    if (!sawUpload) return;
    expect(found).toMatchObject({
      stage: 'network',
      confidence: 'strong',
      undecided: {
        candidates: ['act.error-without-cors'],
        command: expect.stringContaining(' -X PUT -T FILE '),
      },
    });
  });

  describe('where it failed when it was sent', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: ['*'], allowedMethods: ['GET', 'HEAD', 'PUT', 'DELETE'], allowedHeaders: ['*'] },
    ];
    const NO_UPLOAD = { status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>' };
    const diagnoseFailed = async (
      asked: Partial<DiagnosedRequest>,
      { useCredentials = false, isControlled = false } = {},
    ) => {
      const answer = () => NO_UPLOAD;
      const page = { ...simulatedPage({ origin: ORIGIN, rules, store: s3, answer }), isControlled };
      const whole = { ...request('PUT'), hasFailed: true, ...asked };
      return diagnoseInPage(page, exampleBucket(s3), whole, { useCredentials });
    };

    it.each([
      ['PUT', "-X PUT -T FILE -H 'Expect:' "],
      ['DELETE', '-X DELETE '],
    ])('what passes now is no proof, signed or not: %s', async (method, options) => {
      for (const useCredentials of [false, true]) {
        expect(await diagnoseFailed({ method }, { useCredentials })).toMatchObject({
          code: 'ok.allowed',
          confidence: 'strong',
          signatureChecked: useCredentials,
          undecided: {
            candidates: ['net.reset-upload', 'act.error-without-cors'],
            command: expect.stringContaining(`curl -sSv -o /dev/null ${options}'https://`),
          },
        });
      }
    });

    it.each([
      ['GET', ''],
      ['HEAD', '-I '],
    ])('nobody may have answered what is read, or its answer broke off: %s', async (method, options) => {
      for (const useCredentials of [false, true]) {
        const { code, confidence, undecided } = await diagnoseFailed({ method }, { useCredentials });
        expect([code, confidence]).toEqual(['ok.allowed', 'strong']);
        expect(undecided?.candidates).toEqual([
          'net.reset-upload',
          'act.error-without-cors',
          'net.unreachable',
        ]);
        expect(undecided?.command?.replace(/'[^'?]+'/g, "'…'")).toBe(
          `curl -sSv -o /dev/null ${options}'…' -H '…'`,
        );
      }
    });

    it('joins what is open besides', async () => {
      const inUrl = await diagnoseFailed({ signing: 'url' });
      expect(inUrl.undecided?.candidates).toEqual([
        'pre.auth-query',
        'net.reset-upload',
        'act.error-without-cors',
      ]);
      expect(inUrl.undecided?.command).toContain('-X OPTIONS');
      const worked = await diagnoseFailed({}, { isControlled: true });
      expect(worked.undecided?.candidates).toEqual(['net.reset-upload', 'act.error-without-cors', 'env.sw']);
      expect(worked.undecided?.command).toContain(' -T FILE ');
    });

    it('knows more of what was seen to go out, and leaves what was not sent', async () => {
      expect(await diagnoseFailed({ sawUpload: true })).toMatchObject({
        code: 'net.reset-upload',
        undecided: { candidates: ['act.error-without-cors'] },
      });
      expect(await diagnoseFailed({ hasFailed: false })).toMatchObject({
        ...{ code: 'ok.allowed', confidence: 'proof', undecided: null },
      });
      const { code, undecided } = await diagnoseFailed({ method: 'POST' });
      expect(code).toBe('pre.method');
      expect(undecided?.candidates ?? []).not.toContain('net.reset-upload');
    });
  });

  describe('where what answers lets everything pass', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: ['*'], allowedMethods: ['GET', 'PUT', 'POST', 'DELETE'], allowedHeaders: ['*'] },
    ];
    const diagnoseAt = (
      method: string,
      answer: { status: number; body: string },
      { useCredentials = false, ...asked }: Partial<DiagnosedRequest> & { useCredentials?: boolean } = {},
    ) => {
      const page = simulatedPage({ origin: ORIGIN, rules, store: s3, answer: () => answer });
      return diagnoseInPage(page, exampleBucket(s3), { ...request(method), ...asked }, { useCredentials });
    };
    const LOGIN = { status: 200, body: '<html><title>Log in</title></html>' };

    it.each(['PUT', 'POST', 'DELETE'])('no store says yes to a probe: %s', async (method) => {
      for (const useCredentials of [false, true]) {
        const found = await diagnoseAt(method, LOGIN, { useCredentials });
        expect(found).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
        expect(found.undecided?.candidates).toEqual(['net.captive']);
        expect(found.undecided?.command).toContain(`curl -sSv -o /dev/null -X ${method} -d x `);
      }
    });

    it('joins what is open besides', async () => {
      const candidates = async (asked: Partial<DiagnosedRequest>) =>
        (await diagnoseAt('PUT', LOGIN, asked)).undecided?.candidates;
      expect(await candidates({ signing: 'url' })).toEqual(['pre.auth-query', 'net.captive']);
      expect(await candidates({ hasFailed: true })).toEqual([
        'net.captive',
        'net.reset-upload',
        'act.error-without-cors',
      ]);
    });

    it('an object that is read may be there, but none of a made-up part where that is signed', async () => {
      const open = await diagnoseAt('GET', LOGIN);
      expect(open).toMatchObject({ code: 'ok.allowed', confidence: 'strong', undecided: null });
      const signed = await diagnoseAt('GET', LOGIN, { useCredentials: true });
      expect(signed).toMatchObject({ code: 'ok.allowed', undecided: { candidates: ['net.captive'] } });
    });

    it.each([
      ['refuses a stranger', { status: 403, body: '' }],
      ['knows no such upload', { status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>' }],
      [
        'names an error after it began to say yes',
        { status: 200, body: '<Error><Code>NoSuchUpload</Code></Error>' },
      ],
    ])('a store that %s is none of these', async (_, answer) => {
      const found = await diagnoseAt('PUT', answer);
      expect(found).toMatchObject({ code: 'ok.allowed', confidence: 'proof', undecided: null });
    });
  });

  it('gives the command that shows who answers where the signed request is not', async () => {
    const rules: CorsRule[] = [{ allowedOrigins: ['*'], allowedMethods: ['DELETE'], allowedHeaders: ['*'] }];
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3, authErrorsHidden: true });
    const silent = {
      ...page,
      sendOnce: async (probe: Parameters<typeof page.sendOnce>[0]) =>
        probe.headers.some(([, value]) => value.includes('AWS4-HMAC-SHA256 Credential=')) &&
        page.requests() > 3
          ? { kind: 'timeout' as const, answer: null, durationMs: 1 }
          : page.sendOnce(probe),
    };
    const diagnosis = await diagnoseInPage(silent, exampleBucket(s3), request('DELETE'), {
      useCredentials: true,
    });
    expect(diagnosis).toMatchObject({
      code: 'undecided',
      undecided: {
        candidates: ['act.error-without-cors', 'net.captive'],
        command: expect.stringContaining('curl -sSv'),
      },
    });
  });

  it('goes on where a page may send nothing without CORS, and does not call that the network', async () => {
    const rules: CorsRule[] = [{ allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3 });
    const embedded = { ...page, reach: async () => 'unreachable' as const };
    expect((await diagnoseInPage(embedded, exampleBucket(s3), request('PUT'), {})).code).toBe('ok.allowed');
  });

  describe('keeps in a repair what stands beside the rules', () => {
    const rules: CorsRule[] = [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'], allowedHeaders: ['*'] }];
    const configuration = { rules, responseVary: true };
    const page = simulatedPage({ origin: ORIGIN, rules, store: cos });
    const live = createBucket({
      ...{ store: cos, endpoint: 'https://store.invalid', region: 'ap-guangzhou', bucket: 'photos-1' },
      ...{ addressing: 'path' as const, credentials: CREDENTIALS },
      fetch: async () => new Response(cos.corsCodec.write(configuration)),
    });

    it.each([
      ['given', { rules: configuration }],
      ['read', { useCredentials: true }],
    ])('that were %s', async (_, options) => {
      const diagnosis = await diagnoseInPage(page, live, request('PUT'), options);
      expect(diagnosis).toMatchObject({ code: 'pre.method', rules, responseVary: true });
      expect(diagnosis.repairs.map(({ kind }) => kind)).toEqual(['least-privilege', 'smallest-edit']);
      for (const { document, json } of diagnosis.repairs) {
        expect(document).toContain('<ResponseVary>true</ResponseVary>');
        expect(json).toContain('"ResponseVary"');
      }
    });
  });

  describe('where credentials may be used', () => {
    const open = {
      allowedOrigins: [ORIGIN],
      allowedMethods: ['GET', 'PUT', 'DELETE'],
      allowedHeaders: ['*'],
    };
    const NO_UPLOAD = '<Error><Code>NoSuchUpload</Code></Error>';
    /** What was sent, in turn; and the rules that were read. */
    const diagnoseWith = async (
      asked: DiagnosedRequest,
      { answer = { status: 404, body: NO_UPLOAD }, rules = [open] as readonly CorsRule[] } = {},
    ) => {
      let ruleReads = 0;
      const page = simulatedPage({ origin: ORIGIN, rules, store: cos, answer: () => answer });
      const bucket = createBucket({
        ...{ store: cos, endpoint: 'https://store.invalid', region: 'ap-guangzhou', bucket: 'photos-1' },
        ...{ addressing: 'path' as const, credentials: CREDENTIALS },
        fetch: async () => {
          ruleReads += 1;
          return new Response(cos.corsCodec.write({ rules }));
        },
      });
      const diagnosis = await diagnoseInPage(page, bucket, asked, { useCredentials: true });
      return { diagnosis, sent: page.probes, ruleReads };
    };

    it('sends the request with its real signature first, which is all where its answer can be read', async () => {
      const { diagnosis, sent, ruleReads } = await diagnoseWith(request('DELETE'));
      expect(diagnosis).toMatchObject({ code: 'ok.allowed', confidence: 'proof', signatureChecked: true });
      expect(diagnosis.evidence).toMatchObject([{ kind: 'signature', method: 'DELETE', status: 404 }]);
      expect(sent.length).toBe(1);
      expect(sent[0]?.url).toContain('uploadId=');
      const [, authorization] =
        sent[0]?.headers.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
      expect(authorization).toContain('q-signature=');
      expect(ruleReads).toBe(0);
    });

    it('reads the rules of an upload that passes, as only they tell whether the page can read its tag', async () => {
      const { diagnosis, ruleReads } = await diagnoseWith(request('PUT'));
      expect(diagnosis.notes).toMatchObject([{ code: 'act.expose', value: expect.stringContaining('etag') }]);
      expect(ruleReads).toBe(1);
    });

    it('signs no probe but the first, and none in the URL before the same was seen to pass without', async () => {
      const rules = [{ ...open, allowedHeaders: ['x-a'] }];
      const refused = await diagnoseWith({ ...request('GET'), headers: { 'x-a': '1' } }, { rules });
      expect(refused.diagnosis.code).toBe('pre.header');
      const signed = refused.sent.filter(({ headers }) =>
        headers.some(([, value]) => value.includes('q-signature=')),
      );
      expect(signed).toEqual(refused.sent.slice(0, 1));
      const presigned = await diagnoseWith({ ...request('DELETE'), signing: 'url' });
      expect(presigned.diagnosis.evidence.map(({ kind }) => kind)).toEqual(['preflight', 'signature']);
      expect(presigned.sent[0]?.url).not.toContain('q-signature');
    });

    it('says what the store answers to the first', async () => {
      const body = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
      const { diagnosis } = await diagnoseWith(request('DELETE'), { answer: { status: 403, body } });
      expect(diagnosis).toMatchObject({
        code: 'act.readable-error',
        readableError: { status: 403, serviceCode: 'SignatureDoesNotMatch', kind: 'signature' },
        signatureChecked: true,
      });
      expect(diagnosis.evidence.length).toBe(1);
    });
  });

  it('leaves open whether the bucket is there, when all is refused and the rules were only given', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), { rules: [] });
    expect(diagnosis).toMatchObject({ code: 'pre.no-config', confidence: 'strong' });
    expect(diagnosis.undecided?.candidates).toContain('pre.bucket');
  });

  it('hears a store that says to anybody that there is no such bucket', async () => {
    const rules: CorsRule[] = [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const answer = () => ({ status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' });
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3, answer });
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), {});
    expect(diagnosis).toMatchObject({
      code: 'act.readable-error',
      readableError: { serviceCode: 'NoSuchBucket' },
    });
  });

  it('asks nobody for permission on its own origin', async () => {
    const page = simulatedPage({ origin: 'https://store.invalid', rules: [], store: s3 });
    const own = {
      ...page,
      sendProbe: async () =>
        ({ passed: true, via: 'readable', answer: { status: 403, body: '' }, durationMs: 1 }) as const,
    };
    const diagnosis = await diagnoseInPage(own, exampleBucket(s3), request('PUT'), {});
    expect(diagnosis).toMatchObject({
      code: 'ok.allowed',
      request: { needsPreflight: false, unsafeHeaders: [] },
    });
  });

  it('never tells to allow the origin null, whatever is known of the rules', async () => {
    for (const rules of [[], [{ allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'] }]]) {
      const page = simulatedPage({ origin: 'null', rules, store: s3 });
      for (const options of [{}, { rules }]) {
        const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), options);
        expect(diagnosis).toMatchObject({ code: 'env.origin-null', repairs: [] });
      }
    }
  });

  it('searches among many names, and leaves it open or to the rules when that takes too many probes', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`x-amz-meta-${index + 10}`, 'v']),
    );
    const wanted = { method: 'PUT', key: 'a.bin', headers: many };
    const all = [...Object.keys(many), ...NAMES];
    const one = (names: readonly string[]): CorsRule => ({
      allowedOrigins: [ORIGIN],
      allowedMethods: ['PUT'],
      allowedHeaders: names,
    });
    const lacking = [one(all.filter((name) => name !== 'x-amz-meta-23'))];
    const split = [
      one(all.filter((_, index) => index % 2 === 0)),
      one(all.filter((_, index) => index % 2 === 1)),
    ];
    const diagnoseUnder = async (rules: CorsRule[], options = {}) => {
      const page = simulatedPage({ origin: ORIGIN, rules, store: s3 });
      const diagnosis = await diagnoseInPage(page, exampleBucket(s3), wanted, options);
      expect(page.requests()).toBeLessThanOrEqual(25);
      return diagnosis;
    };
    expect(await diagnoseUnder(lacking)).toMatchObject({
      code: 'pre.header',
      conflicts: [{ kind: 'headers', members: ['x-amz-meta-23'] }],
    });
    expect(await diagnoseUnder([one([])])).toMatchObject({ code: 'pre.header', confidence: 'strong' });
    // So many pairs are refused that a name by itself may be among what was not asked about.
    expect(await diagnoseUnder(split)).toMatchObject({
      code: 'undecided',
      undecided: { candidates: ['pre.header', 'pre.cross-rule'] },
    });
    // The rules name each pair, and each is seen to be refused, and to pass without either.
    expect(await diagnoseUnder(split, { rules: split })).toMatchObject({
      code: 'pre.cross-rule',
      confidence: 'proof',
    });
  });

  it('sends no secret, token or signature in any probe, and no plain write', async () => {
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    await diagnoseInPage(page, exampleBucket(s3), request('PUT'), {});
    expect(page.probes.length).toBeGreaterThan(3);
    expect(JSON.stringify(page.probes)).not.toMatch(/example-security-token|example-secret-key|Signature=/);
    for (const probe of page.probes) expect(probe.url).toMatch(/[?&]uploadId=bucket-preflight-/);
  });
});

describe('how sure a diagnosis is', () => {
  const rule = (changes: Partial<CorsRule>): CorsRule[] => [
    { allowedOrigins: [ORIGIN], allowedMethods: ['PUT', 'GET'], allowedHeaders: ['*'], ...changes },
  ];
  const lackingHeader = rule({ allowedHeaders: NAMES.filter((name) => name !== 'x-amz-date') });
  const otherOrigin = rule({ allowedOrigins: ['https://other.example'] });
  const lackingMethod = rule({ allowedMethods: ['HEAD'] });

  it.each<
    readonly [
      what: string,
      rules: CorsRule[],
      method: string,
      known: boolean,
      proofs: boolean,
      confidence: string,
    ]
  >([
    ['a header, seen for certain', lackingHeader, 'PUT', false, true, 'proof'],
    ['a header, in a browser that withholds', lackingHeader, 'PUT', false, false, 'strong'],
    ['a header, and rules that may be old say so too', lackingHeader, 'PUT', true, false, 'strong'],
    ['a header of a reading request', lackingHeader, 'GET', false, true, 'strong'],
    ['a method, as what is sent on at once looks the same', lackingMethod, 'PUT', false, true, 'strong'],
    ['an origin that is not listed, or anything else', otherOrigin, 'PUT', false, true, 'strong'],
    ['an origin that rules which may be old do not list', otherOrigin, 'PUT', true, true, 'strong'],
    ['nothing refused', rule({}), 'PUT', false, false, 'proof'],
  ])('%s', async (_, rules, method, known, refusalIsProof, confidence) => {
    const page = simulatedPage({ origin: ORIGIN, rules, store: s3, refusalIsProof });
    const options = known ? { rules } : {};
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request(method), options);
    expect(diagnosis.confidence).toBe(confidence);
  });

  it('tells when the store hides why it refuses a signature', async () => {
    for (const authErrorsHidden of [true, false]) {
      const page = simulatedPage({
        origin: ORIGIN,
        rules: rule({}),
        store: s3,
        authErrorsHidden,
      });
      const diagnosis = await diagnoseInPage(page, exampleBucket(s3), request('PUT'), {});
      expect(diagnosis).toMatchObject({ code: 'ok.allowed', hidesSignatureErrors: authErrorsHidden });
    }
  });
});
