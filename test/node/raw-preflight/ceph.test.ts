import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBucket } from '../../../src/client/create-bucket.js';
import { putBucketCors } from '../../../src/cors/put-bucket-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { describeWithCeph } from '../../support/needs.js';
import { type RealStore, startCephStore } from '../../support/real-stores.js';

const ORIGIN = 'https://app.example.com';
const rule = (more: Partial<CorsRule> = {}): CorsRule => ({
  allowedOrigins: [ORIGIN],
  allowedMethods: ['PUT'],
  allowedHeaders: ['*'],
  ...more,
});

/** What each bucket allows. Ceph takes the first rule for the origin and asks no other. */
const BUCKETS: Readonly<Record<string, readonly CorsRule[]>> = {
  'open-bucket': [rule()],
  'head-too': [rule({ allowedMethods: ['PUT', 'HEAD'] })],
  'no-rules': [],
  'other-scheme': [rule({ allowedOrigins: ['http://app.example.com'] })],
  'get-only': [rule({ allowedMethods: ['GET'] })],
  'few-headers': [rule({ allowedHeaders: ['x-amz-date'] })],
  'hidden-rule': [rule({ allowedMethods: ['GET'] }), rule()],
};

describeWithCeph('diagnoseRaw() against Ceph RGW', () => {
  let store: RealStore;
  beforeAll(async () => {
    store = await startCephStore();
    for (const [name, rules] of Object.entries(BUCKETS)) {
      const { store: kind, endpoint, region, admin } = store;
      const owner = createBucket({ store: kind, endpoint, region, bucket: name, credentials: admin });
      await sendRequest(owner, { method: 'PUT', key: '' });
      if (rules.length > 0) await putBucketCors(owner, rules);
    }
  });
  afterAll(() => store?.stop());

  it.each([
    ['open-bucket', 'ok.allowed', 'strong', {}],
    // Its refusals have no words: a bucket without rules looks like one with others.
    ['no-rules', 'pre.all-refused', 'strong', {}],
    ['absent-bucket', 'pre.bucket', 'proof', {}],
    ['other-scheme', 'pre.origin', 'proof', {}],
    // Whether another rule is hidden behind the one that it takes, no answer shows; nor do rules that may be old.
    ['get-only', 'pre.method', 'strong', {}],
    ['few-headers', 'pre.header', 'strong', {}],
    ['hidden-rule', 'pre.method', 'strong', {}],
    ['hidden-rule', 'pre.shadowed', 'strong', { rules: BUCKETS['hidden-rule'] ?? [] }],
    ['no-rules', 'pre.no-config', 'strong', { rules: [] }],
    ['get-only', 'pre.not-by-rules', 'strong', { rules: [rule()] }],
  ])('%s: %s (%s)', async (bucket, code, confidence, known) => {
    const request = {
      origin: ORIGIN,
      method: 'PUT',
      url: `${store.endpoint}/${bucket}/a.txt`,
      headers: [
        ['x-amz-date', '1'],
        ['x-amz-meta-a', '1'],
      ] as const,
    };
    const diagnosis = await diagnoseRaw(request, { store: store.store, ...known });
    expect(diagnosis).toMatchObject({ code, confidence });
    // What is no preflight, for want of an origin or a method, it refuses whatever the rules are: a gateway need not.
    const others = diagnosis.evidence.filter(({ kind, method }) => kind === 'answer' && method === 'OPTIONS');
    const refused = bucket === 'absent-bucket' ? 404 : 400;
    expect(others.map(({ status }) => status)).toEqual(code === 'ok.allowed' ? [] : [refused, refused]);
  });

  it('shows that an error of Ceph without a signature can be read', async () => {
    const request = { origin: ORIGIN, method: 'PUT', url: `${store.endpoint}/head-too/a.txt` };
    const diagnosis = await diagnoseRaw(request, { store: store.store });
    expect(diagnosis.code).toBe('ok.allowed');
    expect(diagnosis.evidence.at(-1)).toMatchObject({ kind: 'answer', method: 'HEAD', passed: true });
    expect(diagnosis.evidence.at(-1)?.status).toBeGreaterThanOrEqual(400);
  });

  it('finds a presigned URL that Ceph refuses already on the preflight', async () => {
    const query =
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=NOBODY%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=abc';
    const request = { origin: ORIGIN, method: 'PUT', url: `${store.endpoint}/open-bucket/a.txt?${query}` };
    expect(await diagnoseRaw(request, { store: store.store })).toMatchObject({
      code: 'pre.auth-query',
      confidence: 'proof',
    });
  });
});
