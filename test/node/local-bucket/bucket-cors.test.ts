import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { awsCorsCodec } from '../../../src/stores/aws/cors-codec.js';
import { md5, startTestBucket } from '../support/local-bucket.js';
import { element } from '../support/send.js';

const PAGE = 'https://app.example.com';
const RULE = '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>';

describe('the CORS configuration of a bucket', () => {
  it('is absent, then what was put, then absent again', async () => {
    const bucket = await startTestBucket();
    const before = await bucket.signed('GET', '/photos?cors');
    expect([before.status, before.code]).toEqual([404, 'NoSuchCORSConfiguration']);
    expect(element(before.text, 'BucketName')).toBe('photos');

    const document = configuration(
      '<ID>a &amp; b</ID><AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedOrigin></AllowedOrigin>' +
        '<AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod><AllowedHeader>x-AMZ-*</AllowedHeader>' +
        '<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds>',
    );
    const put = await bucket.putCors(document);
    expect([put.status, put.text]).toEqual([200, '']);
    const got = await bucket.signed('GET', '/photos?cors');
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/xml']);
    expect((await awsCorsCodec.read(got.text)).configuration.rules).toEqual([
      {
        id: 'a & b',
        allowedOrigins: ['https://*.example.com', ''],
        allowedMethods: ['PUT', 'GET'],
        allowedHeaders: ['x-AMZ-*'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 600,
      },
    ]);

    expect((await bucket.signed('DELETE', '/photos?cors')).status).toBe(204);
    expect((await bucket.signed('DELETE', '/photos?cors')).status).toBe(204);
    expect((await bucket.signed('GET', '/photos?cors')).code).toBe('NoSuchCORSConfiguration');
  });

  it.each(['GET', 'PUT', 'DELETE'])('is refused to %s on a bucket that is not there', async (method) => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed(method, '/nothing?cors');
    expect([answer.status, answer.code]).toEqual([404, 'NoSuchBucket']);
  });

  it.each([
    ['not XML', 'x', 'MalformedXML'],
    ['an empty body', '', 'MalformedXML'],
    ['another document', '<Tagging/>', 'MalformedXML'],
    ['a document type', `<!DOCTYPE x>${rule()}`, 'MalformedXML'],
    ['bytes that are not UTF-8', Buffer.from(rule('<ID>\xff</ID>'), 'latin1'), 'MalformedXML'],
    ['an element named as what every object has', rule('<constructor/>'), 'MalformedXML'],
    ['a document 9000 elements deep', '<a>'.repeat(9000) + '</a>'.repeat(9000), 'MalformedXML'],
    ['no rule', configuration(), 'MalformedXML'],
    ['no method', configuration('<AllowedOrigin>*</AllowedOrigin>'), 'MalformedXML'],
    ['no origin', configuration('<AllowedMethod>GET</AllowedMethod>'), 'MalformedXML'],
    ['half a second', rule('<MaxAgeSeconds>0.5</MaxAgeSeconds>'), 'MalformedXML'],
    ['a name of 256 characters', rule(`<ID>${'i'.repeat(256)}</ID>`), 'InvalidRequest'],
    [
      'more than 64 KiB',
      rule(`<AllowedOrigin>${'o'.repeat(65_536)}</AllowedOrigin>`),
      'MaxMessageLengthExceeded',
    ],
  ])('is not %s', async (_, document, code) => {
    const bucket = await startTestBucket();
    const headers = { 'content-md5': md5(document) };
    const answer = await bucket.signed('PUT', '/photos?cors', { body: document, headers });
    expect([answer.status, answer.code]).toEqual([400, code]);
    expect((await bucket.signed('GET', '/photos?cors')).code).toBe('NoSuchCORSConfiguration');
  });

  it.each([
    [
      rule('<AllowedMethod>OPTIONS</AllowedMethod>'),
      'Found unsupported HTTP method in CORS config. Unsupported method is OPTIONS',
    ],
    [
      rule('<AllowedMethod>get</AllowedMethod>'),
      'Found unsupported HTTP method in CORS config. Unsupported method is get',
    ],
    [
      rule('<AllowedMethod></AllowedMethod>'),
      'Found unsupported HTTP method in CORS config. Unsupported method is ',
    ],
    [
      rule('<AllowedOrigin>http://*.*.x</AllowedOrigin>'),
      'AllowedOrigin &quot;http://*.*.x&quot; can not have more than one wildcard.',
    ],
    [
      rule('<AllowedHeader>x-*-*</AllowedHeader>'),
      'AllowedHeader &quot;x-*-*&quot; can not have more than one wildcard.',
    ],
    [
      rule('<ExposeHeader>x-*</ExposeHeader>'),
      'ExposeHeader &quot;x-*&quot; contains wildcard. We currently do not support wildcard for ExposeHeader.',
    ],
    [rule('<ExposeHeader>a:b</ExposeHeader>'), 'ExposeHeader &quot;a:b&quot; contains invalid character.'],
    [
      configuration(...Array(101).fill(RULE)),
      'The number of CORS rules should not exceed allowed limit of 100 rules.',
    ],
    [configuration(`${RULE}<ID>a</ID>`, `<ID>a</ID>${RULE}`), 'The ID of each CORS rule must be unique.'],
  ])('is refused in words: %#', async (document, message) => {
    const bucket = await startTestBucket();
    const answer = await bucket.putCors(document);
    expect([answer.status, answer.code, element(answer.text, 'Message')]).toEqual([
      400,
      'InvalidRequest',
      message,
    ]);
  });

  it('may have 100 rules, and replaces what was there as a whole', async () => {
    const bucket = await startTestBucket();
    expect((await bucket.putCors(configuration(...Array(100).fill(RULE)))).status).toBe(200);
    expect((await bucket.putCors(rule('<AllowedMethod>PATCH</AllowedMethod>'))).status).toBe(400);
    expect((await bucket.signed('GET', '/photos?cors')).text.match(/<CORSRule>/g)).toHaveLength(100);
    await bucket.putCors(rule());
    expect((await bucket.signed('GET', '/photos?cors')).text.match(/<CORSRule>/g)).toHaveLength(1);
  });

  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(rule()));
  const sha256 = createHash('sha256').update(rule()).digest('base64');
  it.each([
    [{}, 400, 'InvalidRequest'],
    [{ 'content-md5': md5(rule()) }, 200, ''],
    [{ 'content-md5': md5('x') }, 400, 'BadDigest'],
    [{ 'content-md5': 'c2hvcnQ=' }, 400, 'InvalidDigest'],
    [{ 'content-md5': '!' }, 400, 'InvalidDigest'],
    [{ 'x-amz-checksum-sha256': sha256 }, 200, ''],
    [{ 'x-amz-checksum-sha256': createHash('sha256').digest('base64') }, 400, 'BadDigest'],
    [{ 'x-amz-checksum-sha256': 'abc' }, 400, 'InvalidRequest'],
    [{ 'x-amz-checksum-sha1': createHash('sha1').update(rule()).digest('base64') }, 200, ''],
    [{ 'x-amz-checksum-crc32': crc.toString('base64') }, 200, ''],
    [{ 'x-amz-checksum-crc32': 'AAAAAA==' }, 400, 'BadDigest'],
    [{ 'x-amz-checksum-crc32c': 'AAAAAA==' }, 501, 'NotImplemented'],
    [{ 'x-amz-checksum-constructor': 'AAAAAA==' }, 501, 'NotImplemented'],
    [
      { 'content-md5': md5(rule()), 'x-amz-checksum-sha256': createHash('sha256').digest('base64') },
      400,
      'BadDigest',
    ],
  ])('comes with a checksum: %j', async (headers, status, code) => {
    const bucket = await startTestBucket();
    const answer = await bucket.putCors(rule(), headers as Record<string, string>);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('is managed by a page that its rules allow, which may still read that it deleted them', async () => {
    const rules = [{ allowedOrigins: [PAGE], allowedMethods: ['DELETE'] }];
    const bucket = await startTestBucket({ buckets: { photos: rules } });
    const answer = await bucket.signed('DELETE', '/photos?cors', { headers: { origin: PAGE } });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, PAGE]);
    const again = await bucket.signed('DELETE', '/photos?cors', { headers: { origin: PAGE } });
    expect([again.status, again.headers['access-control-allow-origin']]).toEqual([204, undefined]);
  });
});

function rule(more = ''): string {
  return configuration(`<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${more}`);
}

function configuration(...rules: string[]): string {
  const elements = rules.map((inner) => `<CORSRule>${inner}</CORSRule>`).join('');
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements}</CORSConfiguration>`;
}
