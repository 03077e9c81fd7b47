import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startTestBucket, type TestBucket } from '../support/local-bucket.js';
import { element, type Received } from '../support/send.js';

const MIB = 1024 * 1024;

describe('an upload in parts', () => {
  it('becomes one object with what was said at its beginning', async () => {
    const bucket = await startTestBucket();
    const uploadId = await begin(bucket, { 'content-type': 'image/x', 'x-amz-meta-by': 'me' });
    const [one, two] = [Buffer.alloc(5 * MIB, 1), Buffer.from('end')];
    const etags = [await put(bucket, uploadId, 1, one), await put(bucket, uploadId, 7, two)].map(etagOf);
    expect((await bucket.signed('GET', '/photos/a')).code).toBe('NoSuchKey');
    const done = await complete(bucket, uploadId, [
      [1, etags[0]],
      [7, etags[1]],
    ]);
    expect(done.status).toBe(200);
    expect(element(done.text, 'Location')).toBe(`${bucket.endpoint}/photos/a`);
    const got = await bucket.signed('GET', '/photos/a', { headers: { range: `bytes=${5 * MIB - 1}-` } });
    expect([...got.bytes]).toEqual([1, ...two]);
    const md5s = [one, two].map((bytes) => createHash('md5').update(bytes).digest());
    const etag = createHash('md5').update(Buffer.concat(md5s)).digest('hex');
    expect(got.headers).toMatchObject({
      etag: `"${etag}-2"`,
      'content-type': 'image/x',
      'x-amz-meta-by': 'me',
    });
    expect((await complete(bucket, uploadId, [[1, etags[0]]])).code).toBe('NoSuchUpload');
  });

  it('is refused when its parts are not as they are named', async () => {
    const bucket = await startTestBucket();
    const uploadId = await begin(bucket);
    const etag = etagOf(await put(bucket, uploadId, 1, 'small'));
    await put(bucket, uploadId, 2, 'small');
    const cases: [[number, string | undefined][], string][] = [
      [[], 'MalformedXML'],
      [[[1, '"other"']], 'InvalidPart'],
      [[[3, etag]], 'InvalidPart'],
      [
        [
          [2, etag],
          [1, etag],
        ],
        'InvalidPartOrder',
      ],
      [
        [
          [1, etag],
          [1, etag],
        ],
        'InvalidPartOrder',
      ],
      [
        [
          [1, etag],
          [2, etag],
        ],
        'EntityTooSmall',
      ],
    ];
    for (const [parts, code] of cases) expect((await complete(bucket, uploadId, parts)).code).toBe(code);
    expect((await complete(bucket, uploadId, [[1, etag]])).status).toBe(200);
  });

  it('is listed, ended, and belongs to its key', async () => {
    const bucket = await startTestBucket();
    const uploadId = await begin(bucket);
    for (const part of [3, 1, 2]) await put(bucket, uploadId, part, 'x');
    const first = await bucket.signed('GET', `/photos/a?uploadId=${uploadId}&max-parts=2`);
    expect(first.text.match(/<PartNumber>\d/g)).toEqual(['<PartNumber>1', '<PartNumber>2']);
    expect(element(first.text, 'NextPartNumberMarker')).toBe('2');
    const next = await bucket.signed('GET', `/photos/a?uploadId=${uploadId}&part-number-marker=2`);
    expect([next.text.match(/<PartNumber>\d/g), element(next.text, 'IsTruncated')]).toEqual([
      ['<PartNumber>3'],
      'false',
    ]);
    expect((await bucket.signed('GET', `/photos/b?uploadId=${uploadId}`)).code).toBe('NoSuchUpload');
    expect((await bucket.signed('DELETE', `/photos/a?uploadId=${uploadId}`)).status).toBe(204);
    expect((await bucket.signed('DELETE', `/photos/a?uploadId=${uploadId}`)).code).toBe('NoSuchUpload');
    expect((await put(bucket, uploadId, 1, 'x')).code).toBe('NoSuchUpload');
  });
});

async function begin(bucket: TestBucket, headers: Record<string, string> = {}): Promise<string> {
  const { text } = await bucket.signed('POST', '/photos/a?uploads', { headers });
  return element(text, 'UploadId') ?? '';
}

function put(
  bucket: TestBucket,
  uploadId: string,
  part: number,
  body: string | Uint8Array,
): Promise<Received> {
  return bucket.signed('PUT', `/photos/a?partNumber=${part}&uploadId=${uploadId}`, { body });
}

function etagOf(answer: Received): string {
  return String(answer.headers.etag);
}

function complete(
  bucket: TestBucket,
  uploadId: string,
  parts: readonly (readonly [number, string | undefined])[],
): Promise<Received> {
  const elements = parts.map(
    ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${elements.join('')}</CompleteMultipartUpload>`;
  return bucket.signed('POST', `/photos/a?uploadId=${uploadId}`, { body });
}
