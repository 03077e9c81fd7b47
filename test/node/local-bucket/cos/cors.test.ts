import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cos, createBucket, signRequest } from '../../../../src/index.js';
import type { CorsRule } from '../../../../src/model/cors-rule.js';
import { cosDialect } from '../../../../src/node/index.js';
import { type ServedDialect, serveDialect } from '../../../support/serve-dialect.js';
import { element, type Received, send } from '../../support/send.js';

const ORIGIN = 'https://app.example';
const RULES: readonly CorsRule[] = [
  { allowedOrigins: [ORIGIN], allowedMethods: ['PUT', 'GET'], allowedHeaders: ['X-Cos-A', 'authorization'] },
  {
    allowedOrigins: ['*'],
    allowedMethods: ['GET'],
    allowedHeaders: ['*'],
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 9,
  },
];

let local: ServedDialect;
beforeEach(async () => {
  local = await serveDialect(cosDialect, { photos: RULES, bare: [] });
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
    store: cos,
    region: local.region,
    endpoint: local.endpoint,
    bucket: 'photos',
    addressing: 'path',
    credentials: () => local.temporary(),
  });
  const { url, headers } = await signRequest(bucket, { method, key, ...more });
  const { host } = new URL(url);
  return send(url, {
    method,
    headers: { ...headers, host, origin: ORIGIN },
    ...(body === undefined ? {} : { body }),
  });
}

describe('a preflight of COS', () => {
  it('is answered with all names of the rule in lower case, and credentials where the origin is named', async () => {
    const { status, headers } = await preflight('photos', ORIGIN, 'PUT', 'authorization');
    expect([status, headers['content-length']]).toEqual([200, '0']);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'PUT,GET',
      'access-control-allow-headers': 'x-cos-a,authorization',
    });
    expect(headers.vary).toBeUndefined();
  });

  it('is answered with a star and the names that were asked for by a rule of stars', async () => {
    const { headers } = await preflight('photos', 'https://other.example', 'GET', 'x-b');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'x-b',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '9',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('is refused in the words of COS, with rules and without', async () => {
    for (const bucket of ['photos', 'bare']) {
      const { status, headers, text } = await preflight(bucket, 'https://other.example', 'PUT', '');
      expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
      const { host } = new URL(local.endpoint);
      expect(text).toMatch(
        new RegExp(
          `^<\\?xml version='1.0' encoding='utf-8' \\?>\\n<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource&apos;s CORS spec</Message><Resource>${host}/${bucket}/a</Resource><RequestId>[\\w=]+</RequestId><TraceId>[\\w=]+</TraceId></Error>$`,
        ),
      );
      expect(headers['x-cos-request-id']).toBe(element(text, 'RequestId'));
      expect(headers['x-cos-trace-id']).toBe(element(text, 'TraceId'));
    }
    const { status, code } = await preflight('missing', ORIGIN, 'GET', '');
    expect([status, code]).toEqual([404, 'NoSuchBucket']);
  });
});

