import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  aws,
  type Bucket,
  ceph,
  cos,
  createBucket,
  oss,
  presignUrl,
  putBucketCors,
  qingstor,
  type Store,
  signRequest,
} from '../../../../src/index.js';
import {
  cephDialect,
  cosDialect,
  type Dialect,
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

/** What each dialect says of itself in what it answers under a fault. */
interface Words {
  readonly dialect: Dialect;
  /** Of a preflight that its rules refuse; QingStor's page tells of no status. */
  readonly refused: RegExp;
  readonly noRules: RegExp;
  /** Rules are then read as Ceph reads them, refusal and all. */
  readonly shadowed: RegExp;
  readonly denied: string;
  readonly unavailable: string;
  readonly otherRegion: RegExp;
  readonly tooEarly: RegExp;
  readonly id: string;
}

const S3: Words = {
  dialect: s3Dialect,
  refused: / 403 [\s\S]*<Code>AccessForbidden</,
  noRules: / 403 [\s\S]*CORS is not enabled for this bucket/,
  shadowed: / 403 [\s\S]*<Code>AccessDenied</,
  denied: 'AccessDenied',
  unavailable: 'SlowDown',
  otherRegion:
    / 301 [\s\S]*x-amz-bucket-region: eu-west-3\r\n[\s\S]*<Endpoint>photos\.s3\.eu-west-3\.amazonaws\.com</,
  tooEarly: / 403 [\s\S]*<Code>RequestTimeTooSkewed<[\s\S]*<ServerTime>2026-05-24T09:00:00/,
  id: 'x-amz-request-id',
};
const DIALECTS: readonly Words[] = [
  S3,
  { ...S3, dialect: cephDialect, refused: / 403 [\s\S]*<Code>AccessDenied</, noRules: / 403 / },
  {
    ...S3,
    dialect: ossDialect,
    otherRegion: / 403 [\s\S]*<Endpoint>oss-eu-west-3\.aliyuncs\.com</,
    id: 'x-oss-request-id',
  },
  {
    ...S3,
    dialect: cosDialect,
    noRules: / 403 [\s\S]*<Code>AccessForbidden</,
    otherRegion: / 404 [\s\S]*<Code>NoSuchBucket</,
    id: 'x-cos-request-id',
  },
  {
    dialect: qingstorDialect,
    refused: / 200 /,
    noRules: / 200 /,
    shadowed: / 403 /,
    denied: 'permission_denied',
    unavailable: 'service_unavailable',
    otherRegion: / 404 [\s\S]*"code":"bucket_not_exists"/,
    tooEarly: / 403 [\s\S]*"code":"request_expired"/,
    id: 'x-qs-request-id',
  },
];

/** A local bucket under a fault, the object `a.txt` in its bucket. */
interface Faulty extends TestBucket {
  readonly words: Words;
  readonly photos: Bucket;
}

async function startWith(fault: FaultRequest, words: Words): Promise<Faulty> {
  const bucket = await startTestBucket({ dialect: words.dialect, buckets: { photos: RULES } });
  const photos = createBucket({
    store: STORES[words.dialect.name] as Store,
    region: bucket.region,
    bucket: 'photos',
    endpoint: bucket.endpoint,
    addressing: 'path',
    credentials: bucket.rootCredentials,
    now: () => bucket.clock.now,
  });
  const faulty = { ...bucket, words, photos };
  expect((await request(faulty, 'PUT', 'a.txt', 'hello')).status).toMatch(OK);
  bucket.faults.set([fault]);
  return faulty;
}

const STORES: Readonly<Record<string, Store>> = { s3: aws, ceph, oss, cos, qingstor };

function preflight({ endpoint }: TestBucket, target = '/photos/a.txt'): Promise<RawAnswer> {
  return rawExchange(endpoint, 'OPTIONS', target, ASKS);
}

/** A request of the page, signed in its URL. */
async function request(bucket: Faulty, method = 'GET', key = 'a.txt', body = 'bytes'): Promise<RawAnswer> {
  const target = await presigned(bucket, method, key);
  return rawExchange(bucket.endpoint, method, target, ORIGIN, method === 'PUT' ? body : '');
}

async function presigned({ photos, endpoint }: Faulty, method: string, key: string): Promise<string> {
  const { url } = await presignUrl(photos, { method, key }, { expiresInSeconds: 600 });
  return url.slice(endpoint.length);
}

const isAllowed = (answer: RawAnswer): boolean =>
  answer.status === OWN_OK && answer.header('access-control-allow-origin').join() === PAGE;
const saying = (code: string): RegExp => new RegExp(`(<Code>|"code":")${code}[<"]`);
const isWithoutCors = (answer: RawAnswer): boolean => !/^access-control-/im.test(answer.text);
const cors = (answer: RawAnswer): (string[] | string)[] => [
  answer.status,
  answer.header('access-control-allow-origin'),
  answer.header('access-control-allow-methods'),
  answer.header('access-control-allow-headers'),
];
const OK = /^HTTP\/1\.1 20[01] /;
/** Of an answer that a fault gives itself. */
const OWN_OK = 'HTTP/1.1 200 OK';

/** By code: starts with the fault and looks at the raw answer. The type does not know the codes, so a test does. */
const SHOWN: Readonly<Record<string, (code: string, words: Words) => Promise<void>>> = {
  'net.unreachable': async (code, words) => {
    expect(await preflight(await startWith({ code }, words))).toMatchObject({ text: '', end: 'end' });
  },
  'net.reset-upload': async (code, words) => {
    const bucket = await startWith({ code, afterBytes: 1000 }, words);
    const url = await presigned(bucket, 'PUT', 'big');
    const answer = await rawExchange(bucket.endpoint, 'PUT', url, ORIGIN, Buffer.alloc(100_000));
    expect(answer).toMatchObject({ text: '', end: 'reset' });
    bucket.faults.set([]);
    expect((await request(bucket, 'HEAD', 'big')).status).toMatch(/ 404 /);
    bucket.faults.set([{ code, afterBytes: 1000 }]);
    expect((await request(bucket, 'PUT')).status).toMatch(OK);
  },
  'net.captive': async (code, words) => {
    const { text } = await request(await startWith({ code }, words));
    expect(text).toMatch(/^<html>.*Sign in/);
  },
  'pre.timeout': hangs('OPTIONS', ASKS),
  'act.timeout': hangs('GET', ORIGIN),
  'pre.reset': async (code, words) => {
    const bucket = await startWith({ code }, words);
    expect(await preflight(bucket)).toMatchObject({ text: '', end: 'reset' });
    expect((await request(bucket)).status).toMatch(OK);
  },
  'server.latency': async (code, words) => {
    const bucket = await startWith({ code, delayMs: 1 }, words);
    expect((await preflight(bucket)).status).toMatch(OK);
  },
  'pre.no-config': async (code, words) => {
    const answer = await preflight(await startWith({ code }, words));
    expect(answer.text).toMatch(words.noRules);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'pre.origin': refusesByRules,
  'pre.method': refusesByRules,
  'pre.header': refusesByRules,
  'pre.cross-rule': refusesByRules,
  'pre.shadowed': refusesByRules,
  'pre.propagation': async (code, words) => {
    const bucket = await startWith({ code, delaySeconds: 10 }, words);
    await putBucketCors(bucket.photos, [{ allowedOrigins: ['https://b.example'], allowedMethods: ['GET'] }]);
    expect(isAllowed(await preflight(bucket))).toBe(true);
    bucket.clock.now = new Date(START.getTime() + 9999);
    expect(isAllowed(await preflight(bucket))).toBe(true);
    bucket.clock.now = new Date(START.getTime() + 10_000);
    expect((await preflight(bucket)).text).toMatch(words.refused);
  },
  'pre.bucket': async (code, words) => {
    const bucket = await startWith({ code, region: 'eu-west-3' }, words);
    for (const answer of [await preflight(bucket), await request(bucket)]) {
      expect(answer.text).toMatch(words.otherRegion);
      expect(isWithoutCors(answer)).toBe(true);
    }
  },
  'pre.auth': async (code, words) => {
    const answer = await preflight(await startWith({ code }, words));
    expect([answer.status, answer.header('www-authenticate').length]).toEqual([
      'HTTP/1.1 401 Unauthorized',
      1,
    ]);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'pre.auth-query': async (code, words) => {
    const bucket = await startWith({ code }, words);
    expect((await preflight(bucket)).status).toMatch(OK);
    const answer = await preflight(bucket, await presigned(bucket, 'PUT', 'a.txt'));
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 403 Forbidden', true]);
    expect(answer.text).toMatch(saying(words.denied));
  },
  'pre.status': async (code, words) => {
    const answer = await preflight(await startWith({ code }, words));
    expect(cors(answer)).toEqual(['HTTP/1.1 405 Method Not Allowed', [PAGE], ['PUT'], [RIGHT_HEADERS]]);
  },
  'pre.redirect': async (code, words) => {
    const location = 'http://127.0.0.1:1/there';
    const answer = await preflight(await startWith({ code, status: 301, location }, words));
    expect([answer.status, answer.header('location')]).toEqual([
      'HTTP/1.1 301 Moved Permanently',
      [location],
    ]);
  },
  'pre.no-acao': async (code, words) => {
    const answer = await preflight(await startWith({ code }, words));
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 204 No Content', true]);
  },
  'pre.waf': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const answer = await preflight(bucket);
    expect([answer.status, answer.header('server')]).toEqual(['HTTP/1.1 403 Forbidden', ['cdn']]);
    expect([isWithoutCors(answer), answer.header(words.id)]).toEqual([true, []]);
    expect((await request(bucket)).status).toMatch(OK);
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
  'act.error-without-cors': async (code, words) => {
    const bucket = await startWith({ code }, words);
    expect((await preflight(bucket)).status).toMatch(OK);
    const answer = await request(bucket);
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 403 Forbidden', true]);
    expect(answer.text).toMatch(saying(words.denied));
    expect(answer.header(words.id)).toHaveLength(1);
  },
  'act.readable-error': async (code, words) => {
    const answer = await request(await startWith({ code, retryAfterSeconds: 7 }, words));
    expect([answer.status, answer.header('retry-after')]).toEqual([
      'HTTP/1.1 503 Service Unavailable',
      ['7'],
    ]);
    expect(answer.header('access-control-allow-origin')).toEqual([PAGE]);
    const other = await request(await startWith({ code, status: 500, errorCode: 'Other' }, words));
    expect(other.status).toBe('HTTP/1.1 500 Internal Server Error');
    expect(other.text).toMatch(saying('Other'));
    expect(answer.text).toMatch(saying(words.unavailable));
  },
  'act.cdn-error': async (code, words) => {
    const answer = await request(await startWith({ code, status: 413 }, words), 'PUT');
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 413 Payload Too Large', true]);
    expect([answer.header('server'), answer.header(words.id)]).toEqual([['cdn'], []]);
  },
  'act.no-acao': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const read = await request(bucket);
    expect(read.status).toMatch(OK);
    expect(isWithoutCors(read)).toBe(true);
    expect((await request(bucket, 'PUT', 'new')).header('access-control-allow-origin')).toEqual([PAGE]);
  },
  'act.executed': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const answer = await request(bucket, 'PUT', 'new');
    expect(answer.status).toMatch(OK);
    expect(isWithoutCors(answer)).toBe(true);
    bucket.faults.set([]);
    expect((await request(bucket, 'GET', 'new')).text).toMatch(/\r\nbytes$/);
  },
  'act.acao-mismatch': async (code, words) => {
    const answer = await request(await startWith({ code }, words));
    expect(answer.header('access-control-allow-origin')).toEqual(['https://other.example']);
  },
  'act.redirect': async (code, words) => {
    const answer = await request(await startWith({ code }, words), 'PUT');
    expect([answer.status, isWithoutCors(answer)]).toEqual(['HTTP/1.1 307 Temporary Redirect', true]);
    expect(answer.header('location')).toEqual(['http://127.0.0.1:9/elsewhere']);
    const reading = await request(await startWith({ code, methods: 'PUT,DELETE' }, words));
    expect(reading.status).toMatch(OK);
  },
  'act.stale-preflight': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const first = await preflight(bucket);
    expect([first.status, first.header('access-control-max-age')]).toEqual([OWN_OK, ['600']]);
    const second = await preflight(bucket);
    expect(second.text).toMatch(words.noRules);
    expect(isWithoutCors(second)).toBe(true);
    const answer = await request(bucket);
    expect(answer.status).toMatch(OK);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'act.expose': async (code, words) => {
    const answer = await request(await startWith({ code }, words));
    expect(answer.header('access-control-expose-headers')).toEqual([]);
    expect([answer.header('access-control-allow-origin'), answer.header('etag').length]).toEqual([[PAGE], 1]);
  },
  'env.coep': async (code, words) => {
    expect((await request(await startWith({ code }, words))).header('cross-origin-resource-policy')).toEqual([
      'same-origin',
    ]);
  },
  'server.clock': async (code, words) => {
    const bucket = await startWith({ code, offsetSeconds: -3600 }, words);
    const { url, headers } = await signRequest(bucket.photos, { method: 'GET', key: 'a.txt' });
    const answer = await rawExchange(bucket.endpoint, 'GET', url.slice(bucket.endpoint.length), headers);
    expect(answer.text).toMatch(words.tooEarly);
    expect(answer.header('date')).toEqual(['Sun, 24 May 2026 09:00:00 GMT']);
  },
  'cache.http-poison': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const url = await presigned(bucket, 'GET', 'a.txt');
    const answer = await rawExchange(bucket.endpoint, 'GET', url);
    expect([answer.header('cache-control'), answer.header('vary')]).toEqual([['max-age=600'], []]);
    expect(isWithoutCors(answer)).toBe(true);
  },
  'cache.cdn-poison': async (code, words) => {
    const bucket = await startWith({ code }, words);
    const url = await presigned(bucket, 'GET', 'a.txt');
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
  'cache.cdn-strips': async (code, words) => {
    const answer = await request(await startWith({ code }, words));
    expect([answer.header('x-cache'), isWithoutCors(answer), answer.header('vary')]).toEqual([
      ['HIT'],
      true,
      [],
    ]);
  },
};

function hangs(
  method: string,
  headers: Record<string, string>,
): (code: string, words: Words) => Promise<void> {
  return async (code, words) => {
    const { endpoint, faults, ...bucket } = await startWith({ code }, words);
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

async function refusesByRules(code: string, words: Words): Promise<void> {
  const bucket = await startWith({ code }, words);
  const answer = await preflight(bucket);
  expect(answer.text).toMatch(code === 'pre.shadowed' ? words.shadowed : words.refused);
  expect(isWithoutCors(answer)).toBe(true);
  // What the code names is the only cause: without it the store lets it pass.
  const without = { ...ASKS, 'access-control-request-headers': '' };
  const bare = await rawExchange(bucket.endpoint, 'OPTIONS', '/photos/a.txt', without);
  expect(isAllowed(bare)).toBe(code === 'pre.header');
  bucket.faults.set([]);
  expect(isAllowed(await preflight(bucket))).toBe(true);
}

/** All headers of the preflight are right but for these. */
function allowsBut(wrong: {
  origin?: string[];
  methods?: string[];
  headers?: string[];
  credentials?: string[];
  maxAge?: string[];
}): (code: string, words: Words) => Promise<void> {
  return async (code, words) => {
    const answer = await preflight(await startWith({ code }, words));
    expect(cors(answer)).toEqual([
      OWN_OK,
      wrong.origin ?? [PAGE],
      wrong.methods ?? ['PUT'],
      wrong.headers ?? [RIGHT_HEADERS],
    ]);
    expect(answer.header('access-control-allow-credentials')).toEqual(wrong.credentials ?? []);
    expect(answer.header('access-control-max-age')).toEqual(wrong.maxAge ?? []);
  };
}

describe('pre.auth-query', () => {
  it.each<[string, Dialect, string, boolean]>([
    ['S3', s3Dialect, 'X-Amz-Signature=a', true],
    ['Ceph', cephDialect, 'X-Amz-Signature=a', true],
    ['OSS, version 4', ossDialect, 'x-oss-signature=a', true],
    ['OSS, version 1', ossDialect, 'Signature=a', true],
    ['COS', cosDialect, 'q-signature=a', true],
    ['COS, merged into one parameter', cosDialect, 'sign=q-sign-algorithm%3Dsha1%26q-signature%3Da', true],
    ['QingStor', qingstorDialect, 'signature=a', true],
    ["another store's", s3Dialect, 'sign=a&signature=a&x-oss-signature=a', false],
  ])('sees the signature of %s', async (_, dialect, query, isSeen) => {
    const bucket = await startTestBucket({ dialect, buckets: { photos: RULES } });
    bucket.faults.set([{ code: 'pre.auth-query', errorCode: 'Other' }]);
    const answer = await preflight(bucket, `/photos/a.txt?${query}`);
    expect(isAllowed(answer)).toBe(!isSeen);
    expect(saying('Other').test(answer.text)).toBe(isSeen);
    const broken = await preflight(bucket, '/photos/%zz?sign=a');
    expect(broken.status).not.toBe('');
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

  describe.each(DIALECTS)('on $dialect.name', (words) => {
    it.each(ALL_FAULTS.map(({ code, title }) => [code, title]))('%s: %s', async (code) => {
      await SHOWN[code]?.(code, words);
    });
  });
});
