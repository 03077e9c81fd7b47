import { describe, expect, it } from 'vitest';
import { startOssBucket } from '../../support/oss-bucket.js';
import { element } from '../../support/send.js';

describe('an object on OSS', () => {
  it.each([
    ['bytes=1-3', '206 ell', '206 ell'],
    ['bytes=-2', '206 lo', '206 lo'],
    ['bytes=3-', '206 lo', '206 lo'],
    ['bytes=3-4', '206 lo', '206 lo'],
    ['bytes=3-5', '200 hello', '206 lo'],
    ['bytes=5-', '200 hello', '416 InvalidRange'],
    ['bytes=5-9', '200 hello', '416 InvalidRange'],
    ['bytes=-6', '200 hello', '206 hello'],
    ['byte=1-3', '200 hello', '200 hello'],
  ])('reads the range %s as OSS does, or as HTTP where it is asked to', async (range, own, standard) => {
    const bucket = await startOssBucket();
    await bucket.send('PUT', { key: 'a', body: 'hello' });
    const get = async (headers: Record<string, string>): Promise<string> => {
      const { status, text, code } = await bucket.send('GET', { key: 'a', headers: { range, ...headers } });
      return `${status} ${code || text}`;
    };
    expect(await get({})).toBe(own);
    expect(await get({ 'x-oss-range-behavior': 'standard' })).toBe(standard);
  });

  it('has its digest in capitals, and none of another body', async () => {
    const bucket = await startOssBucket();
    const put = await bucket.send('PUT', { key: 'a', body: 'hello' });
    expect([put.headers.etag, put.headers['content-md5']]).toEqual([
      '"5D41402ABC4B2A76B9719D911017C592"',
      'XUFAKrxLKna5cZ2REBfFkg==',
    ]);
    const headers = { 'if-none-match': '"5D41402ABC4B2A76B9719D911017C592"' };
    expect((await bucket.send('GET', { key: 'a', headers })).status).toBe(304);
    for (const md5 of ['AAAAAAAAAAAAAAAAAAAAAA==', 'no']) {
      const answer = await bucket.send('PUT', { key: 'a', body: 'x', headers: { 'content-md5': md5 } });
      expect([answer.status, answer.code]).toEqual([400, 'InvalidDigest']);
    }
    expect((await bucket.send('GET', { key: 'a' })).text).toBe('hello');
  });

  it('is not replaced where that is forbidden', async () => {
    const bucket = await startOssBucket();
    const forbid = (value: string): ReturnType<typeof bucket.send> =>
      bucket.send('PUT', { key: 'a', body: value, headers: { 'x-oss-forbid-overwrite': value } });
    expect((await forbid('true')).status).toBe(200);
    const answer = await forbid('true');
    expect([answer.status, answer.code]).toEqual([409, 'FileAlreadyExists']);
    expect((await forbid('false')).status).toBe(200);
  });

  it.each([
    ['/a', 400, 'InvalidObjectName'],
    ['\\a', 400, 'InvalidObjectName'],
    ['a'.repeat(1024), 400, 'InvalidObjectName'],
    ['a'.repeat(1023), 200, ''],
  ])('may not be named %s', async (key, status, code) => {
    const bucket = await startOssBucket();
    const answer = await bucket.send('PUT', { key, body: 'x' });
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('is had under a URL with a parameter that says nothing', async () => {
    const bucket = await startOssBucket();
    await bucket.send('PUT', { key: 'a', body: 'hello' });
    for (const version of ['V1', 'V4'] as const) {
      expect((await bucket.send('GET', { key: 'a', query: { cache: 'buster' }, version })).text).toBe(
        'hello',
      );
    }
  });
});

describe('a listing on OSS', () => {
  it('has 100 keys where nobody asks for more, and 1000 at most', async () => {
    const bucket = await startOssBucket();
    const keys = Array.from({ length: 101 }, (_, index) => `k${String(index).padStart(3, '0')}`);
    for (const key of keys) await bucket.send('PUT', { key, body: '' });
    const first = await bucket.send('GET');
    expect([element(first.text, 'MaxKeys'), element(first.text, 'NextMarker')]).toEqual(['100', 'k099']);
    expect(element(first.text, 'IsTruncated')).toBe('true');
    expect(element((await bucket.send('GET', { query: { 'max-keys': '1000' } })).text, 'IsTruncated')).toBe(
      'false',
    );
    for (const count of ['0', '1001', '-1', 'x']) {
      const answer = await bucket.send('GET', { query: { 'max-keys': count } });
      expect([answer.status, answer.code]).toEqual([400, 'InvalidArgument']);
    }
  });

  it('encodes keys where it is asked to, and tells what each object is', async () => {
    const bucket = await startOssBucket();
    await bucket.send('PUT', { key: 'dir/a b+報', body: 'x' });
    const plain = await bucket.send('GET');
    expect(['Key', 'Type', 'StorageClass'].map((name) => element(plain.text, name))).toEqual([
      'dir/a b+報',
      'Normal',
      'Standard',
    ]);
    const encoded = await bucket.send('GET', { query: { 'encoding-type': 'url', 'list-type': '2' } });
    expect([element(encoded.text, 'Key'), element(encoded.text, 'KeyCount')]).toEqual([
      'dir%2Fa%20b%2B%E5%A0%B1',
      '1',
    ]);
    for (const query of [{ 'encoding-type': 'base64' }, { 'list-type': '2', 'continuation-token': '*' }]) {
      expect((await bucket.send('GET', { query })).code).toBe('InvalidArgument');
    }
  });
});

describe('a bucket on OSS', () => {
  it('is made as a standard one of this region', async () => {
    const bucket = await startOssBucket();
    const make = async (name: string, inner?: string): Promise<string> => {
      const body =
        inner === undefined
          ? {}
          : { body: `<CreateBucketConfiguration>${inner}</CreateBucketConfiguration>` };
      const { status, code } = await bucket.send('PUT', { bucket: name, ...body });
      return `${status} ${code}`;
    };
    expect(await make('first')).toBe('200 ');
    expect(await make('first')).toBe('409 BucketAlreadyExists');
    expect(
      await make(
        'second',
        '<StorageClass>Standard</StorageClass><DataRedundancyType>LRS</DataRedundancyType>',
      ),
    ).toBe('200 ');
    expect(await make('third', '<StorageClass>IA</StorageClass>')).toBe('501 NotImplemented');
    expect(await make('third', '<LocationConstraint>oss-cn-beijing</LocationConstraint>')).toBe(
      '400 InvalidArgument',
    );
    expect(await make('with.dot')).toBe('400 InvalidBucketName');
    await bucket.send('PUT', { bucket: 'first', key: 'a', body: '' });
    expect((await bucket.send('DELETE', { bucket: 'first' })).code).toBe('BucketNotEmpty');
    expect((await bucket.send('DELETE', { bucket: 'second' })).status).toBe(204);
    expect((await bucket.send('GET', { bucket: 'second' })).code).toBe('NoSuchBucket');
    const head = await bucket.send('HEAD', { bucket: 'first' });
    expect([head.status, head.headers['x-oss-bucket-region']]).toEqual([200, 'cn-hangzhou']);
  });
});

describe('what is not built', () => {
  it.each([
    ['GET', '', { acl: '' }, {}],
    ['GET', '', { bucketInfo: '' }, {}],
    ['GET', '', { uploads: '' }, {}],
    ['GET', '', { 'list-type': '2', 'fetch-owner': 'true' }, {}],
    ['POST', '', { delete: '' }, {}],
    ['DELETE', '', { overwriteConfig: '' }, {}],
    ['PUT', '', { userDefinedLogFieldsConfig: '' }, {}],
    ['GET', '', { policyStatus: '' }, {}],
    ['GET', '', { 'x-oss-unheard-of': '' }, {}],
    ['PUT', 'a', { cache: 'buster' }, {}],
    ['POST', 'a', { uploads: '', cache: 'buster' }, {}],
    ['PUT', 'a', { uploadId: '1', partNumber: '1', cache: 'buster' }, {}],
    ['PUT', '', { cors: '', acl: '' }, {}],
    ['PUT', '', { lifecycle: '' }, {}],
    ['GET', 'a', { versionId: '1' }, {}],
    ['GET', 'a', { 'x-oss-process': 'image/resize,w_1' }, {}],
    ['GET', 'a', { 'x-oss-unheard-of': '1' }, {}],
    ['HEAD', 'a', { objectMeta: '' }, {}],
    ['POST', 'a', { append: '', position: '0' }, {}],
    ['POST', 'a', { uploads: '', 'encoding-type': 'url' }, {}],
    ['PUT', 'a', {}, { 'x-oss-copy-source': '/photos/b' }],
    ['PUT', 'a', {}, { 'x-oss-object-acl': 'public-read' }],
    ['PUT', 'a', {}, { 'x-oss-callback': 'e30=' }],
    ['PUT', 'a', {}, { 'x-oss-unheard-of': '1' }],
    ['PUT', 'a', {}, { 'if-match': '"a"' }],
    ['DELETE', 'a', {}, { 'x-oss-forbid-overwrite': 'true' }],
    ['PATCH', 'a', {}, {}],
  ] as const)('is refused and not done: %s %s %o %o', async (method, key, query, headers) => {
    const bucket = await startOssBucket();
    for (const version of ['V1', 'V4'] as const) {
      const answer = await bucket.send(method, { key, query, headers, version });
      const document = method === 'HEAD' ? decode(answer.headers['x-oss-err']) : answer.text;
      expect([answer.status, element(document, 'Code')]).toEqual([501, 'NotImplemented']);
    }
    expect((await bucket.send('GET', { key: 'a' })).code).toBe('NoSuchKey');
  });
});

function decode(value: string | string[] | undefined): string {
  return Buffer.from(String(value), 'base64').toString();
}
