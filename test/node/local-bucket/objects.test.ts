import { describe, expect, it } from 'vitest';
import { md5, START, startTestBucket } from '../support/local-bucket.js';
import { element } from '../support/send.js';

describe('objects', () => {
  it('come back as they were put, with their type and metadata', async () => {
    const bucket = await startTestBucket();
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const headers = {
      'content-type': 'image/x',
      'x-amz-meta-author': 'me',
      'cache-control': 'no-store',
      'content-md5': md5(body),
    };
    const put = await bucket.signed('PUT', '/photos/dir//a%20%E6%8A%A5+%25.bin', { body, headers });
    expect([put.status, put.text]).toEqual([200, '']);
    const got = await bucket.signed('GET', '/photos/dir//a%20%E6%8A%A5+%25.bin');
    expect(got.bytes.equals(body)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'image/x',
      'x-amz-meta-author': 'me',
      'cache-control': 'no-store',
      etag: put.headers.etag,
      'last-modified': START.toUTCString(),
      'accept-ranges': 'bytes',
      'content-length': '5',
    });
    const head = await bucket.signed('HEAD', '/photos/dir//a%20%E6%8A%A5+%25.bin');
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '5']);
    expect((await bucket.signed('GET', '/photos/dir/a%20%E6%8A%A5+%25.bin')).code).toBe('NoSuchKey');
  });

  it('are found by virtual host as well', async () => {
    const bucket = await startTestBucket();
    const { port } = new URL(bucket.endpoint);
    await bucket.signed('PUT', `http://photos.localhost:${port}/dir/a`, { body: 'x' });
    expect((await bucket.signed('GET', `http://photos.s3.localhost:${port}/dir/a`)).text).toBe('x');
    expect((await bucket.signed('GET', '/photos/dir/a')).text).toBe('x');
    expect((await bucket.signed('GET', `http://s3.localhost:${port}/photos/dir/a`)).text).toBe('x');
  });

  it('go, and going again is no error', async () => {
    const bucket = await startTestBucket();
    await bucket.signed('PUT', '/photos/a', { body: 'x' });
    expect((await bucket.signed('DELETE', '/photos/a')).status).toBe(204);
    expect((await bucket.signed('DELETE', '/photos/a')).status).toBe(204);
    const got = await bucket.signed('GET', '/photos/a');
    expect([got.status, got.code, element(got.text, 'Key')]).toEqual([404, 'NoSuchKey', 'a']);
    expect((await bucket.signed('HEAD', '/photos/a')).status).toBe(404);
  });

  it.each([
    ['bytes=0-0', 206, 'a', 'bytes 0-0/6'],
    ['bytes=2-', 206, 'cdef', 'bytes 2-5/6'],
    ['bytes=4-99', 206, 'ef', 'bytes 4-5/6'],
    ['bytes=-2', 206, 'ef', 'bytes 4-5/6'],
    ['bytes=-99', 206, 'abcdef', 'bytes 0-5/6'],
    ['bytes=6-', 416, null, 'bytes */6'],
    ['bytes=-0', 416, null, 'bytes */6'],
    ['bytes=3-2', 200, 'abcdef', undefined],
    ['bytes=0-1,3-4', 200, 'abcdef', undefined],
    ['bytes=-', 200, 'abcdef', undefined],
    ['lines=0-1', 200, 'abcdef', undefined],
  ])('are answered in part: %s', async (range, status, text, contentRange) => {
    const bucket = await startTestBucket();
    await bucket.signed('PUT', '/photos/a', { body: 'abcdef' });
    const answer = await bucket.signed('GET', '/photos/a', { headers: { range } });
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange]);
    if (text === null)
      expect([answer.code, element(answer.text, 'ActualObjectSize')]).toEqual(['InvalidRange', '6']);
    else expect(answer.text).toBe(text);
  });

  it('are answered whole when they changed since the part before', async () => {
    const bucket = await startTestBucket();
    const { headers } = await bucket.signed('PUT', '/photos/a', { body: 'abc' });
    const part = { range: 'bytes=1-', 'if-range': String(headers.etag) };
    expect((await bucket.signed('GET', '/photos/a', { headers: part })).text).toBe('bc');
    await bucket.signed('PUT', '/photos/a', { body: 'xyz' });
    expect((await bucket.signed('GET', '/photos/a', { headers: part })).text).toBe('xyz');
  });

  it('are read and replaced only if they are what the request expects', async () => {
    const bucket = await startTestBucket();
    const absent = { 'if-none-match': '*' };
    const { headers } = await bucket.signed('PUT', '/photos/a', { body: 'one', headers: absent });
    const etag = String(headers.etag);
    expect((await bucket.signed('PUT', '/photos/a', { body: 'two', headers: absent })).code).toBe(
      'PreconditionFailed',
    );
    const status = async (method: string, given: Record<string, string>) =>
      (await bucket.signed(method, '/photos/a', { headers: given })).status;
    const [before, after] = ['Sun, 24 May 2026 09:59:59 GMT', START.toUTCString()];
    expect(await status('GET', { 'if-none-match': `"x", ${etag}` })).toBe(304);
    expect(await status('HEAD', { 'if-none-match': '*' })).toBe(304);
    expect(await status('GET', { 'if-none-match': '"x"', 'if-modified-since': after })).toBe(200);
    expect(await status('GET', { 'if-modified-since': after })).toBe(304);
    expect(await status('GET', { 'if-modified-since': before })).toBe(200);
    expect(await status('GET', { 'if-unmodified-since': before })).toBe(412);
    expect(await status('GET', { 'if-match': etag, 'if-unmodified-since': before })).toBe(200);
    expect(await status('GET', { 'if-match': '"x"' })).toBe(412);
    const replaced = await bucket.signed('PUT', '/photos/a', { body: 'two', headers: { 'if-match': etag } });
    expect(replaced.status).toBe(200);
    expect((await bucket.signed('GET', '/photos/a')).text).toBe('two');
  });

  it('are answered with other headers where a signed request asks for them', async () => {
    const bucket = await startTestBucket();
    await bucket.signed('PUT', '/photos/a', {
      body: 'x',
      headers: { 'content-type': 'text/x', 'cache-control': 'a' },
    });
    const query =
      'response-content-type=text%2Fy&response-content-disposition=attachment%3B+filename%3D%22a%22';
    const got = await bucket.signed('GET', `/photos/a?${query}`, { expires: 60 });
    expect(got.headers).toMatchObject({
      'content-type': 'text/y',
      'content-disposition': 'attachment; filename="a"',
      'cache-control': 'a',
    });
    const split = await bucket.signed('GET', '/photos/a?response-expires=a%0D%0Ab:c');
    expect([split.code, split.headers.b]).toEqual(['InvalidArgument', undefined]);
  });

  it.each([
    [{ 'content-md5': md5('y') }, 400, 'BadDigest'],
    [{ 'content-md5': 'x' }, 400, 'InvalidDigest'],
    [{ 'x-amz-meta-a': 'x'.repeat(2048) }, 400, 'MetadataTooLarge'],
    [{ 'x-amz-copy-source': '/photos/b' }, 501, 'NotImplemented'],
    [{ 'x-amz-acl': 'public-read' }, 501, 'NotImplemented'],
    [{ 'if-match': '"x"' }, 412, 'PreconditionFailed'],
    [{ 'content-encoding': 'aws-chunked' }, 501, 'NotImplemented'],
  ])('are not stored with %j', async (headers, status, code) => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed('PUT', '/photos/a', {
      body: 'x',
      headers: headers as Record<string, string>,
    });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect((await bucket.signed('GET', '/photos/a')).code).toBe('NoSuchKey');
  });

  it('answer HEAD with an upload as HEAD of the object, as AWS does', async () => {
    const bucket = await startTestBucket();
    expect((await bucket.signed('HEAD', '/photos/a?uploadId=x')).status).toBe(404);
    await bucket.signed('PUT', '/photos/a', { body: 'xyz' });
    const answer = await bucket.signed('HEAD', '/photos/a?uploadId=x');
    expect([answer.status, answer.headers['content-length']]).toEqual([200, '3']);
  });

  it('have keys of at most 1024 bytes', async () => {
    const bucket = await startTestBucket();
    const longest = '%E6%8A%A5'.repeat(341);
    expect((await bucket.signed('PUT', `/photos/${longest}a`, { body: 'x' })).status).toBe(200);
    const answer = await bucket.signed('PUT', `/photos/${longest}ab`, { body: 'x' });
    expect([answer.status, answer.code, element(answer.text, 'Size')]).toEqual([
      400,
      'KeyTooLongError',
      '1025',
    ]);
  });
});

