import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBucket, qingstor, signRequest } from '../../../../src/index.js';
import type { CorsRule } from '../../../../src/model/cors-rule.js';
import { qingstorDialect } from '../../../../src/node/index.js';
import { type ServedDialect, serveDialect } from '../../../support/serve-dialect.js';
import { type Received, send } from '../../support/send.js';

const ORIGIN = 'https://app.example';
const RULES: readonly CorsRule[] = [
  {
    allowedOrigins: [ORIGIN, 'https://*.other.example'],
    allowedMethods: ['*'],
    allowedHeaders: ['authorization', 'x-qs-date'],
    exposeHeaders: ['etag'],
  },
];

let local: ServedDialect;
beforeEach(async () => {
  local = await serveDialect(qingstorDialect, { photos: RULES, bare: [] });
});
afterEach(() => local.stop());

function preflight(bucket: string, origin: string, method: string, names: string): Promise<Received> {
  return send(`${local.endpoint}/${bucket}/a`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': names },
  });
}

async function signed(method: string, key: string, more: object = {}, body?: string): Promise<Received> {
  const bucket = createBucket({
    store: qingstor,
    region: local.region,
    endpoint: local.endpoint,
    bucket: 'photos',
    credentials: () => local.credentials,
  });
  const { url, headers } = await signRequest(bucket, { method, key, ...more });
  return send(url, {
    method,
    headers: { ...headers, origin: ORIGIN },
    ...(body === undefined ? {} : { body }),
  });
}

describe('a preflight of QingStor', () => {
  it('is answered by the first rule that matches, with a life of 5 seconds where it names none', async () => {
    const { status, headers } = await preflight('photos', 'https://a.other.example', 'PUT', 'X-QS-Date');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://a.other.example',
      'access-control-allow-headers': 'X-QS-Date',
      'access-control-expose-headers': 'etag',
      'access-control-max-age': '5',
    });
  });

  it('is refused without a word: no CORS header, no body', async () => {
    const refused = [
      await preflight('photos', 'https://third.example', 'PUT', ''),
      await preflight('photos', ORIGIN, 'PUT', 'x-other'),
      await preflight('bare', ORIGIN, 'PUT', ''),
    ];
    for (const { status, headers, text } of refused) {
      expect([status, headers['access-control-allow-origin'], text]).toEqual([200, undefined, '']);
      expect(headers['x-qs-request-id']).toMatch(/^[0-9a-f]{16}$/);
    }
  });
});

describe('the CORS configuration of QingStor', () => {
  it('has one origin a rule, and says Vary where it wants it', async () => {
    const { text } = await signed('GET', '', { query: { cors: '' } });
    const { cors_rules: rules, resp_vary: vary } = JSON.parse(text);
    expect(rules.map((rule: { allowed_origin: string }) => rule.allowed_origin)).toEqual([
      ORIGIN,
      'https://*.other.example',
    ]);
    expect(vary).toBe('disabled');
    const document = JSON.stringify({
      cors_rules: [{ allowed_origin: ORIGIN, allowed_methods: '*', max_age_seconds: 0 }],
      resp_vary: 'Enable',
    });
    expect((await signed('PUT', '', { query: { cors: '' } }, document)).status).toBe(200);
    const { headers } = await preflight('photos', ORIGIN, 'DELETE', '');
    expect([headers.vary, headers['access-control-max-age']]).toEqual(['Origin', '0']);
  });

  it.each([
    ['{', 'invalid_json'],
    [
      '{"cors_rules":[{"allowed_origin":"*","allowed_methods":["GET"],"expose_headers":["a\\nb"]}]}',
      'invalid_argument',
    ],
    ['[]', 'invalid_json'],
    ['{}', 'invalid_argument'],
    ['{"cors_rules":[]}', 'invalid_argument'],
    ['{"cors_rules":[null]}', 'invalid_argument'],
    ['{"cors_rules":[{"allowed_origin":"*"}]}', 'invalid_argument'],
    ['{"cors_rules":[{"allowed_origin":["*"],"allowed_methods":["GET"]}]}', 'invalid_argument'],
    ['{"cors_rules":[{"allowed_origin":"https://*.*","allowed_methods":["GET"]}]}', 'invalid_argument'],
    ['{"cors_rules":[{"allowed_origin":"","allowed_methods":["GET"]}]}', 'invalid_argument'],
    ['{"cors_rules":[{"allowed_origin":"*","allowed_methods":["OPTIONS"]}]}', 'invalid_argument'],
    [
      '{"cors_rules":[{"allowed_origin":"*","allowed_methods":["GET"],"max_age_seconds":"9"}]}',
      'invalid_argument',
    ],
    [
      '{"cors_rules":[{"allowed_origin":"*","allowed_methods":["GET"]}],"resp_vary":"on"}',
      'invalid_argument',
    ],
  ])('is not taken when it is %s', async (document, code) => {
    const { status, text } = await signed('PUT', '', { query: { cors: '' } }, document);
    expect([status, JSON.parse(text).code]).toEqual([400, code]);
    expect((await preflight('photos', ORIGIN, 'PUT', '')).headers['access-control-allow-origin']).toBe(
      ORIGIN,
    );
  });
});

