import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseInPage } from '../../../src/diagnose/diagnose-in-page.js';
import { readDiagnosis } from '../../../src/diagnose/raw/readers/read-diagnosis.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type {
  Confidence,
  Conflict,
  Diagnosis,
  Evidence,
  RuleVerdict,
  SentRequest,
  Stage,
} from '../../../src/model/diagnosis.js';
import { ParseError } from '../../../src/model/errors.js';
import type { StoreErrorKind } from '../../../src/model/store-error-kind.js';
import { ceph } from '../../../src/stores/ceph.js';
import { s3 } from '../../../src/stores/s3.js';
import { exampleBucket } from '../../support/buckets.js';
import { simulatedPage } from '../../support/simulated-page.js';

/** All words of a type: one that is missing here is an error. */
function wordsOf<Word extends string>(words: Readonly<Record<Word, 0>>): Word[] {
  return Object.keys(words) as Word[];
}

const ORIGIN = 'https://app.example';
const KINDS = wordsOf<Evidence['kind']>({
  ...{ page: 0, reach: 0, preflight: 0, signature: 0, rules: 0, redirect: 0 },
  ...{ answer: 0, kept: 0, fresh: 0, status: 0, cookies: 0 },
});
const VIAS = wordsOf<Evidence['via']>({
  ...{
    readable: 0,
    upload: 0,
    'timing-entry': 0,
    error: 0,
    opaque: 0,
    timeout: 0,
    event: 0,
    page: 0,
    raw: 0,
  },
});
const ERROR_KINDS = wordsOf<StoreErrorKind>({
  ...{ 'expired-credentials': 0, clock: 0, region: 0, denied: 0, 'no-bucket': 0, 'no-object': 0 },
  ...{ signature: 0, other: 0 },
});
const FIELDS = wordsOf<RuleVerdict['fails'][number]['field']>({
  ...{ allowedOrigins: 0, allowedMethods: 0, allowedHeaders: 0 },
});

const request: Required<SentRequest> = {
  origin: ORIGIN,
  method: 'PUT',
  url: 'https://photos.s3.example/a.txt',
  unsafeHeaders: ['authorization', 'x-amz-date'],
  droppedHeaders: ['cookie'],
  needsPreflight: true,
  preflightCauses: ['PUT', 'authorization'],
};
const rule: Required<CorsRule> = {
  id: 'a b',
  allowedOrigins: ['https://*.example'],
  allowedMethods: ['GET'],
  allowedHeaders: ['*'],
  exposeHeaders: ['ETag'],
  maxAgeSeconds: 5,
};
const evidence: Required<Evidence> = {
  kind: 'preflight',
  method: 'PUT',
  headers: ['authorization'],
  passed: null,
  via: 'error',
  status: 403,
  origin: 'null',
  url: 'https://other.example/',
  durationMs: 1.5,
};
const verdict: Required<RuleVerdict> = {
  index: 0,
  id: 'a b',
  fails: FIELDS.map((field) => ({ field, value: 'PUT' })),
  nearest: true,
};
/** Everything that a page tells. */
const FULL: Required<Diagnosis> = {
  store: 's3',
  code: 'pre.method',
  stage: 'preflight',
  confidence: 'strong',
  request,
  conflicts: [
    { kind: 'method', members: ['PUT'], passing: ['GET'] } satisfies Required<Conflict>,
    { kind: 'origin', members: [ORIGIN] },
    { kind: 'headers', members: ['authorization', 'x-amz-date'] },
  ],
  evidence: [
    evidence,
    ...KINDS.map((kind) => ({ ...evidence, kind, passed: true })),
    ...VIAS.map((via) => ({ ...evidence, via, passed: false })),
  ],
  rules: [rule, { allowedOrigins: ['*'], allowedMethods: ['PUT'] }],
  responseVary: true,
  ruleVerdicts: [verdict],
  repairs: [],
  readableError: { status: 403, serviceCode: 'AccessDenied', kind: 'denied' },
  signatureChecked: true,
  hidesSignatureErrors: true,
  undecided: {
    candidates: ['pre.waf'],
    command: `curl -i -X OPTIONS 'https://photos.s3.example/a.txt' -H 'Origin: ${ORIGIN}' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,x-amz-date'`,
  },
  notes: [{ code: 'cache.max-age', value: '5' }],
  raw: null,
};

