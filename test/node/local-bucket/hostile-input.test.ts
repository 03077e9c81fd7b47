import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/node/local-bucket/memory-store.js';
import { createS3Dialect } from '../../../src/node/local-bucket/s3/s3-dialect.js';
import { awsRuleSemantics } from '../../../src/stores/aws/rule-semantics.js';
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

it('only a signed upload is worth holding; a form a little; and what a stranger sends not at all', () => {
  const { dialect, headers } = dialectWith({});
  const unsigned: [string, string][] = [['host', '127.0.0.1']];
  const worth = (method: string, target: string, given = unsigned) =>
    dialect.begin({ method, target, headers: given }).maxBodyBytes;
  expect(worth('PUT', '/photos/a', headers)).toBe(64 * 1024 * 1024);
  expect(worth('PUT', '/photos/b', headers)).toBe(0);
  expect(worth('PUT', '/photos/a')).toBe(0);
  expect(worth('POST', '/photos/a')).toBe(0);
  expect(worth('POST', '/photos?delete')).toBe(0);
  expect(worth('OPTIONS', '/photos/a')).toBe(0);
  expect(worth('PUT', '/%')).toBe(0);
  expect(worth('POST', '/')).toBe(64 * 1024);
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
  expect([form.status, form.code]).toEqual([400, 'EntityTooLarge']);
  await expectToServe(bucket);
});

it.each([
  ['too-long', 400, 'EntityTooLarge'],
  ['no-room', 503, 'SlowDown'],
] as const)('a body that is %s is refused, readable by a page', async (why, status, code) => {
  const { dialect, headers } = dialectWith({});
  const answer = await dialect.begin({ method: 'PUT', target: '/photos/a', headers }).finish(why);
  expect([answer.status, element(String(answer.body), 'Code')]).toEqual([status, code]);
  expect(answer.headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
});

it('an unexpected failure is answered InternalError and says nothing of itself, but to the listener', async () => {
  const failing = () => {
    throw new Error('internal detail');
  };
  const { dialect, headers, errors } = dialectWith({ objects: { set: failing } });
  const answer = await dialect.begin({ method: 'PUT', target: '/photos/a', headers }).finish(Buffer.from(''));
  expect([answer.status, element(String(answer.body), 'Code')]).toEqual([500, 'InternalError']);
  expect(String(answer.body)).not.toMatch(/detail|\bat /);
  expect(errors).toEqual([new Error('internal detail')]);
});

it('what the store refuses is no failure of its own', async () => {
  const { dialect, headers, errors } = dialectWith({});
  await dialect.begin({ method: 'PUT', target: '/photos/b', headers }).finish(Buffer.from(''));
  await dialect.begin({ method: 'PUT', target: '/photos/a', headers }).finish(Buffer.from('another body'));
  expect(errors).toEqual([]);
});

/** A dialect whose one bucket is broken in some way, and the headers of a signed PUT to it. */
function dialectWith(broken: object) {
  const store = createMemoryStore({ photos: [{ allowedOrigins: ['*'], allowedMethods: ['PUT'] }] });
  Object.assign(store.get('photos') ?? {}, broken);
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
  const errors: unknown[] = [];
  const dialect = createS3Dialect({
    region: 'us-east-1',
    store,
    keys: new Map([['AKID', { ...credentials, session: null }]]),
    roleArn: '',
    ruleSemantics: awsRuleSemantics,
    corsHeadersOnAuthErrors: true,
    now: () => START,
    randomBytes: (count) => new Uint8Array(count),
    onError: (error) => errors.push(error),
  });
  const signed = signAwsV4({ method: 'PUT', url: 'http://127.0.0.1/photos/a', credentials, now: START });
  return {
    dialect,
    errors,
    headers: [...Object.entries(signed.headers), ['origin', 'https://a.example']] as [string, string][],
  };
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