describe('an error of QingStor', () => {
  it('is JSON with CORS headers', async () => {
    const { status, headers, text } = await signed('GET', 'missing');
    expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
      404,
      'application/json',
      ORIGIN,
    ]);
    expect(JSON.parse(text)).toEqual({
      code: 'object_not_exists',
      message: expect.any(String),
      request_id: headers['x-qs-request-id'],
      url: expect.stringMatching(/^http/),
    });
  });

  it.each([
    ['no signature', {}, [403, 'permission_denied']],
    ['another scheme', { authorization: 'AWS a:b' }, [400, 'invalid_request']],
    ['no date', { authorization: 'QS a:b' }, [400, 'invalid_request']],
    [
      'an old date',
      { authorization: 'QS a:b', 'x-qs-date': 'Wed, 10 Dec 2014 17:20:31 GMT' },
      [403, 'request_expired'],
    ],
  ])('tells %s', async (_title, headers, expected) => {
    const { status, text } = await send(`${local.endpoint}/photos/a`, { headers });
    expect([status, JSON.parse(text).code]).toEqual(expected);
  });

  it('refuses a presigned URL that is over or not whole', async () => {
    const codeOf = async (query: string): Promise<string> =>
      JSON.parse((await send(`${local.endpoint}/photos/a?${query}`)).text).code;
    expect(await codeOf('access_key_id=a&expires=1&signature=b')).toBe('request_expired');
    expect(await codeOf('access_key_id=a&signature=b')).toBe('invalid_request');
    expect(await codeOf('access_key_id=a&expires=9999999999&signature=b')).toBe('invalid_access_key_id');
  });
});

it.each([
  ['GET', '', { query: { acl: '' } }],
  ['PUT', '', { query: { lifecycle: '' } }],
  ['POST', '', { query: { delete: '' } }],
  ['GET', '', { query: { uploads: '' } }],
  ['GET', '', { query: { stats: '' } }],
  ['POST', 'a', { query: { append: '', position: '0' } }],
  ['GET', 'a', { query: { image: '' } }],
  ['PUT', 'a', { headers: { 'x-qs-move-source': '/photos/b' } }],
  ['PUT', 'a', { headers: { 'x-qs-storage-class': 'STANDARD_IA' } }],
  ['PUT', 'a', { headers: { 'if-none-match': '*' } }],
])('answers not_implemented to what is not built: %s %s %j', async (method, key, more) => {
  const { status, text } = await signed(method, key, more, method === 'GET' ? undefined : '');
  expect([status, JSON.parse(text).code]).toEqual([501, 'not_implemented']);
});