describe('buckets', () => {
  it('are made, found and removed', async () => {
    const bucket = await startTestBucket();
    const created = await bucket.signed('PUT', '/my.bucket');
    expect([created.status, created.headers.location]).toEqual([200, '/my.bucket']);
    expect((await bucket.signed('PUT', '/my.bucket')).code).toBe('BucketAlreadyOwnedByYou');
    expect((await bucket.signed('HEAD', '/my.bucket/')).status).toBe(200);
    await bucket.signed('PUT', '/my.bucket/a', { body: 'x' });
    const full = await bucket.signed('DELETE', '/my.bucket');
    expect([full.status, full.code]).toEqual([409, 'BucketNotEmpty']);
    await bucket.signed('DELETE', '/my.bucket/a');
    expect((await bucket.signed('DELETE', '/my.bucket')).status).toBe(204);
    expect((await bucket.signed('HEAD', '/my.bucket')).status).toBe(404);
    expect((await bucket.signed('DELETE', '/my.bucket')).code).toBe('NoSuchBucket');
  });

  it.each(['ab', 'UPPER', 'a..b', '-ab', '__proto__'])('are not named %s', async (name) => {
    const bucket = await startTestBucket();
    expect((await bucket.signed('PUT', `/${name}`)).code).toBe('InvalidBucketName');
    expect((await bucket.signed('GET', `/${name}/a`)).code).toBe('NoSuchBucket');
  });

  it('are listed', async () => {
    const bucket = await startTestBucket({ buckets: { photos: [], archive: [] } });
    const { text } = await bucket.signed('GET', '/');
    expect([...text.matchAll(/<Name>(\w+)</g)].map(([, name]) => name)).toEqual(['archive', 'photos']);
    expect(element(text, 'CreationDate')).toBe('2026-05-24T10:00:00.000Z');
  });

  it('are made in this region only', async () => {
    const bucket = await startTestBucket();
    const body = (region: string) =>
      `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    expect((await bucket.signed('PUT', '/second', { body: body('us-east-1') })).status).toBe(200);
    expect((await bucket.signed('PUT', '/third', { body: body('eu-west-1') })).code).toBe(
      'IllegalLocationConstraintException',
    );
    expect((await bucket.signed('PUT', '/third', { body: '<x' })).code).toBe('MalformedXML');
  });
});

describe('what is not built', () => {
  it.each([
    ['PUT', '/photos/a?partNumber=1&uploadId=x', 404, 'NoSuchUpload'],
    ['PUT', '/photos/a?uploadId=x&partNumber=10000', 404, 'NoSuchUpload'],
    ['PUT', '/photos/a?partNumber=0&uploadId=x', 400, 'InvalidArgument'],
    ['PUT', '/nothing/a?partNumber=1&uploadId=x', 404, 'NoSuchBucket'],
    ['POST', '/photos/a?uploadId=x', 404, 'NoSuchUpload'],
    ['GET', '/photos/a?uploadId=x', 404, 'NoSuchUpload'],
    ['DELETE', '/photos/a?uploadId=x', 404, 'NoSuchUpload'],
    ['HEAD', '/photos/a?uploadId=x&partNumber=1', 501, ''],
    ['GET', '/photos?uploads', 501, 'NotImplemented'],
    ['GET', '/photos?versions', 501, 'NotImplemented'],
    ['POST', '/photos?delete', 501, 'NotImplemented'],
    ['POST', '/photos', 501, 'NotImplemented'],
    ['DELETE', '/', 501, 'NotImplemented'],
    ['PUT', '/photos?acl', 501, 'NotImplemented'],
    ['PUT', '/photos?cors&acl', 501, 'NotImplemented'],
    ['GET', '/photos/a?response-other=x', 501, 'NotImplemented'],
    ['PUT', '/photos/a?partNumber=1', 501, 'NotImplemented'],
    ['DELETE', '/photos/a?versionId=1', 501, 'NotImplemented'],
    ['PATCH', '/photos/a', 501, 'NotImplemented'],
    ['GET', '/photos?list-type=2&fetch-owner=true', 501, 'NotImplemented'],
    ['GET', '/photos?list-type=2&fetch-owner=false', 200, ''],
    ['GET', '/photos?list-type=7', 400, 'InvalidArgument'],
    ['GET', '/photos?encoding-type=zip', 400, 'InvalidArgument'],
    ['POST', '/photos/a?uploadId=x&x-amz-checksum-crc32=AAAAAA%3D%3D', 501, 'NotImplemented'],
  ])('%s %s is answered %d', async (method, path, status, code) => {
    const bucket = await startTestBucket();
    await bucket.signed('PUT', '/photos/a', { body: 'x' });
    const answer = await bucket.signed(method, path, { body: '' });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect((await bucket.signed('GET', '/photos/a')).text).toBe('x');
  });

  it.each([
    ['PUT', '/photos/a', 'if-unmodified-since', START.toUTCString()],
    ['PUT', '/photos/a', 'if-modified-since', START.toUTCString()],
    ['POST', '/photos/a?uploadId=x', 'x-amz-checksum-crc32', 'AAAAAA=='],
    ['POST', '/photos/a?uploadId=x', 'x-amz-checksum-type', 'FULL_OBJECT'],
  ])('is told of a header: %s %s, %s', async (method, path, name, value) => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed(method, path, { headers: { [name]: value }, body: '' });
    expect([answer.status, element(answer.text, 'Header')]).toEqual([501, name]);
    expect((await bucket.signed('HEAD', '/photos/a')).status).toBe(404);
  });

  it('is told only to those who may know', async () => {
    const bucket = await startTestBucket();
    const credentials = { accessKeyId: bucket.rootCredentials.accessKeyId, secretAccessKey: 'wrong' };
    expect((await bucket.signed('PUT', '/photos/a?partNumber=1&uploadId=x', { credentials })).code).toBe(
      'SignatureDoesNotMatch',
    );
  });
});
