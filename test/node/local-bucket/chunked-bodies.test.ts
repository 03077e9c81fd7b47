import { createHash, createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { START, startTestBucket, type TestBucket } from '../support/local-bucket.js';
import { type Received, send } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const EMPTY = createHash('sha256').digest('hex');
const SCOPE = '20260524/us-east-1/s3/aws4_request';
const DATE = '20260524T100000Z';

describe('a body in signed chunks', () => {
  const put = async (
    bucket: TestBucket,
    change: (wire: string) => string,
    hasTrailer = false,
  ): Promise<Received> => {
    const payloadHash = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${hasTrailer ? '-TRAILER' : ''}`;
    const chunks = ['hello ', 'wor', 'ld', ''];
    const trailer = hasTrailer ? { 'x-amz-trailer': 'x-amz-checksum-crc32' } : {};
    const signed = signAwsV4({
      method: 'PUT',
      url: `${bucket.endpoint}/photos/a`,
      headers: { 'content-encoding': 'aws-chunked,gzip', 'x-amz-decoded-content-length': '11', ...trailer },
      credentials: bucket.rootCredentials,
      now: START,
      payloadHash,
    });
    const sign = keyOf(bucket.rootCredentials.secretAccessKey);
    let last = /Signature=(\w+)/.exec(signed.headers.authorization ?? '')?.[1] ?? '';
    const written = chunks.map((chunk) => {
      last = sign(['AWS4-HMAC-SHA256-PAYLOAD', DATE, SCOPE, last, EMPTY, sha256(chunk)].join('\n'));
      return `${chunk.length.toString(16)};chunk-signature=${last}\r\n${chunk}${chunk === '' ? '' : '\r\n'}`;
    });
    if (hasTrailer) {
      const line = `x-amz-checksum-crc32:${crcOf('hello world')}\n`;
      last = sign(['AWS4-HMAC-SHA256-TRAILER', DATE, SCOPE, last, sha256(line)].join('\n'));
      written.push(`${line.trim()}\r\nx-amz-trailer-signature:${last}\r\n`);
    }
    const body = change(`${written.join('')}\r\n`);
    return send(signed.url, { method: 'PUT', headers: signed.headers, body });
  };

  it.each([false, true])('is put together, with a trailer: %s', async (hasTrailer) => {
    const bucket = await startTestBucket();
    expect((await put(bucket, (wire) => wire, hasTrailer)).status).toBe(200);
    const got = await bucket.signed('GET', '/photos/a');
    expect([got.text, got.headers['content-encoding']]).toEqual(['hello world', 'gzip']);
  });

  it.each([
    ['another byte', (wire: string) => wire.replace('wor', 'war'), 'SignatureDoesNotMatch'],
    ['another last signature', (wire: string) => wire.replace(/.(?=\r\n\r\n$)/, 'z'), 'IncompleteBody'],
    ['a chunk less', (wire: string) => wire.replace(/3;.*?\r\nwor\r\n/, ''), 'SignatureDoesNotMatch'],
    [
      'chunks that are not signed',
      (wire: string) => wire.replaceAll(/;chunk-signature=\w+/g, ''),
      'SignatureDoesNotMatch',
    ],
    ['no last chunk', (wire: string) => wire.replace(/0;.*$/s, ''), 'IncompleteBody'],
    ['no chunks', () => 'hello world', 'IncompleteBody'],
    ['a line without an end', () => 'a'.repeat(5000), 'IncompleteBody'],
  ])('is refused with %s', async (_, change, code) => {
    const bucket = await startTestBucket();
    expect((await put(bucket, change)).code).toBe(code);
    expect((await bucket.signed('GET', '/photos/a')).code).toBe('NoSuchKey');
  });

  it('is refused with another trailer', async () => {
    const bucket = await startTestBucket();
    const changed = await put(bucket, (wire) => wire.replace(crcOf('hello world'), crcOf('x')), true);
    expect(changed.code).toBe('SignatureDoesNotMatch');
  });
});

describe('a body in chunks that are not signed', () => {
  const put = (bucket: TestBucket, body: string, length = '5'): Promise<Received> =>
    bucket.signed('PUT', '/photos/a', {
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': length,
        'x-amz-trailer': 'x-amz-checksum-crc32',
      },
      body,
    });

  it('has a checksum behind it', async () => {
    const bucket = await startTestBucket();
    expect(
      (await put(bucket, `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crcOf('hello')}\r\n\r\n`)).status,
    ).toBe(200);
    const got = await bucket.signed('GET', '/photos/a');
    expect([got.text, got.headers['content-encoding']]).toEqual(['hello', undefined]);
  });

  it.each([
    ['that of another', `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crcOf('x')}\r\n\r\n`, '5', 'BadDigest'],
    ['none', '5\r\nhello\r\n0\r\n\r\n', '5', 'MalformedTrailerError'],
    [
      'another length',
      `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crcOf('hello')}\r\n\r\n`,
      '6',
      'IncompleteBody',
    ],
    [
      'no length',
      `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crcOf('hello')}\r\n\r\n`,
      'x',
      'MissingContentLength',
    ],
  ])('is refused with %s', async (_, body, length, code) => {
    const bucket = await startTestBucket();
    expect((await put(bucket, body, length)).code).toBe(code);
  });
});

function keyOf(secret: string): (text: string) => string {
  let key: Uint8Array = Buffer.from(`AWS4${secret}`);
  for (const part of SCOPE.split('/')) key = createHmac('sha256', key).update(part).digest();
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function crcOf(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
}
