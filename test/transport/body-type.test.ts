import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { putObject } from '../../src/client/put-object.js';
import { ConfigError } from '../../src/model/errors.js';
import { bodyIssues, bytesOfText, type RequestBody, withBodyType } from '../../src/transport/body-type.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { bucketWith, thrownBy } from './buckets.js';

const typeOf = (body: RequestBody) => withBodyType({}, body)['content-type'] ?? null;

/** What the platform itself makes of a body. */
const platformType = (body: BodyInit | null) =>
  new Request('https://s3.example/', { method: 'PUT', body }).headers.get('content-type');

/** Of another window, as far as Node has such: no instance of the classes here. */
const foreign = (code: string): RequestBody => runInNewContext(code) as RequestBody;

describe('a body that can be signed', () => {
  it.each<readonly [string, RequestBody, string | null]>([
    ['nothing', null, null],
    ['text', 'héllo', 'text/plain;charset=UTF-8'],
    ['no text', '', 'text/plain;charset=UTF-8'],
    ['form values', new URLSearchParams({ a: 'b' }), 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['a typed Blob', new Blob(['x'], { type: 'image/png' }), 'image/png'],
    ['a Blob with a type in capitals', new Blob(['x'], { type: 'Image/PNG' }), 'image/png'],
    [
      'a Blob with a charset',
      new Blob(['x'], { type: 'text/css;charset=latin1' }),
      'text/css;charset=latin1',
    ],
    ['a Blob whose type is none', new Blob(['x'], { type: 'nonsense' }), 'nonsense'],
    ['a Blob without a type', new Blob(['x']), null],
    ['a File', new File(['x'], 'a.css', { type: 'text/css' }), 'text/css'],
    ['a File without a type', new File(['x'], 'a.css'), null],
    ['a buffer', new ArrayBuffer(1), null],
    ['bytes', new Uint8Array(1), null],
    ['floats', new Float64Array(1), null],
    ['a DataView', new DataView(new ArrayBuffer(1)), null],
    ['a Node buffer', Buffer.from('x'), null],
  ])('%s has the type that the platform gives it', (_, body, type) => {
    expect(bodyIssues(body)).toEqual([]);
    expect(typeOf(body)).toBe(type);
    expect(platformType(body)).toBe(type);
  });

  it.each([
    ['a buffer', 'new ArrayBuffer(1)'],
    ['bytes', 'new Uint8Array(1)'],
    ['a DataView', 'new DataView(new ArrayBuffer(1))'],
  ])('%s of another window is one too', (_, code) => {
    expect(foreign(code)).not.toBeInstanceOf(Object);
    expect(bodyIssues(foreign(code))).toEqual([]);
    expect(typeOf(foreign(code))).toBeNull();
  });

  it('a Blob of another window is one too, by its tag', () => {
    const other = { [Symbol.toStringTag]: 'Blob', type: 'image/png' } as unknown as Blob;
    expect(bodyIssues(other)).toEqual([]);
    expect(typeOf(other)).toBe('image/png');
  });

  it('keeps the type that was given, in any case', () => {
    for (const headers of [{ 'content-type': 'a/b' }, { 'CONTENT-TYPE': 'a/b' }, { 'Content-Type': '' }]) {
      expect(withBodyType(headers, 'text')).toBe(headers);
    }
    expect(withBodyType({ a: 'b' }, new Uint8Array(1), 'c/d')).toEqual({ a: 'b', 'content-type': 'c/d' });
    expect(withBodyType({}, new Blob([], { type: 'a/b' }), 'c/d')).toEqual({ 'content-type': 'a/b' });
  });

  it('is sent as bytes when it is text, as UTF-8, half characters replaced as the platform does', async () => {
    for (const text of ['héllo', '', '图🎉', 'a\ud800b', 'a\r\nb']) {
      const bytes = bytesOfText(text);
      expect(bytes).toBeInstanceOf(Uint8Array);
      const platform = await new Request('https://s3.example/', { method: 'PUT', body: text }).arrayBuffer();
      expect(bytes).toEqual(new Uint8Array(platform));
    }
    expect(bytesOfText(new URLSearchParams({ a: 'b c' }))).toEqual(new TextEncoder().encode('a=b+c'));
    const blob = new Blob(['x']);
    expect([bytesOfText(blob), bytesOfText(null)]).toEqual([blob, null]);
  });
});

describe('a body that cannot be signed', () => {
  const shared = new SharedArrayBuffer(8);
  // Newer than the compiler's library.
  const Growing = ArrayBuffer as unknown as new (
    bytes: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer;
  const resizable = new Growing(1, { maxByteLength: 8 });

  it.each<readonly [string, unknown, string, string]>([
    ['FormData', new FormData(), 'a FormData', 'signForm()'],
    ['a stream', new ReadableStream(), 'a ReadableStream', 'give a Blob'],
    ['shared memory', shared, 'a SharedArrayBuffer', 'threads share'],
    ['a view of shared memory', new Uint8Array(shared), 'a Uint8Array', 'threads share'],
    ['a DataView of shared memory', new DataView(shared), 'a DataView', 'threads share'],
    ['memory that is resized', resizable, 'an ArrayBuffer', 'resized'],
    ['a view of memory that is resized', new Uint8Array(resizable), 'a Uint8Array', 'resized'],
    ['an object', { a: 1 }, 'an object', 'must be text, a Blob'],
    ['a list', [1], 'an array of 1', 'must be text, a Blob'],
    ['a number', 5, '5', 'must be text, a Blob'],
    ['a function', () => 'x', 'a function', 'must be text, a Blob'],
    ['a Map', new Map(), 'a Map', 'must be text, a Blob'],
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z', 'must be text, a Blob'],
    ['an answer', new Response('x'), 'a Response', 'must be text, a Blob'],
  ])('%s is refused, with the reason', async (_, body, value, words) => {
    const [issue, ...more] = bodyIssues(body);
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'invalid', path: 'body', value });
    expect(issue?.message).toContain(words);
    const { bucket, sent } = bucketWith(() => new Response());
    const given = body as Blob;
    for (const call of [
      () => sendRequest(bucket, { method: 'PUT', key: 'a' }, { body: given }),
      () => putObject(bucket, 'a', given),
    ]) {
      expect(await thrownBy(call())).toMatchObject({ code: 'ERR_CONFIG', issues: [{ path: 'body', value }] });
    }
    expect(sent).toEqual([]);
  });

  it('is refused together with all else that is wrong', async () => {
    const { bucket } = bucketWith(() => new Response());
    const body = new FormData() as unknown as Blob;
    const call = putObject(bucket, '', body, { headers: { date: 'now' } });
    expect(((await thrownBy(call)) as ConfigError).issues.map(({ path }) => path)).toEqual([
      'key',
      'headers.date',
      'body',
    ]);
  });

  it('is any one with GET and HEAD, which no browser sends', async () => {
    const { bucket, sent } = bucketWith(() => new Response());
    for (const method of ['GET', 'get', 'HEAD']) {
      const error = await thrownBy(sendRequest(bucket, { method, key: 'a' }, { body: '' }));
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ issues: [{ path: 'body', value: 'not shown' }] });
      expect(() => new Request('https://s3.example/', { method, body: '' })).toThrow(TypeError);
    }
    expect(sent).toEqual([]);
  });

  it('is none at all for an object', async () => {
    const { bucket } = bucketWith(() => new Response());
    for (const [body, code] of [
      [null, 'invalid'],
      [undefined, 'missing'],
    ] as const) {
      expect(await thrownBy(putObject(bucket, 'a', body as unknown as Blob))).toMatchObject({
        issues: [{ code, path: 'body' }],
      });
    }
  });
});
