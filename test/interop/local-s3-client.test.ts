import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { assumeRole } from '../support/assume-role.js';
import { type AwsClient, awsClient, awsCommands, presignedForm, presignedUrl } from './peers/aws-sdk.js';

const PART_BYTES = 5 * 1024 * 1024;
const RULES = [
  {
    AllowedOrigins: ['https://app.example'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['*'],
    MaxAgeSeconds: 9,
  },
];

let local: LocalBucket;
let client: AwsClient;
let presigner: AwsClient;

beforeAll(async () => {
  local = await startLocalBucket({ buckets: { photos: [] } });
});
afterAll(() => local?.stop());

describe.each(['the root key', 'a temporary key'])('@aws-sdk/client-s3 with %s', (kind) => {
  beforeEach(async () => {
    const { endpoint, region, roleArn, rootCredentials: admin } = local;
    const credentials =
      kind === 'the root key'
        ? admin
        : await readCredentials(
            await assumeRole({ endpoint, region, roleArn, admin }),
            new Date(),
            'temporary',
          );
    client = awsClient(local, credentials);
    // Else its URLs hold the checksum of an empty body.
    presigner = awsClient(local, credentials, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  });

  it('puts, gets, heads and deletes an object with its metadata', async () => {
    const Key = 'dir/a b+%報\u{1f600}.txt';
    const put = await client.send(
      awsCommands.PutObject({
        Bucket: 'photos',
        Key,
        Body: 'hello',
        ContentType: 'text/x',
        Metadata: { author: 'me' },
      }),
    );
    expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const head = await client.send(awsCommands.HeadObject({ Bucket: 'photos', Key }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'text/x', Metadata: { author: 'me' } });
    const got = await client.send(awsCommands.GetObject({ Bucket: 'photos', Key, Range: 'bytes=1-3' }));
    expect([await got.Body.transformToString(), got.ContentRange]).toEqual(['ell', 'bytes 1-3/5']);
    await client.send(awsCommands.DeleteObject({ Bucket: 'photos', Key }));
    await expect(client.send(awsCommands.GetObject({ Bucket: 'photos', Key }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(client.send(awsCommands.HeadObject({ Bucket: 'photos', Key }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('puts a stream, in chunks with a checksum behind them', async () => {
    const Body = Readable.from([Buffer.alloc(100_000, 'a'), Buffer.alloc(100_000, 'b')], {
      objectMode: false,
    });
    await client.send(
      awsCommands.PutObject({ Bucket: 'photos', Key: 'stream', Body, ContentLength: 200_000 }),
    );
    const got = await client.send(awsCommands.GetObject({ Bucket: 'photos', Key: 'stream' }));
    const text = await got.Body.transformToString();
    expect(text).toBe('a'.repeat(100_000) + 'b'.repeat(100_000));
    expect(got.ContentEncoding).toBeUndefined();
  });

  it('lists, page after page, and folds at a delimiter', async () => {
    await client.send(awsCommands.CreateBucket({ Bucket: 'listed' }));
    const keys = ['a/1', 'a/2', 'b', 'c/x y', 'd\u{1f600}', 'd\uffe6'];
    for (const Key of keys) {
      await client.send(awsCommands.PutObject({ Bucket: 'listed', Key, Body: 'x' }));
    }
    const listed: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        awsCommands.ListObjectsV2({ Bucket: 'listed', MaxKeys: 4, ContinuationToken }),
      );
      listed.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(listed).toEqual(['a/1', 'a/2', 'b', 'c/x y', 'd\uffe6', 'd\u{1f600}']);
    const folded = await client.send(
      awsCommands.ListObjects({ Bucket: 'listed', Delimiter: '/', EncodingType: 'url' }),
    );
    expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
    expect(folded.Contents?.map(({ Key }) => decodeURIComponent(Key))).toEqual([
      'b',
      'd\uffe6',
      'd\u{1f600}',
    ]);
    for (const Key of keys) await client.send(awsCommands.DeleteObject({ Bucket: 'listed', Key }));
    const { Buckets } = await client.send(awsCommands.ListBuckets({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['listed', 'photos']);
    await client.send(awsCommands.DeleteBucket({ Bucket: 'listed' }));
  });

  it('uploads in parts, lists them and gets one object', async () => {
    const Key = 'parts';
    const { UploadId } = await client.send(
      awsCommands.CreateMultipartUpload({ Bucket: 'photos', Key, ContentType: 'image/x' }),
    );
    const upload = { Bucket: 'photos', Key, UploadId };
    const bodies = [Buffer.alloc(PART_BYTES, 1), Buffer.alloc(PART_BYTES, 2), Buffer.from('end')];
    const Parts: { PartNumber: number; ETag: string }[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await client.send(awsCommands.UploadPart({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
    }
    const listed = await client.send(awsCommands.ListParts({ ...upload, MaxParts: 2 }));
    expect(listed.Parts?.map(({ Size }) => Size)).toEqual([PART_BYTES, PART_BYTES]);
    expect([listed.IsTruncated, listed.NextPartNumberMarker]).toEqual([true, '2']);
    const done = await client.send(
      awsCommands.CompleteMultipartUpload({ ...upload, MultipartUpload: { Parts } }),
    );
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const got = await client.send(awsCommands.GetObject({ Bucket: 'photos', Key }));
    expect([got.ContentType, got.ETag]).toEqual(['image/x', done.ETag]);
    expect(md5(await got.Body.transformToByteArray())).toBe(md5(Buffer.concat(bodies)));
    await expect(client.send(awsCommands.AbortMultipartUpload(upload))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  it('signs URLs that upload and download by themselves', async () => {
    const put = await presignedUrl(presigner, awsCommands.PutObject({ Bucket: 'photos', Key: 'by url' }));
    expect((await fetch(put, { method: 'PUT', body: 'by url' })).status).toBe(200);
    const get = await presignedUrl(
      client,
      awsCommands.GetObject({ Bucket: 'photos', Key: 'by url', ResponseContentType: 'text/y' }),
    );
    const got = await fetch(get);
    expect([await got.text(), got.headers.get('content-type')]).toEqual(['by url', 'text/y']);
    const empty = await presignedUrl(client, awsCommands.PutObject({ Bucket: 'photos', Key: 'empty' }));
    const refused = await fetch(empty, { method: 'PUT', body: 'not empty' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
  });

  it('signs forms', async () => {
    const { url, fields } = await presignedForm(client, {
      Bucket: 'photos',
      Key: 'forms/$' + '{filename}',
      Conditions: [['content-length-range', 1, 5]],
      Fields: { success_action_status: '201', 'x-amz-meta-by': 'form', 'Content-Type': 'text/z' },
    });
    const post = async (content: string): Promise<Response> => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([content]), 'a "1".txt');
      return fetch(url, { method: 'POST', body: form });
    };
    const posted = await post('hello');
    expect([posted.status, await posted.text()]).toEqual([
      201,
      expect.stringContaining('<Bucket>photos</Bucket>'),
    ]);
    const head = await client.send(awsCommands.HeadObject({ Bucket: 'photos', Key: 'forms/a "1".txt' }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'text/z', Metadata: { by: 'form' } });
    const long = await post('longer');
    expect([long.status, await long.text()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
  });

  it('manages the CORS rules', async () => {
    await client.send(
      awsCommands.PutBucketCors({ Bucket: 'photos', CORSConfiguration: { CORSRules: RULES } }),
    );
    const { CORSRules } = await client.send(awsCommands.GetBucketCors({ Bucket: 'photos' }));
    expect(CORSRules).toEqual(RULES);
    await client.send(awsCommands.DeleteBucketCors({ Bucket: 'photos' }));
    await expect(client.send(awsCommands.GetBucketCors({ Bucket: 'photos' }))).rejects.toMatchObject({
      name: 'NoSuchCORSConfiguration',
    });
  });

  it('is told of a wrong secret, and of a command that is not built', async () => {
    const { accessKeyId } = local.rootCredentials;
    const wrong = awsClient(local, { accessKeyId, secretAccessKey: 'wrong' });
    await expect(wrong.send(awsCommands.ListBuckets({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      client.send(awsCommands.CopyObject({ Bucket: 'photos', Key: 'copy', CopySource: '/photos/a' })),
    ).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