const reread = (diagnosis: unknown) => readDiagnosis(JSON.stringify(diagnosis));

describe('a diagnosis that is read', () => {
  it('is the one that was written, in every field', () => {
    expect(reread(FULL)).toStrictEqual(FULL);
    for (const kind of ERROR_KINDS) {
      const told = { ...FULL, readableError: { status: 403, serviceCode: '', kind } };
      expect(reread(told)).toStrictEqual(told);
    }
    for (const stage of wordsOf<Stage>({ local: 0, network: 0, preflight: 0, response: 0, none: 0 }))
      for (const confidence of wordsOf<Confidence>({ proof: 0, strong: 0, weak: 0 }))
        expect(reread({ ...FULL, stage, confidence })).toStrictEqual({ ...FULL, stage, confidence });
  });

  it('is the one that a page made, whatever the rules', async () => {
    const rules = fc.array(
      fc.record(
        {
          id: fc.constantFrom('a', ''),
          allowedOrigins: fc.constantFrom([ORIGIN], ['https://*.example'], ['https://other.example']),
          allowedMethods: fc.subarray(['GET', 'PUT', 'DELETE'], { minLength: 1 }),
          allowedHeaders: fc.subarray(['authorization', 'content-type', 'x-amz-*']),
          exposeHeaders: fc.constant(['ETag']),
          maxAgeSeconds: fc.nat(),
        },
        { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
      ),
      { maxLength: 3 },
    );
    const worlds = fc.record({
      rules,
      areKnown: fc.boolean(),
      store: fc.constantFrom(s3, ceph),
      method: fc.constantFrom('PUT', 'DELETE', 'GET'),
      authErrorsHidden: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(worlds, async ({ rules, areKnown, store, method, authErrorsHidden }) => {
        const page = simulatedPage({ origin: ORIGIN, rules, store, authErrorsHidden });
        const options = areKnown ? { rules } : {};
        const found = await diagnoseInPage(page, exampleBucket(store), { method, key: 'a.bin' }, options);
        const { undecided } = found;
        expect(reread(found)).toEqual({
          ...found,
          repairs: [],
          undecided: undecided && { ...undecided, command: expect.stringContaining('curl ') },
        });
      }),
      { numRuns: 100 },
    );
  });

  it('hands nothing on that it does not know, at any depth', () => {
    const padded = JSON.parse(JSON.stringify(FULL), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, more: '\u001b[2J', constructor: 1 }
        : value,
    );
    expect(reread(padded)).toStrictEqual(FULL);
  });

  it.each([
    ['evidence', { evidence: [{ ...evidence, via: 'hearsay' }] }],
    ['evidence', { evidence: [{ ...evidence, headers: 'authorization' }] }],
    ['evidence', { evidence: {} }],
    ['request', { request: { ...request, needsPreflight: 1 } }],
    ['rules', { rules: [{ ...rule, exposeHeaders: [1] }] }],
    ['rules', { rules: [{ ...rule, allowedMethods: [] }] }],
    ['ruleVerdicts', { ruleVerdicts: [{ ...verdict, fails: [{ field: 'constructor', value: '' }] }] }],
    ['readableError', { readableError: { status: 403, serviceCode: '', kind: 'constructor' } }],
    ['undecided', { undecided: [] }],
  ])('is none with %s of another type: %o', (path, more) => {
    const read = () => reread({ ...FULL, ...more });
    expect(read).toThrow(ParseError);
    expect(read).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path })] }));
  });
});
