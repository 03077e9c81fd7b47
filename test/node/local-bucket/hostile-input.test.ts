import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { createHandler } from '../../../src/node/local-bucket/create-handler.js';
import { BodyTooSlow, type RequestHandler } from '../../../src/node/local-bucket/exchange.js';
import { s3Dialect } from '../../../src/node/local-bucket/s3/s3-dialect.js';
import { createMemoryStorage } from '../../../src/node/local-bucket/storage/memory/memory-storage.js';
import type { ObjectStorage } from '../../../src/node/local-bucket/storage/object-storage.js';
import { START, startTestBucket, type TestBucket } from '../support/local-bucket.js';
import { element, send } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

it.each(['/%', '/photos/%zz', '/photos/%ff', '/photos/a?x=%e6', '/photos/%ed%a0%80', 'http://photos/a', '*'])(
  'the target %s is answered InvalidURI',
  async (target) => {
    const bucket = await startTestBucket();
    const answer = await raw(bucket, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(element(answer, 'Code')).toBe('InvalidURI');
    await expectToServe(bucket);
  },
);

it.each([
  ['a target that is no path', 'GET photos/a HTTP/1.1\r\nHost: x\r\n\r\n', 'BadRequest'],
  ['no HTTP', 'hello\r\n\r\n', 'BadRequest'],
  ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: x\r\na\nb: c\r\n\r\n', 'BadRequest'],
  [
    'two lengths',
    'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    'BadRequest',
  ],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n', 'BadRequest'],
  [
    'a length and chunks',
    'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX',
    'BadRequest',
  ],
  [
    'headers of 1 MB',
    `GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(170_000)}\r\n`,
    'RequestHeaderSectionTooLarge',
  ],
  [
    'headers of 20 KB',
    `GET / HTTP/1.1\r\nHost: x\r\n${'a'.repeat(20_000)}: b\r\n\r\n`,
    'RequestHeaderSectionTooLarge',
  ],
  [
    'a target of 20 KB',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'RequestHeaderSectionTooLarge',
  ],
])('%s is answered by an XML error', async (_, bytes, code) => {
  const bucket = await startTestBucket();
  const answer = await raw(bucket, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\nx-amz-request-id: [0-9A-F]{16}\r\n/);
  expect(element(answer, 'Code')).toBe(code);
  await expectToServe(bucket);
});

it('a header name of 10 KB, one of a prototype and a key full of markup are only names', async () => {
  const bucket = await startTestBucket();
  const long = await send(`${bucket.endpoint}/photos/a`, {
    headers: { [`x-amz-${'a'.repeat(10_000)}`]: 'b' },
  });
  expect(long.code).toBe('AccessDenied');
  const headers = { 'x-amz-meta-__proto__': 'p', 'x-amz-meta-constructor': 'c' };
  await bucket.signed('PUT', '/photos/__proto__', { headers });
  expect((await bucket.signed('GET', '/photos/__proto__')).headers['x-amz-meta-constructor']).toBe('c');
  const markup = await bucket.signed('GET', '/photos/%3Cb%3E&%22%00%01%0D');
  expect(element(markup.text, 'Key')).toBe('&lt;b&gt;&amp;&quot;\ufffd\ufffd&#13;');
  await expectToServe(bucket);
});

it('a key may climb, and reaches nothing', async () => {
  const bucket = await startTestBucket();
  // The signer's URL would drop the dots, so this one is presented as a path that was signed as it stands.
  const target = '/photos/..%2f..%2fetc%2fpasswd';
  const { headers } = signAwsV4({
    method: 'GET',
    url: bucket.endpoint + target,
    credentials: bucket.rootCredentials,
    now: START,
  });
  const answer = await send(bucket.endpoint, { target, headers });
  expect([answer.code, element(answer.text, 'Key')]).toEqual(['NoSuchKey', '../../etc/passwd']);
});

it('a client that goes away in the middle of an upload leaves nothing behind', async () => {
  const bucket = await startTestBucket();
  const url = `${bucket.endpoint}/photos/half`;
  const { headers } = signAwsV4({
    method: 'PUT',
    url,
    body: 'whole',
    credentials: bucket.rootCredentials,
    now: START,
  });
  const lines = Object.entries({ ...headers, 'content-length': '5' }).map((line) => line.join(': '));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  await new Promise((resolve) =>
    socket.write(['PUT /photos/half HTTP/1.1', ...lines, '', 'wh'].join('\r\n'), resolve),
  );
  socket.resetAndDestroy();
  await once(socket, 'close');
  await expectToServe(bucket);
  expect((await bucket.signed('GET', '/photos/half')).code).toBe('NoSuchKey');
});

it('an upload without a length is refused', async () => {
  const bucket = await startTestBucket();
  const url = `${bucket.endpoint}/photos/a`;
  const { headers } = signAwsV4({
    method: 'PUT',
    url,
    body: 'x',
    credentials: bucket.rootCredentials,
    now: START,
  });
  const lines = Object.entries(headers).map((line) => line.join(': '));
  const chunked = [
    'PUT /photos/a HTTP/1.1',
    ...lines,
    'transfer-encoding: chunked',
    'connection: close',
    '',
    '1',
    'x',
    '0',
    '',
    '',
  ];
  const answer = await raw(bucket, chunked.join('\r\n'));
  expect([answer.slice(9, 12), element(answer, 'Code')]).toEqual(['411', 'MissingContentLength']);
});

it('of what a stranger sends nothing is read before the answer is settled; of a form a little', async () => {
  const { handler, headers } = await handlerWith({}, 2 * 1024 * 1024);
  const unsigned: [string, string][] = [['host', '127.0.0.1']];
  const read = async (method: string, target: string, given = unsigned) => {
    let bytes = 0;
    const body = (async function* () {
      for (; bytes < 1024 * 1024; bytes += 1024) yield Buffer.alloc(1024);
    })();
    await handler.answer({ method, target, headers: given }, body);
    return bytes;
  };
  expect(await read('PUT', '/photos/a', headers)).toBe(1024 * 1024);
  expect(await read('PUT', '/photos/b', headers)).toBe(0);
  expect(await read('PUT', '/photos/a')).toBe(0);
  expect(await read('POST', '/photos/a')).toBe(0);
  expect(await read('POST', '/photos?delete')).toBe(0);
  expect(await read('OPTIONS', '/photos/a')).toBe(0);
  expect(await read('PUT', '/%')).toBe(0);
  expect(await read('POST', '/')).toBe(64 * 1024);
  const form: [string, string][] = [...unsigned, ['content-type', 'multipart/form-data; boundary=x']];
  expect(await read('POST', '/photos', form)).toBeLessThan(16 * 1024);
});

it('a body that nobody signed is read to its end and refused, so that a page can read the refusal', async () => {
  const bucket = await startTestBucket({
    buckets: { photos: [{ allowedOrigins: ['*'], allowedMethods: ['POST'] }] },
  });
  const body = Buffer.alloc(8 * 1024 * 1024);
  const headers = { origin: 'https://evil.example' };
  const answer = await send(`${bucket.endpoint}/photos/a`, { method: 'POST', body, headers });
  expect([answer.status, answer.code, answer.headers['access-control-allow-origin']]).toEqual([
    403,
    'AccessDenied',
    '*',
  ]);
  const form = await send(bucket.endpoint, { method: 'POST', body });
  expect([form.status, form.code]).toEqual([400, 'MaxMessageLengthExceeded']);
  await expectToServe(bucket);
});

it('a body for which there is no room is refused, readable by a page, and leaves the room it took', async () => {
  const { handler, headers, putUnsigned } = await handlerWith({}, 10);
  const unsignedBody = putUnsigned();
  const answer = await handler.answer(unsignedBody, bodyOf('123456', '78901'));
  expect([answer?.status, element(String(answer?.body), 'Code')]).toEqual([503, 'SlowDown']);
  expect(answer?.headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
  expect((await handler.answer(unsignedBody, bodyOf('1234567890')))?.status).toBe(200);
  // What it replaces goes only once it is whole.
  expect((await handler.answer(unsignedBody, bodyOf('1')))?.status).toBe(503);
  expect(headers).not.toEqual([]);
});

it('a body that hardly comes is refused in the words of the store, readable by a page', async () => {
  const { handler, putUnsigned } = await handlerWith({});
  const dripping = (async function* () {
    yield Buffer.from('a');
    throw new BodyTooSlow();
  })();
  const answer = await handler.answer(putUnsigned(), dripping);
  expect([answer?.status, element(String(answer?.body), 'Code')]).toEqual([400, 'RequestTimeout']);
  expect(answer?.headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
});

it('empty objects beyond what can be held are refused, and there is room again when one goes', async () => {
  const { handler, headers } = await handlerWith({}, 1000, 3);
  const put = (target: string) =>
    handler.answer({ method: 'PUT', target, headers: signedFor('PUT', target) }, bodyOf(''));
  const statuses = async (targets: string[]) => {
    const answers = [];
    for (const target of targets) answers.push((await put(target))?.status);
    return answers;
  };
  // The bucket is one of the three.
  expect(await statuses(['/photos/1', '/photos/2', '/photos/3', '/photos/2'])).toEqual([200, 200, 503, 200]);
  const target = '/photos/1';
  const gone = { method: 'DELETE', target, headers: signedFor('DELETE', target) };
  expect((await handler.answer(gone, bodyOf('')))?.status).toBe(204);
  expect(await statuses(['/photos/3', '/photos/4'])).toEqual([200, 503]);
  expect(headers).not.toEqual([]);
});

it('an unexpected failure is answered InternalError and says nothing of itself, but to the listener', async () => {
  const putObject = async () => {
    throw new Error('internal detail');
  };
  const { handler, headers, errors } = await handlerWith({ putObject });
  const answer = await handler.answer({ method: 'PUT', target: '/photos/a', headers }, bodyOf(''));
  expect([answer?.status, element(String(answer?.body), 'Code')]).toEqual([500, 'InternalError']);
  expect(String(answer?.body)).not.toMatch(/detail|\bat /);
  expect(errors).toEqual([new Error('internal detail')]);
});

it('what the store refuses is no failure of its own', async () => {
  const { handler, headers, errors } = await handlerWith({});
  await handler.answer({ method: 'PUT', target: '/photos/b', headers }, bodyOf(''));
  await handler.answer({ method: 'PUT', target: '/photos/a', headers }, bodyOf('another body'));
  expect(errors).toEqual([]);
});

async function* bodyOf(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };

function signedFor(method: string, target: string): [string, string][] {
  const url = `http://127.0.0.1${target}`;
  return Object.entries(signAwsV4({ method, url, credentials, now: START }).headers);
}

/** A handler whose storage is broken in some way, and the headers of a signed PUT to it. */
async function handlerWith(broken: Partial<ObjectStorage>, maxBytes = 1000, maxRecords = 1000) {
  const storage = createMemoryStorage(maxBytes, maxRecords);
  const rules = [{ allowedOrigins: ['*'], allowedMethods: ['PUT'] }];
  await storage.createBucket({ name: 'photos', createdAt: START, cors: { rules } });
  const errors: unknown[] = [];
  const handler: RequestHandler = createHandler({
    dialect: s3Dialect,
    region: 'us-east-1',
    storage: { ...storage, ...broken },
    keys: new Map([['AKID', { ...credentials, session: null }]]),
    ruleSemantics: s3Dialect.ruleSemantics,
    corsHeadersOnAuthErrors: true,
    now: () => START,
    randomBytes: (count) => new Uint8Array(count),
    onError: (error) => errors.push(error),
  });
  const url = 'http://127.0.0.1/photos/a';
  const toSign = { method: 'PUT', url, credentials, now: START };
  const headersOf = (payloadHash?: string): [string, string][] => {
    const signed = signAwsV4({ ...toSign, ...(payloadHash === undefined ? {} : { payloadHash }) });
    return [...Object.entries(signed.headers), ['origin', 'https://a.example']];
  };
  const putUnsigned = () => ({ method: 'PUT', target: '/photos/a', headers: headersOf('UNSIGNED-PAYLOAD') });
  return { handler, errors, headers: headersOf(), putUnsigned };
}

async function expectToServe(bucket: TestBucket): Promise<void> {
  expect((await bucket.signed('PUT', '/photos/alive', { body: 'yes' })).status).toBe(200);
  expect((await bucket.signed('GET', '/photos/alive')).text).toBe('yes');
}

/** Sends bytes as they are and gives everything that comes back until the connection ends. */
async function raw(bucket: TestBucket, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(bucket.endpoint).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}
