import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  cephDialect,
  cosDialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
} from '../../../../src/node/index.js';
import { ALL_FAULTS } from '../../../../src/node/local-bucket/faults/all-faults.js';
import type { FaultRequest } from '../../../../src/node/local-bucket/faults/fault-request.js';
import { START, startTestBucket, type TestBucket } from '../../support/local-bucket.js';
import { type RawAnswer, rawExchange } from '../../support/raw-exchange.js';

const PAGE = 'https://app.example';
const RULES = [
  {
    allowedOrigins: [PAGE],
    allowedMethods: ['PUT', 'GET'],
    allowedHeaders: ['*'],
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 300,
  },
];
const ASKS = {
  origin: PAGE,
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'authorization,x-amz-date',
};
const RIGHT_HEADERS = 'authorization, x-amz-date';
const ORIGIN = { origin: PAGE };

async function startWith(fault: FaultRequest): Promise<TestBucket> {
  const bucket = await startTestBucket({ buckets: { photos: RULES } });
  await bucket.signed('PUT', '/photos/a.txt', { body: 'hello' });
  bucket.faults.set([fault]);
  return bucket;
}

function preflight({ endpoint }: TestBucket, target = '/photos/a.txt'): Promise<RawAnswer> {
  return rawExchange(endpoint, 'OPTIONS', target, ASKS);
}

/** A request of the page, signed in its URL. */
async function request(bucket: TestBucket, method = 'GET', key = 'a.txt'): Promise<RawAnswer> {
  const { url } = await presigned(bucket, method, key);
  return rawExchange(bucket.endpoint, method, url, ORIGIN, method === 'PUT' ? 'bytes' : '');
}

async function presigned(
  { endpoint, rootCredentials: credentials }: TestBucket,
  method: string,
  key: string,
) {
  const { signAwsV4 } = await import('../../support/sign-aws-v4.js');
  const signed = signAwsV4({
    method,
    url: `${endpoint}/photos/${key}`,
    credentials,
    now: START,
    expires: 600,
  });
  return { url: signed.url.slice(endpoint.length) };
}

const isWithoutCors = (answer: RawAnswer): boolean => !/^access-control-/im.test(answer.text);
const cors = (answer: RawAnswer): (string[] | string)[] => [
  answer.status,
  answer.header('access-control-allow-origin'),
  answer.header('access-control-allow-methods'),
  answer.header('access-control-allow-headers'),
];
const OK = 'HTTP/1.1 200 OK';