describe('an answer of COS across origins', () => {
  it('has CORS headers, on errors of the signature too', async () => {
    const put = await signed('PUT', 'a', {}, 'x');
    expect([put.status, put.headers['access-control-allow-origin']]).toEqual([200, ORIGIN]);
    const refused = await send(`${local.endpoint}/photos/a`, { headers: { origin: ORIGIN } });
    expect([refused.status, refused.code, refused.headers['access-control-allow-origin']]).toEqual([
      403,
      'AccessDenied',
      ORIGIN,
    ]);
    local.clock.now = () => new Date(Date.now() + 3_600_000);
    const headers = { origin: ORIGIN, authorization: authorizationOfToday() };
    const late = await send(`${local.endpoint}/photos/a`, { headers });
    expect([late.code, element(late.text, 'Message')]).toEqual(['AccessDenied', 'Request has expired']);
    expect(element(late.text, 'ServerTime')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('says Vary where the configuration wants it', async () => {
    const document =
      '<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>' +
      '<AllowedMethod>PUT</AllowedMethod></CORSRule><ResponseVary>true</ResponseVary></CORSConfiguration>';
    expect((await signed('PUT', '', { query: { cors: '' } }, document)).status).toBe(200);
    expect((await preflight('photos', ORIGIN, 'GET', '')).headers.vary).toBe('Origin');
    const { text } = await signed('GET', '', { query: { cors: '' } });
    expect(text).toMatch(/<\/CORSRule>\s*<ResponseVary>true<\/ResponseVary>\s*<\/CORSConfiguration>/);
    expect(text).not.toContain('xmlns');
  });

  it.each([
    ['<CORSConfiguration/>', 'MalformedXML'],
    [
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><ExposeHeader>x-中</ExposeHeader></CORSRule></CORSConfiguration>',
      'InvalidArgument',
    ],
    [
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>',
      'MalformedXML',
    ],
    [rule('<AllowedMethod>OPTIONS</AllowedMethod>'), 'InvalidArgument'],
    [rule('<AllowedMethod>GET</AllowedMethod><ExposeHeader>*</ExposeHeader>'), 'InvalidArgument'],
    [rule('<AllowedMethod>GET</AllowedMethod><AllowedOrigin>https://*.*</AllowedOrigin>'), 'InvalidArgument'],
    [rule('<AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>x</MaxAgeSeconds>'), 'MalformedXML'],
    [
      rule('<AllowedMethod>GET</AllowedMethod>').replace(/(<CORSRule>.*<\/CORSRule>)/, (one) =>
        one.repeat(101),
      ),
      'InvalidArgument',
    ],
    [`<CORSConfiguration>${' '.repeat(65_536)}</CORSConfiguration>`, 'XMLSizeLimit'],
    ['{}', 'MalformedXML'],
  ])('refuses a configuration that COS does not take: %.90s', async (document, code) => {
    expect((await signed('PUT', '', { query: { cors: '' } }, document)).code).toBe(code);
    expect((await preflight('photos', ORIGIN, 'PUT', '')).status).toBe(200);
  });
});

it.each([
  ['GET', '', { query: { acl: '' } }],
  ['PUT', '', { query: { lifecycle: '' } }],
  ['POST', '', { query: { delete: '' } }],
  ['GET', '', { query: { uploads: '', delimiter: '/' } }],
  ['GET', '', { query: { versions: '' } }],
  ['PUT', 'a', { query: { acl: '' } }],
  ['POST', 'a', { query: { append: '', position: '0' } }],
  ['GET', 'a', { query: { 'ci-process': 'x' } }],
  ['PUT', 'a', { headers: { 'x-cos-copy-source': 'b' } }],
  ['PUT', 'a', { headers: { 'x-cos-acl': 'public-read' } }],
  ['PUT', 'a', { headers: { 'pic-operations': '{}' } }],
  ['PUT', 'a', { headers: { 'if-match': 'x' } }],
])('answers NotImplemented to what is not built: %s %s %j', async (method, key, more) => {
  const { status, code } = await signed(method, key, more, method === 'GET' ? undefined : '');
  expect([status, code]).toEqual([501, 'NotImplemented']);
});

it('does not replace an object that must not be', async () => {
  const headers = { 'x-cos-forbid-overwrite': 'true' };
  expect((await signed('PUT', 'a', { headers }, 'x')).status).toBe(200);
  expect(await signed('PUT', 'a', { headers }, 'y')).toMatchObject({ status: 409, code: 'PathConflict' });
  expect((await signed('GET', 'a')).text).toBe('x');
});

function rule(elements: string): string {
  return `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>${elements}</CORSRule></CORSConfiguration>`;
}

/** A signature for a window of 15 minutes: when that is over, nothing else of it is looked at. */
function authorizationOfToday(): string {
  const start = Math.floor(Date.now() / 1000) - 1;
  const time = `${start};${start + 900}`;
  return `q-sign-algorithm=sha1&q-ak=a&q-sign-time=${time}&q-key-time=${time}&q-header-list=&q-url-param-list=&q-signature=a`;
}
