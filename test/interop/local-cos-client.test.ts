import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/model/credentials.js';
import { cosDialect } from '../../src/node/index.js';
import { send } from '../node/support/send.js';
import { type ServedDialect, serveDialect } from '../support/serve-dialect.js';
import { type CosClient, cosClient } from './peers/cos-client.js';

const Bucket = 'photos-1250000000';
/** Emptied before the tests, not after them: the client still writes into it 400 ms after an upload has ended. */
const folder = resolve('build/cos-client');
const PART_BYTES = 1024 * 1024;
const RULES = [
  {
    ID: 'one',
    AllowedOrigins: ['https://app.example', 'https://*.example'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['X-Cos-Meta-A', 'authorization'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: '9',
  },
];

let local: ServedDialect;
let client: CosClient;
let credentials: Credentials;
let at: { Bucket: string; Region: string };

beforeAll(async () => {
  local = await serveDialect(cosDialect, { [Bucket]: [] });
  at = { Bucket, Region: local.region };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});
afterAll(() => local?.stop());

/** The vendor's client wants the bucket in the host; here no resolver need know its name. */
function clientWith({ accessKeyId, secretAccessKey, securityToken }: Credentials): CosClient {
  return cosClient({
    Domain: 'http://{Bucket}.cos.{Region}.localhost',
    Ip: `127.0.0.1:${local.port}`,
    ServiceDomain: `http://service.cos.localhost`,
    SecretId: accessKeyId,
    SecretKey: secretAccessKey,
    SecurityToken: securityToken,
    ConfCwd: folder,
  });
}

/** The vendor's client puts a token into a URL as it is: one of Tencent's needs no encoding. */
function temporary(): Credentials {
  return local.temporary(900, randomBytes(100).toString('base64url'));
}

describe.each(['the root key', 'a temporary key'])('cos-nodejs-sdk-v5 with %s', (kind) => {
  beforeEach(() => {
    credentials = kind === 'the root key' ? local.credentials : temporary();
    client = clientWith(credentials);
  });

  it('puts, gets, heads and deletes an object with its metadata', async () => {
    const Key = "dir/a b+%報\u{1f600}(1)'!*.txt";
    const put = await client.putObject({
      ...at,
      Key,
      Body: 'hello',
      ContentType: 'text/x',
      'x-cos-meta-author': 'me',
    });
    expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const head = await client.headObject({ ...at, Key });
    expect(head.headers).toMatchObject({
      'content-length': '5',
      'content-type': 'text/x',
      'x-cos-meta-author': 'me',
    });
    const got = await client.getObject({ ...at, Key, Range: 'bytes=1-3', ResponseContentType: 'text/y' });
    expect([got.Body.toString(), got.headers['content-range'], got.headers['content-type']]).toEqual([
      'ell',
      'bytes 1-3/5',
      'text/y',
    ]);
    expect((await client.deleteObject({ ...at, Key })).statusCode).toBe(204);
    await expect(client.getObject({ ...at, Key })).rejects.toMatchObject({
      code: 'NoSuchKey',
      statusCode: 404,
    });
    await expect(client.headObject({ ...at, Key })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('lists, page after page, and folds at a delimiter', async () => {
    const listed = { ...at, Bucket: 'listed-1250000000' };
    await client.putBucket(listed);
    const keys = ['a/1', 'a/2', 'b', 'c/x y', 'd\u{1f600}', 'd\uffe6'];
    for (const Key of keys) await client.putObject({ ...listed, Key, Body: 'x' });
    const first = await client.getBucket({ ...listed, MaxKeys: 4 });
    expect([first.Contents.map(({ Key }) => Key), first.IsTruncated]).toEqual([keys.slice(0, 4), 'true']);
    const rest = await client.getBucket({ ...listed, Marker: first.NextMarker ?? '' });
    expect([rest.Contents.map(({ Key }) => Key), rest.IsTruncated]).toEqual([
      ['d\uffe6', 'd\u{1f600}'],
      'false',
    ]);
    const folded = await client.getBucket({ ...listed, Delimiter: '/', EncodingType: 'url' });
    expect(folded.CommonPrefixes.map(({ Prefix }) => decodeURIComponent(Prefix))).toEqual(['a/', 'c/']);
    expect(folded.Contents.map(({ Key }) => decodeURIComponent(Key))).toEqual(['b', 'd\uffe6', 'd\u{1f600}']);
    await expect(client.deleteBucket(listed)).rejects.toMatchObject({
      code: 'BucketNotEmpty',
      statusCode: 409,
    });
    for (const Key of keys) await client.deleteObject({ ...listed, Key });
    const { Buckets } = await client.getService();
    expect(Buckets.map(({ Name }) => Name)).toEqual([listed.Bucket, Bucket]);
    await client.deleteBucket(listed);
    await expect(client.headBucket(listed)).rejects.toMatchObject({ statusCode: 404 });
    await client.headBucket(at);
  });

  it('uploads in parts, lists them and gets one object', async () => {
    const object = { ...at, Key: 'parts' };
    const { UploadId } = await client.multipartInit({ ...object, ContentType: 'image/x' });
    const bodies = [Buffer.alloc(PART_BYTES, 1), Buffer.alloc(PART_BYTES, 2), Buffer.from('end')];
    const Parts: { PartNumber: number; ETag: string }[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await client.multipartUpload({ ...object, UploadId, PartNumber, Body });
      Parts.push({ PartNumber, ETag });
    }
    const listed = await client.multipartListPart({ ...object, UploadId, MaxParts: 2 });
    expect(listed.Part.map(({ Size }) => Number(Size))).toEqual([PART_BYTES, PART_BYTES]);
    expect([listed.IsTruncated, listed.NextPartNumberMarker]).toEqual(['true', '2']);
    const done = await client.multipartComplete({ ...object, UploadId, Parts });
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const got = await client.getObject(object);
    expect([got.headers['content-type'], got.headers.etag]).toEqual(['image/x', done.ETag]);
    expect(md5(got.Body)).toBe(md5(Buffer.concat(bodies)));
    await expect(client.multipartAbort({ ...object, UploadId })).rejects.toMatchObject({
      code: 'NoSuchUpload',
    });
    const begun = await client.multipartInit(object);
    expect((await client.multipartAbort({ ...object, UploadId: begun.UploadId })).statusCode).toBe(204);
  });

  it('uploads a file in slices, going on with those that are there', async () => {
    const FilePath = join(folder, 'file.bin');
    const content = randomBytes(2 * PART_BYTES + 7);
    await writeFile(FilePath, content);
    const object = { ...at, Key: 'dir/slices (1).bin' };
    const { UploadId } = await client.multipartInit(object);
    await client.multipartInit({ ...at, Key: 'dir/slices (2).bin' });
    const elsewhere = { ...at, Key: 'elsewhere' };
    const { UploadId: other } = await client.multipartInit(elsewhere);
    const first = content.subarray(0, PART_BYTES);
    await client.multipartUpload({ ...object, UploadId, PartNumber: 1, Body: first });
    const { Upload } = await client.multipartList({ ...at, Prefix: 'dir/slices' });
    expect(Upload.map(({ Key }) => Key)).toEqual([object.Key, 'dir/slices (2).bin']);
    const page = await client.multipartList({ ...at, Prefix: 'dir/slices', MaxUploads: 1 });
    expect([page.IsTruncated, page.NextUploadIdMarker]).toEqual(['true', UploadId]);
    const { ETag } = await client.sliceUploadFile({ ...object, FilePath, ChunkSize: PART_BYTES });
    expect(ETag).toMatch(/-3"$/);
    const got = await client.getObject(object);
    expect(md5(got.Body)).toBe(md5(content));
    const left = await client.multipartList({ ...at, Prefix: 'dir/slices' });
    expect(left.Upload.map(({ Key }) => Key)).toEqual(['dir/slices (2).bin']);
    await client.multipartAbort({
      ...at,
      Key: 'dir/slices (2).bin',
      UploadId: left.Upload[0]?.UploadId ?? '',
    });
    await client.multipartAbort({ ...elsewhere, UploadId: other });
  });

  it('signs URLs that upload and download by themselves', async () => {
    const put = await presigned({ Key: 'by url (1)', Method: 'PUT' });
    expect((await fetched(put, { method: 'PUT', body: 'by url' })).status).toBe(200);
    const get = await presigned({ Key: 'by url (1)', Query: { 'response-content-type': 'text/y' } });
    const got = await fetched(get);
    expect([await got.text(), got.headers.get('content-type')]).toEqual(['by url', 'text/y']);
    const refused = await fetched(get.replace('text%2Fy', 'text%2Fz'));
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
    ]);
  });

  it('is told of a wrong secret, with what was signed, and of what is not built', async () => {
    const wrong = clientWith({ ...credentials, secretAccessKey: 'wrong' });
    await expect(wrong.getObject({ ...at, Key: 'a b' })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      statusCode: 403,
      message: 'The Signature you specified is invalid.',
      error: {
        StringToSign: expect.stringMatching(/^sha1\n\d{10};\d{10}\n[0-9a-f]{40}\n$/),
        FormatString: expect.stringMatching(/^get\n\/a b\n/),
      },
    });
    await expect(
      client.putObjectCopy({ ...at, Key: 'copy', CopySource: `${Bucket}.cos.${at.Region}.myqcloud.com/a` }),
    ).rejects.toMatchObject({ code: 'NotImplemented', statusCode: 501 });
    expect(local.errors).toEqual([]);
  });

  it('manages the CORS rules', async () => {
    await expect(client.getBucketCors(at)).resolves.toMatchObject({ CORSRules: [] });
    await client.putBucketCors({ ...at, CORSRules: RULES, ResponseVary: 'true' });
    expect(await client.getBucketCors(at)).toMatchObject({ CORSRules: RULES, ResponseVary: 'true' });
    await expect(
      client.putBucketCors({ ...at, CORSRules: [{ ...RULES[0], AllowedMethods: ['PATCH'] }] }),
    ).rejects.toMatchObject({ code: 'InvalidArgument', statusCode: 400 });
    await client.deleteBucketCors(at);
    await expect(client.getBucketCors(at)).resolves.toMatchObject({ CORSRules: [] });
  });
});

describe('cos-nodejs-sdk-v5', () => {
  it('corrects its clock by the time in the refusal', async () => {
    local.clock.now = () => new Date(Date.now() + 3_600_000);
    try {
      const late = clientWith(local.credentials);
      expect((await late.putObject({ ...at, Key: 'late', Body: 'x' })).statusCode).toBe(200);
    } finally {
      local.clock.now = () => new Date();
    }
  });

  // The vendor's page has the form; its clients leave it to the caller.
  it('posts a form signed as the page says', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { accessKeyId, secretAccessKey, securityToken } = local.temporary();
    const keyTime = `${now - 1};${now + 60}`;
    const policy = JSON.stringify({
      expiration: new Date((now + 60) * 1000).toISOString(),
      conditions: [
        { bucket: Bucket },
        ['starts-with', '$key', 'forms/'],
        ['content-length-range', 1, 5],
        { 'q-sign-algorithm': 'sha1' },
        { 'q-ak': accessKeyId },
        { 'q-sign-time': keyTime },
      ],
    });
    const signKey = createHmac('sha1', secretAccessKey).update(keyTime).digest('hex');
    const hash = createHash('sha1').update(policy).digest('hex');
    const fields = {
      key: 'forms/$' + '{filename}',
      policy: Buffer.from(policy).toString('base64'),
      'q-sign-algorithm': 'sha1',
      'q-ak': accessKeyId,
      'q-key-time': keyTime,
      'q-signature': createHmac('sha1', signKey).update(hash).digest('hex'),
      'x-cos-security-token': securityToken,
      'x-cos-meta-by': 'form',
      success_action_status: '201',
    };
    const post = (content: string, change: object = {}): Promise<Response> => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, ...change })) form.append(name, value);
      form.append('file', new Blob([content]), 'a.txt');
      return fetch(`${local.endpoint}/${Bucket}`, { method: 'POST', body: form });
    };
    const posted = await post('hello');
    expect([posted.status, await posted.text()]).toEqual([
      201,
      expect.stringContaining('<Key>forms/a.txt</Key>'),
    ]);
    const head = await clientWith(local.credentials).headObject({ ...at, Key: 'forms/a.txt' });
    expect(head.headers).toMatchObject({ 'content-length': '5', 'x-cos-meta-by': 'form' });
    const codes = [
      await post('longer'),
      await post('x', { key: 'elsewhere' }),
      await post('x', { 'q-key-time': `${now - 1};${now + 61}` }),
      await post('x', { 'x-cos-security-token': 'another' }),
      await post('x', { acl: 'public-read' }),
    ].map(async (response) => `${response.status} ${/<Code>(.*)<\/Code>/.exec(await response.text())?.[1]}`);
    expect(await Promise.all(codes)).toEqual([
      '400 EntityTooLarge',
      '403 AccessDenied',
      '403 SignatureDoesNotMatch',
      '403 InvalidAccessKeyId',
      '501 NotImplemented',
    ]);
  });
});

/** A URL of the client's, for an hour. */
function presigned(options: { readonly Key: string; readonly [option: string]: unknown }): Promise<string> {
  return new Promise((resolve, reject) => {
    client.getObjectUrl({ ...at, Sign: true, Expires: 3600, ...options }, (error, data) =>
      error ? reject(error) : resolve(data.Url),
    );
  });
}

/** Fetches a URL whose host no resolver need know. */
async function fetched(url: string, init: { method?: string; body?: string } = {}): Promise<Response> {
  const { hostname, pathname, search } = new URL(url);
  const target = `http://127.0.0.1:${local.port}${pathname}${search}`;
  const { status, headers, text } = await send(target, { ...init, headers: { host: hostname } });
  return new Response(text, { status, headers: { 'content-type': String(headers['content-type'] ?? '') } });
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
