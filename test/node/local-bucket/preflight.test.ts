import { describe, expect, it } from 'vitest';
import { cephRuleSemantics } from '../../../src/stores/ceph/rule-semantics.js';
import { startTestBucket } from '../support/local-bucket.js';
import { element, send } from '../support/send.js';

const PAGE = 'https://app.example.com';
const RULES = [
  {
    allowedOrigins: [PAGE],
    allowedMethods: ['PUT', 'GET'],
    allowedHeaders: ['authorization', 'x-amz-*'],
    exposeHeaders: ['ETag', 'x-amz-request-id'],
    maxAgeSeconds: 300,
  },
  { allowedOrigins: ['*'], allowedMethods: ['HEAD'] },
];
const asks = { origin: PAGE, 'access-control-request-method': 'PUT' };
const NOT_ALLOWED =
  'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource&apos;s CORS spec.';

describe('a preflight', () => {
  it('is allowed without a signature, by exactly these headers', async () => {
    const { endpoint } = await startTestBucket({ buckets: { photos: RULES } });
    const headers = { ...asks, 'access-control-request-headers': 'Authorization,X-Amz-Date' };
    const answer = await send(`${endpoint}/photos/a.txt`, { method: 'OPTIONS', headers });
    expect([answer.status, answer.text]).toEqual([200, '']);
    const { date, connection, 'x-amz-request-id': id, 'x-amz-id-2': id2, ...rest } = answer.headers;
    expect(rest).toEqual({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'authorization, x-amz-date',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, x-amz-request-id',
      'access-control-max-age': '300',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
      'content-length': '0',
    });
  });

  it('is allowed by a star, without credentials', async () => {
    const { endpoint } = await startTestBucket({ buckets: { photos: RULES } });
    const headers = { origin: 'null', 'access-control-request-method': 'HEAD' };
    const answer = await send(`${endpoint}/photos`, { method: 'OPTIONS', headers });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each([
    [
      'another origin',
      '/photos/a',
      { ...asks, origin: 'http://app.example.com' },
      403,
      NOT_ALLOWED,
      'PUT',
      'OBJECT',
    ],
    [
      'another method',
      '/photos/a',
      { ...asks, 'access-control-request-method': 'DELETE' },
      403,
      NOT_ALLOWED,
      'DELETE',
      'OBJECT',
    ],
    [
      'another header',
      '/photos?cors',
      { ...asks, 'access-control-request-headers': 'x-other' },
      403,
      NOT_ALLOWED,
      'PUT',
      'BUCKET',
    ],
    [
      'no rules',
      '/plain/a',
      asks,
      403,
      'CORSResponse: CORS is not enabled for this bucket.',
      'PUT',
      'BUCKET',
    ],
    [
      'no rules and no method',
      '/plain/a',
      { origin: PAGE },
      403,
      'CORSResponse: CORS is not enabled for this bucket.',
      'OPTIONS',
      'BUCKET',
    ],
    ['no bucket', '/nothing/a', asks, 403, 'CORSResponse: Bucket not found', 'PUT', 'BUCKET'],
    [
      'no origin',
      '/photos/a',
      { 'access-control-request-method': 'PUT' },
      400,
      'Insufficient information. Origin request header needed.',
      null,
      null,
    ],
    [
      'no origin and no bucket',
      '/nothing/a',
      {},
      400,
      'Insufficient information. Origin request header needed.',
      null,
      null,
    ],
    [
      'no method',
      '/photos/a',
      { origin: PAGE },
      400,
      'Invalid Access-Control-Request-Method: null',
      null,
      null,
    ],
  ])('is refused for %s', async (_, path, headers, status, message, method, resource) => {
    const { endpoint } = await startTestBucket({ buckets: { photos: RULES, plain: [] } });
    const answer = await send(endpoint + path, {
      method: 'OPTIONS',
      headers: headers as Record<string, string>,
    });
    expect([answer.status, answer.code]).toEqual([status, status === 403 ? 'AccessForbidden' : 'BadRequest']);
    expect(element(answer.text, 'Message')).toBe(message);
    expect([element(answer.text, 'Method'), element(answer.text, 'ResourceType')]).toEqual([
      method,
      resource,
    ]);
    expect(Object.keys(answer.headers).filter((name) => /^access-control-|^vary$/.test(name))).toEqual([]);
  });

  it('goes by other rule semantics when it is told', async () => {
    const { endpoint } = await startTestBucket({
      buckets: { photos: RULES },
      ruleSemantics: cephRuleSemantics,
    });
    const headers = { origin: PAGE, 'access-control-request-method': 'HEAD' };
    const shadowed = await send(`${endpoint}/photos/a`, { method: 'OPTIONS', headers });
    expect([shadowed.status, shadowed.code, element(shadowed.text, 'Method')]).toEqual([
      403,
      'AccessDenied',
      null,
    ]);
    const allowed = await send(`${endpoint}/photos/a`, { method: 'OPTIONS', headers: asks });
    expect(allowed.headers['access-control-allow-methods']).toBe('PUT');
  });

  it('is for the bucket that the host names', async () => {
    const bucket = await startTestBucket({ buckets: { photos: RULES } });
    const { port } = new URL(bucket.endpoint);
    for (const host of [`photos.localhost:${port}`, `PHOTOS.s3.localhost:${port}`]) {
      const answer = await send(`${bucket.endpoint}/other/a`, {
        method: 'OPTIONS',
        headers: { ...asks, host },
      });
      expect(answer.status).toBe(200);
    }
    const none = await send(bucket.endpoint, {
      method: 'OPTIONS',
      headers: { ...asks, host: `s3.localhost:${port}` },
    });
    expect(none.status).toBe(403);
  });
});

describe('a request that is no preflight', () => {
  it('carries the same headers but the allowed ones', async () => {
    const bucket = await startTestBucket({ buckets: { photos: RULES } });
    const answer = await bucket.signed('PUT', '/photos/a', { body: 'x', headers: { origin: PAGE } });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, x-amz-request-id',
      'access-control-max-age': '300',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
    expect(answer.headers['access-control-allow-headers']).toBeUndefined();
  });

  it('is judged by the method that was asked for, where the request names one', async () => {
    const bucket = await startTestBucket({ buckets: { photos: RULES } });
    const headers = { origin: PAGE, 'access-control-request-method': 'DELETE' };
    const answer = await bucket.signed('PUT', '/photos/a', { body: 'x', headers });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });

  it('is carried out for an origin that no rule names, without a CORS header and without Vary', async () => {
    const bucket = await startTestBucket({ buckets: { photos: RULES } });
    const put = await bucket.signed('PUT', '/photos/a', {
      body: 'x',
      headers: { origin: 'https://other.example' },
    });
    expect(put.status).toBe(200);
    expect(Object.keys(put.headers).filter((name) => /^access-control-|^vary$/.test(name))).toEqual([]);
    expect((await bucket.signed('GET', '/photos/a')).text).toBe('x');
  });
});