/** By code: starts with the fault and looks at the raw answer. The type does not know the codes, so a test does. */
const SHOWN: Readonly<Record<string, (code: string) => Promise<void>>> = {
  'net.unreachable': async (code) => {
    expect(await preflight(await startWith({ code }))).toMatchObject({ text: '', end: 'end' });
  },
  'net.reset-upload': async (code) => {
    const bucket = await startWith({ code, afterBytes: 1000 });
    const { url } = await presigned(bucket, 'PUT', 'big');
    const answer = await rawExchange(bucket.endpoint, 'PUT', url, ORIGIN, Buffer.alloc(100_000));
    expect(answer).toMatchObject({ text: '', end: 'reset' });
    bucket.faults.set([]);
    expect((await bucket.signed('HEAD', '/photos/big')).status).toBe(404);
    bucket.faults.set([{ code, afterBytes: 1000 }]);
    expect((await request(bucket, 'PUT')).status).toBe(OK);
  },
  'net.captive': async (code) => {
    const { text } = await request(await startWith({ code }));
    expect(text).toMatch(/^<html>.*Sign in/);
  },
  'pre.timeout': hangs('OPTIONS', ASKS),
  'act.timeout': hangs('GET', ORIGIN),
  'pre.reset': async (code) => {
    const bucket = await startWith({ code });
    expect(await preflight(bucket)).toMatchObject({ text: '', end: 'reset' });
    expect((await request(bucket)).status).toBe(OK);
  },
  'server.latency': async (code) => {
    const bucket = await startWith({ code, delayMs: 1 });
    expect((await preflight(bucket)).status).toBe(OK);
  },
  'pre.no-config': async (code) => {
    const answer = await preflight(await startWith({ code }));
    expect(answer.status).toContain(' 403 ');
    expect(answer.text).toContain('CORS is not enabled for this bucket');
  },
  'pre.origin': refusesByRules,
  'pre.method': refusesByRules,
  'pre.header': refusesByRules,
  'pre.cross-rule': refusesByRules,
  'pre.shadowed': refusesByRules,
  'pre.propagation': async (code) => {
    const bucket = await startWith({ code, delaySeconds: 10 });
    const rule =
      '<CORSRule><AllowedOrigin>https://b.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>';
    const document = `<CORSConfiguration>${rule}</CORSConfiguration>`;
    expect((await bucket.putCors(document)).status).toBe(200);
    expect((await preflight(bucket)).status).toBe(OK);
    bucket.clock.now = new Date(START.getTime() + 9999);
    expect((await preflight(bucket)).status).toBe(OK);
    bucket.clock.now = new Date(START.getTime() + 10_000);
    expect((await preflight(bucket)).status).toContain(' 403 ');
  },
  'pre.bucket': async (code) => {
    const bucket = await startWith({ code, region: 'eu-west-3' });
    for (const answer of [await preflight(bucket), await request(bucket)]) {
      expect(answer.status).toBe('HTTP/1.1 301 Moved Permanently');
      expect(answer.header('x-amz-bucket-region')).toEqual(['eu-west-3']);
      expect(answer.text).toContain('<Endpoint>photos.s3.eu-west-3.amazonaws.com</Endpoint>');
      expect(isWithoutCors(answer)).toBe(true);
    }
  },
  'pre.auth': async (code) => {
    const answer = await preflight(await startWith({ code }));
    expect([answer.status, answer.header('www-authenticate').length]).toEqual([
      'HTTP/1.1 401 Unauthorized',
      1,
    ]);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'pre.auth-query': async (code) => {
    const bucket = await startWith({ code });
    expect((await preflight(bucket)).status).toBe(OK);
    const answer = await preflight(bucket, (await presigned(bucket, 'PUT', 'a.txt')).url);
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 403 Forbidden', true]);
    expect(answer.text).toContain('<Code>AccessDenied</Code>');
  },
  'pre.status': async (code) => {
    const answer = await preflight(await startWith({ code }));
    expect(cors(answer)).toEqual(['HTTP/1.1 405 Method Not Allowed', [PAGE], ['PUT'], [RIGHT_HEADERS]]);
  },
  'pre.redirect': async (code) => {
    const location = 'http://127.0.0.1:1/there';
    const answer = await preflight(await startWith({ code, status: 301, location }));
    expect([answer.status, answer.header('location')]).toEqual([
      'HTTP/1.1 301 Moved Permanently',
      [location],
    ]);
  },
  'pre.no-acao': async (code) => {
    const answer = await preflight(await startWith({ code }));
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 204 No Content', true]);
  },
  'pre.waf': async (code) => {
    const bucket = await startWith({ code });
    const answer = await preflight(bucket);
    expect([answer.status, answer.header('server')]).toEqual(['HTTP/1.1 403 Forbidden', ['cdn']]);
    expect([isWithoutCors(answer), answer.header('x-amz-request-id')]).toEqual([true, []]);
    expect((await request(bucket)).status).toBe(OK);
  },
  'pre.acao-mismatch': allowsBut({ origin: ['https://other.example'] }),
  'pre.acao-multiple': allowsBut({ origin: [PAGE, '*'] }),
  'pre.acao-invalid': allowsBut({ origin: ['app.example, https://b.example'] }),
  'pre.cred-wildcard': allowsBut({ origin: ['*'], credentials: ['true'] }),
  'pre.cred-missing': allowsBut({ credentials: ['True'] }),
  'pre.acam-syntax': allowsBut({ methods: ['GET; PUT'] }),
  'pre.acah-syntax': allowsBut({ headers: ['"authorization x-amz-date"; x'] }),
  'pre.acah-prefix': allowsBut({ headers: ['x-amz-*, x-oss-*, x-cos-*, x-qs-*'] }),
  'pre.method-case': allowsBut({ methods: ['put'] }),
  'pre.authz-star': allowsBut({ headers: ['*'] }),
  'cache.max-age': allowsBut({ maxAge: ['1000000'] }),
  'act.error-without-cors': async (code) => {
    const bucket = await startWith({ code });
    expect((await preflight(bucket)).status).toBe(OK);
    const answer = await request(bucket);
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 403 Forbidden', true]);
    expect(answer.text).toContain('<Code>AccessDenied</Code>');
    expect(answer.header('x-amz-request-id')).toHaveLength(1);
  },
  'act.readable-error': async (code) => {
    const answer = await request(await startWith({ code, retryAfterSeconds: 7 }));
    expect([answer.status, answer.header('retry-after')]).toEqual([
      'HTTP/1.1 503 Service Unavailable',
      ['7'],
    ]);
    expect(answer.header('access-control-allow-origin')).toEqual([PAGE]);
    const other = await request(await startWith({ code, status: 500, errorCode: 'InternalError' }));
    expect(other.status).toBe('HTTP/1.1 500 Internal Server Error');
    expect(other.text).toContain('<Code>InternalError</Code>');
  },
  'act.cdn-error': async (code) => {
    const answer = await request(await startWith({ code, status: 413 }), 'PUT');
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 413 Payload Too Large', true]);
    expect([answer.header('server'), answer.header('x-amz-request-id')]).toEqual([['cdn'], []]);
  },
  'act.no-acao': async (code) => {
    const bucket = await startWith({ code });
    const read = await request(bucket);
    expect([read.status, isWithoutCors(read)]).toEqual([OK, true]);
    expect((await request(bucket, 'PUT', 'new')).header('access-control-allow-origin')).toEqual([PAGE]);
  },
  'act.executed': async (code) => {
    const bucket = await startWith({ code });
    const answer = await request(bucket, 'PUT', 'new');
    expect([answer.status, isWithoutCors(answer)]).toEqual([OK, true]);
    expect((await bucket.signed('GET', '/photos/new')).text).toBe('bytes');
  },
  'act.acao-mismatch': async (code) => {
    const answer = await request(await startWith({ code }));
    expect(answer.header('access-control-allow-origin')).toEqual(['https://other.example']);
  },
  'act.redirect': async (code) => {
    const answer = await request(await startWith({ code }), 'PUT');
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 307 Temporary Redirect', true]);
    expect(answer.header('location')).toEqual(['http://127.0.0.1:9/elsewhere']);
  },
  'act.stale-preflight': async (code) => {
    const bucket = await startWith({ code });
    const first = await preflight(bucket);
    expect([first.status, first.header('access-control-max-age')]).toEqual([OK, ['600']]);
    expect((await preflight(bucket)).text).toContain('CORS is not enabled for this bucket');
    const answer = await request(bucket);
    expect([answer.status, isWithoutCors(answer)]).toEqual([OK, true]);
  },
  'act.expose': async (code) => {
    const answer = await request(await startWith({ code }));
    expect(answer.header('access-control-expose-headers')).toEqual([]);
    expect([answer.header('access-control-allow-origin'), answer.header('etag').length]).toEqual([[PAGE], 1]);
  },
  'env.coep': async (code) => {
    expect((await request(await startWith({ code }))).header('cross-origin-resource-policy')).toEqual([
      'same-origin',
    ]);
  },
  'server.clock': async (code) => {
    const bucket = await startWith({ code, offsetSeconds: -3600 });
    const answer = await bucket.signed('GET', '/photos/a.txt');
    expect([answer.status, answer.code]).toEqual([403, 'RequestTimeTooSkewed']);
    expect(answer.text).toContain('<ServerTime>2026-05-24T09:00:00Z</ServerTime>');
    expect(answer.headers.date).toBe('Sun, 24 May 2026 09:00:00 GMT');
  },
  'cache.http-poison': async (code) => {
    const bucket = await startWith({ code });
    const { url } = await presigned(bucket, 'GET', 'a.txt');
    const answer = await rawExchange(bucket.endpoint, 'GET', url);
    expect([answer.header('cache-control'), answer.header('vary')]).toEqual([['max-age=600'], []]);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'cache.cdn-poison': async (code) => {
    const bucket = await startWith({ code });
    const { url } = await presigned(bucket, 'GET', 'a.txt');
    const first = await rawExchange(bucket.endpoint, 'GET', url);
    expect([first.header('x-cache'), isWithoutCors(first)]).toEqual([['MISS'], true]);
    const second = await rawExchange(bucket.endpoint, 'GET', url, ORIGIN);
    expect([second.header('x-cache'), isWithoutCors(second)]).toEqual([['HIT'], true]);
    expect(second.text).toMatch(/hello$/);
    // A URL that nobody has asked for yet is kept with what its first reader gets.
    await request(bucket, 'PUT', 'b.txt');
    const other = await request(bucket, 'GET', 'b.txt');
    expect([other.header('x-cache'), other.header('access-control-allow-origin')]).toEqual([
      ['MISS'],
      [PAGE],
    ]);
  },
  'cache.cdn-strips': async (code) => {
    const answer = await request(await startWith({ code }));
    expect([answer.header('x-cache'), isWithoutCors(answer), answer.header('vary')]).toEqual([
      ['HIT'],
      true,
      [],
    ]);
  },
};

function hangs(method: string, headers: Record<string, string>): (code: string) => Promise<void> {
  return async (code) => {
    const { endpoint, faults, ...bucket } = await startWith({ code });
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    const lines = Object.entries({ host: 'x', ...headers }).map((line) => line.join(': '));
    socket.write(`${method} /photos/a.txt HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    // The other kind of exchange is answered meanwhile, on another connection.
    const other = method === 'OPTIONS' ? 'HEAD' : 'OPTIONS';
    const answer = await rawExchange(endpoint, other, '/photos/a.txt', ASKS);
    expect(answer.status).not.toBe('');
    const closed = once(socket, 'close');
    await bucket.stop();
    await closed;
    expect(received).toBe('');
  };
}

async function refusesByRules(code: string): Promise<void> {
  const bucket = await startWith({ code });
  const answer = await preflight(bucket);
  expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 403 Forbidden', true]);
  expect(answer.text).toMatch(/<Code>Access(Forbidden|Denied)<\/Code>/);
  // What the code names is the only cause: without it the store lets it pass.
  const without = { ...ASKS, 'access-control-request-headers': '' };
  const bare = await rawExchange(bucket.endpoint, 'OPTIONS', '/photos/a.txt', without);
  expect(bare.status.includes(' 200 ')).toBe(code === 'pre.header');
  bucket.faults.set([]);
  expect((await preflight(bucket)).status).toBe(OK);
}

/** All headers of the preflight are right but for these. */
function allowsBut(wrong: {
  origin?: string[];
  methods?: string[];
  headers?: string[];
  credentials?: string[];
  maxAge?: string[];
}): (code: string) => Promise<void> {
  return async (code) => {
    const answer = await preflight(await startWith({ code }));
    expect(cors(answer)).toEqual([
      OK,
      wrong.origin ?? [PAGE],
      wrong.methods ?? ['PUT'],
      wrong.headers ?? [RIGHT_HEADERS],
    ]);
    expect(answer.header('access-control-allow-credentials')).toEqual(wrong.credentials ?? []);
    expect(answer.header('access-control-max-age')).toEqual(wrong.maxAge ?? []);
  };
}

describe.each([
  [s3Dialect, 'AccessDenied', 'SlowDown'],
  [cephDialect, 'AccessDenied', 'SlowDown'],
  [ossDialect, 'AccessDenied', 'SlowDown'],
  [cosDialect, 'AccessDenied', 'SlowDown'],
  [qingstorDialect, 'permission_denied', 'service_unavailable'],
] as const)('an error of a fault on $name', (dialect, denied, unavailable) => {
  it('is one of the store, unless another is asked for', async () => {
    const { endpoint, faults } = await startTestBucket({ dialect });
    const said = async (fault: FaultRequest, method = 'GET'): Promise<string> => {
      faults.set([fault]);
      return (await rawExchange(endpoint, method, '/photos/a?Signature=a', ASKS)).text;
    };
    for (const code of ['act.error-without-cors', 'act.readable-error', 'pre.auth-query']) {
      const method = code.startsWith('pre.') ? 'OPTIONS' : 'GET';
      const own = code === 'act.readable-error' ? unavailable : denied;
      expect(await said({ code }, method)).toMatch(new RegExp(`(<Code>|"code":")${own}[<"]`));
      expect(await said({ code, errorCode: 'Other' }, method)).toMatch(/(<Code>|"code":")Other[<"]/);
    }
  });
});

describe('the cache of cache.cdn-poison', () => {
  it('keeps what two buckets have under one path apart, and no part of an object', async () => {
    const bucket = await startTestBucket({ buckets: { aaa: [], bbb: [] } });
    const { port } = new URL(bucket.endpoint);
    const read = (name: string, headers: Record<string, string> = {}) =>
      bucket.signed('GET', `http://${name}.localhost:${port}/k`, { headers });
    for (const name of ['aaa', 'bbb']) {
      await bucket.signed('PUT', `http://${name}.localhost:${port}/k`, { body: name });
    }
    bucket.faults.set([{ code: 'cache.cdn-poison' }]);
    expect([(await read('aaa')).text, (await read('bbb')).text]).toEqual(['aaa', 'bbb']);
    const part = await read('aaa', { range: 'bytes=0-0' });
    expect([part.status, part.text]).toEqual([206, 'a']);
  });
});

describe('every fault by its code', () => {
  it('is shown here', () => {
    expect(Object.keys(SHOWN).sort()).toEqual(ALL_FAULTS.map(({ code }) => code).sort());
  });

  it.each(ALL_FAULTS.map(({ code, title }) => [code, title]))('%s: %s', async (code) => {
    await SHOWN[code]?.(code);
  });
});
