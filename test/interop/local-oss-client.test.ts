import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ossDialect } from '../../src/node/index.js';
import { postSignedForm } from '../node/support/post-signed-form.js';
import { element } from '../node/support/send.js';
import { type Received, sendToHost } from '../node/support/send-to-host.js';
import { type BucketWithKeys, startBucketWithKeys, type TestKeys } from '../support/session-keys.js';
import { type AliOss, aliOss } from './peers/ali-oss-client.js';

const PART_BYTES = 100 * 1024;
const RULE = {
  allowedOrigin: ['https://app.example', 'https://*.example.com'],
  allowedMethod: ['PUT', 'GET'],
  allowedHeader: 'X-OSS-*',
  exposeHeader: 'ETag',
  maxAgeSeconds: '9',
};

let local: BucketWithKeys;
let endpoint: string;
let keys: TestKeys;
let client: AliOss;

beforeAll(async () => {
  local = await startBucketWithKeys(ossDialect, { buckets: { photos: [] } });
  endpoint = `http://oss.localhost:${new URL(local.endpoint).port}`;
});
afterAll(() => local?.stop());

const CASES = [false, true].flatMap((authorizationV4) =>
  ['the root key', 'a temporary key'].map((kind) => ({
    version: authorizationV4 ? 'V4' : 'V1',
    authorizationV4,
    kind,
  })),
);

describe.each(CASES)('ali-oss by $version with $kind', ({ authorizationV4, kind }) => {
  beforeEach(() => {
    keys =
      kind === 'the root key'
        ? local.rootCredentials
        : local.addSession({ expiresAt: new Date(Date.now() + 900_000) });
    client = aliOss(endpoint, keys, { authorizationV4 });
  });

  it('puts, gets, heads and deletes an object with its metadata', async () => {
    const key = 'dir/a b+%(1)報\u{1f600}.txt';
    const put = await client.put(key, Buffer.from('hello'), { meta: { author: 'me' }, mime: 'text/x' });
    expect(put.res.headers).toMatchObject({
      etag: '"5D41402ABC4B2A76B9719D911017C592"',
      server: 'AliyunOSS',
    });
    expect(put.res.headers['x-oss-request-id']).toMatch(/^[0-9A-F]{24}$/);
    const head = await client.head(key);
    expect(head.meta).toEqual({ author: 'me' });
    expect(head.res.headers).toMatchObject({
      'content-length': '5',
      'content-type': 'text/x',
      'x-oss-object-type': 'Normal',
    });
    const got = await client.get(key, { headers: { Range: 'bytes=1-3' } });
    expect([got.content.toString(), got.res.status]).toEqual(['ell', 206]);
    expect((await client.delete(key)).res.status).toBe(204);
    await expect(client.get(key)).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
    await expect(client.head(key)).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  it('puts a stream', async () => {
    await client.putStream('stream', Readable.from([Buffer.alloc(100_000, 'a')], { objectMode: false }), {
      contentLength: 100_000,
    });
    expect((await client.get('stream')).content).toEqual(Buffer.alloc(100_000, 'a'));
  });

  it('lists, page after page, and folds at a delimiter', async () => {
    const listing = aliOss(endpoint, keys, { authorizationV4, bucket: 'listed' });
    expect((await listing.putBucket('listed')).bucket).toBe('listed');
    const names = ['a/1', 'a/2', 'b', 'c/x y', 'd\uffe6', 'd\u{1f600}'];
    for (const name of names) await listing.put(name, Buffer.from('x'));
    const first = await listing.list({ 'max-keys': 4 });
    const second = await listing.list({ 'max-keys': 4, marker: first.nextMarker });
    expect([...first.objects, ...second.objects].map(({ name }) => name)).toEqual(names);
    const pageOne = await listing.listV2({ 'max-keys': 4 });
    const pageTwo = await listing.listV2({ 'continuation-token': pageOne.nextContinuationToken });
    expect([...pageOne.objects, ...pageTwo.objects].map(({ name }) => name)).toEqual(names);
    const folded = await listing.list({ delimiter: '/' });
    expect([folded.prefixes, folded.objects[0]]).toEqual([
      ['a/', 'c/'],
      expect.objectContaining({ name: 'b', size: 1, type: 'Normal' }),
    ]);
    for (const name of names) await listing.delete(name);
    expect((await listing.listBuckets()).buckets.map(({ name, region }) => [name, region])).toEqual([
      ['listed', 'oss-cn-hangzhou'],
      ['photos', 'oss-cn-hangzhou'],
    ]);
    await listing.deleteBucket('listed');
  });

  it('uploads in parts, lists them and gets one object', async () => {
    const bytes = Buffer.concat([
      Buffer.alloc(PART_BYTES, 1),
      Buffer.alloc(PART_BYTES, 2),
      Buffer.from('end'),
    ]);
    const done = await client.multipartUpload('parts', bytes, { partSize: PART_BYTES, mime: 'image/x' });
    expect(done.etag).toMatch(/^"[0-9A-F]{32}-3"$/);
    const got = await client.get('parts');
    expect(md5(got.content)).toBe(md5(bytes));
    expect(got.res.headers).toMatchObject({ etag: done.etag, 'x-oss-object-type': 'Multipart' });

    const folder = mkdtempSync(join(tmpdir(), 'ali-oss-'));
    const file = join(folder, 'file');
    writeFileSync(file, bytes);
    const { uploadId } = await client.initMultipartUpload('by hand');
    for (const part of [1, 2]) await client.uploadPart('by hand', uploadId, part, file, 0, PART_BYTES);
    rmSync(folder, { recursive: true });
    const listed = await client.listParts('by hand', uploadId, { 'max-parts': 1 });
    expect([listed.isTruncated, listed.nextPartNumberMarker]).toEqual(['true', '1']);
    await expect(
      client.completeMultipartUpload('by hand', uploadId, [{ number: 1, etag: '"0"' }]),
    ).rejects.toMatchObject({ code: 'InvalidPart' });
    await client.abortMultipartUpload('by hand', uploadId);
    await expect(client.listParts('by hand', uploadId)).rejects.toMatchObject({ code: 'NoSuchUpload' });
  });

  it('signs URLs that upload and download by themselves', async () => {
    const headers = { 'content-type': 'text/y' };
    const key = 'by url (1).txt';
    const sign = (method: string, response: Record<string, string> = {}): Promise<string> | string =>
      authorizationV4
        ? client.signatureUrlV4(
            method,
            60,
            { headers: method === 'PUT' ? headers : {}, queries: prefixed(response) },
            key,
          )
        : client.signatureUrl(key, {
            method,
            expires: 60,
            response,
            ...(method === 'PUT' ? { 'Content-Type': headers['content-type'] } : {}),
          });
    const put = await sign('PUT');
    expect((await sendToHost(put, { method: 'PUT', headers, body: 'by url' })).status).toBe(200);
    const got = await sendToHost(await sign('GET', { 'content-type': 'text/z' }));
    expect([got.text, got.headers['content-type']]).toEqual(['by url', 'text/z']);
    const other = await sendToHost(put, {
      method: 'PUT',
      headers: { 'content-type': 'text/other' },
      body: 'x',
    });
    expect([other.status, other.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('signs forms', async () => {
    const now = new Date();
    const { accessKeyId, securityToken } = keys;
    const date = now.toISOString().replace(/\.\d+|[-:]/g, '');
    const token = securityToken === undefined ? {} : { 'x-oss-security-token': securityToken };
    const scope = `${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`;
    const named = {
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
      'x-oss-credential': `${accessKeyId}/${scope}`,
      'x-oss-date': date,
    };
    const conditions = [
      ['content-length-range', 1, 5],
      ['starts-with', '$key', 'forms/'],
      ['in', '$content-type', ['text/z']],
      ...(authorizationV4 ? [named] : []),
      token,
    ];
    const policy = { expiration: new Date(now.getTime() + 60_000).toISOString(), conditions };
    const { Signature, policy: encoded, OSSAccessKeyId } = client.calculatePostSignature(policy);
    const signed = authorizationV4
      ? { ...named, 'x-oss-signature': client.signPostObjectPolicyV4(policy, now) }
      : { OSSAccessKeyId, Signature };
    const fields = { key: 'forms/$' + '{filename}', ...signed, policy: encoded, ...token };
    const post = (content: string, more: Record<string, string> = {}): Promise<Received> =>
      postSignedForm(
        endpoint.replace('//', '//photos.'),
        { ...fields, 'Content-Type': 'text/z', 'x-oss-meta-by': 'form', ...more },
        { file: content },
      );
    const posted = await post('hello', { success_action_status: '201' });
    expect([posted.status, element(posted.text, 'Key')]).toEqual([201, 'forms/name.txt']);
    const head = await client.head('forms/name.txt');
    expect([head.meta, head.res.headers['content-type']]).toEqual([{ by: 'form' }, 'text/z']);
    expect((await post('hello')).status).toBe(204);
    expect((await post('longer')).code).toBe('EntityTooLarge');
    expect((await post('hello', { 'Content-Type': 'text/other' })).code).toBe('AccessDenied');
    expect((await post('hello', { policy: `${encoded}A` })).code).toBe('SignatureDoesNotMatch');
  });

  it('manages the CORS rules', async () => {
    await client.putBucketCORS('photos', [RULE]);
    expect((await client.getBucketCORS('photos')).rules).toEqual([{ ...RULE, allowedHeader: 'x-oss-*' }]);
    expect((await client.deleteBucketCORS('photos')).res.status).toBe(204);
    await expect(client.getBucketCORS('photos')).rejects.toMatchObject({
      code: 'NoSuchCORSConfiguration',
      ecCode: '0034-00000001',
    });
  });

  it('is told of a wrong secret, also in an answer without a body, and of what is not built', async () => {
    const wrong = aliOss(endpoint, { ...keys, secretAccessKey: 'wrong' }, { authorizationV4 });
    const refused = { code: 'SignatureDoesNotMatch', status: 403 };
    await expect(wrong.listBuckets()).rejects.toMatchObject(refused);
    await expect(wrong.put('a', Buffer.from('a'))).rejects.toMatchObject(refused);
    await expect(wrong.head('a')).rejects.toMatchObject(refused);
    await expect(client.copy('copy', 'stream')).rejects.toMatchObject({
      code: 'NotImplemented',
      status: 501,
    });
    await expect(client.getBucketInfo('photos')).rejects.toMatchObject({ code: 'NotImplemented' });
  });

  it('finds its bucket in the path too', async () => {
    const { port } = new URL(endpoint);
    const inPath = aliOss(`http://localhost:${port}`, keys, { authorizationV4, sldEnable: true });
    await inPath.put('in/path', Buffer.from('path'));
    expect((await client.get('in/path')).content.toString()).toBe('path');
    expect((await inPath.list({ prefix: 'in/' })).objects).toHaveLength(1);
    await inPath.putBucketCORS('photos', [RULE]);
    await inPath.deleteBucketCORS('photos');
  });
});

function prefixed(response: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(response).map(([name, value]) => [`response-${name}`, value]));
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
