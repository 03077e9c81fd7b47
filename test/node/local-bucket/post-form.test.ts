import { describe, expect, it } from 'vitest';
import { START, startTestBucket, type TestBucket } from '../support/local-bucket.js';
import { type FormToPost, postForm } from '../support/post-form.js';
import { element, type Received } from '../support/send.js';

const PAGE = 'https://app.example.com';
const RULES = [{ allowedOrigins: [PAGE], allowedMethods: ['POST'] }];

describe('a form', () => {
  it('uploads its file with what its fields say', async () => {
    const bucket = await startTestBucket();
    const answer = await post(bucket, {
      fields: {
        key: 'up/$' + '{filename}',
        'content-type': 'text/x',
        'x-amz-meta-by': 'form',
        'cache-control': 'no-store',
      },
    });
    expect([answer.status, answer.text, answer.headers.etag]).toEqual([
      204,
      '',
      '"5d41402abc4b2a76b9719d911017c592"',
    ]);
    expect(answer.headers.location).toBe(`${bucket.endpoint}/photos/up/name.txt`);
    const got = await bucket.signed('GET', '/photos/up/name.txt');
    expect(got.text).toBe('hello');
    expect(got.headers).toMatchObject({
      'content-type': 'text/x',
      'x-amz-meta-by': 'form',
      'cache-control': 'no-store',
    });
  });

  it('takes fields in any script, as the bytes that a header has', async () => {
    const bucket = await startTestBucket();
    const fields = { 'x-amz-meta-title': '中', 'content-disposition': 'attachment; filename=é.png' };
    expect((await post(bucket, { fields })).status).toBe(204);
    const { headers } = await bucket.signed('GET', '/photos/a/b.txt');
    const asText = (name: string): string => Buffer.from(String(headers[name]), 'latin1').toString();
    expect(Object.keys(fields).map(asText)).toEqual(Object.values(fields));
  });

  it('is answered as it asks', async () => {
    const bucket = await startTestBucket();
    const asked = (status: string) => post(bucket, { fields: { success_action_status: status } });
    expect((await asked('200')).status).toBe(200);
    const created = await asked('201');
    expect([created.status, element(created.text, 'Key')]).toEqual([201, 'a/b.txt']);
    expect((await asked('999')).status).toBe(204);
    const moved = await post(bucket, { fields: { success_action_redirect: 'https://app.example/done?x=1' } });
    expect(moved.status).toBe(303);
    const { searchParams } = new URL(String(moved.headers.location));
    expect(Object.fromEntries(searchParams)).toMatchObject({ x: '1', bucket: 'photos', key: 'a/b.txt' });
  });

  it('is signed by temporary keys too, and refused when they end or their token is missing', async () => {
    const bucket = await startTestBucket();
    const credentials = await bucket.temporary(30);
    expect((await post(bucket, { credentials })).status).toBe(204);
    const { securityToken: _, ...withoutToken } = credentials;
    expect((await post(bucket, { credentials: withoutToken })).code).toBe('InvalidAccessKeyId');
    bucket.clock.now = new Date(START.getTime() + 30_000);
    expect((await post(bucket, { credentials })).code).toBe('ExpiredToken');
  });

  const drop = (name: string) => (fields: Map<string, string>) => void fields.delete(name);
  const set = (name: string, value: string) => (fields: Map<string, string>) => void fields.set(name, value);
  it.each<[string, Partial<FormToPost>, number, string]>([
    ['another policy', { change: set('policy', 'e30=') }, 403, 'SignatureDoesNotMatch'],
    [
      'an unknown key',
      { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } },
      403,
      'InvalidAccessKeyId',
    ],
    ['no signature', { change: drop('x-amz-signature') }, 403, 'AccessDenied'],
    ['no credential', { change: drop('x-amz-credential') }, 400, 'InvalidArgument'],
    ['another algorithm', { change: set('x-amz-algorithm', 'AWS4-HMAC-MD5') }, 400, 'InvalidRequest'],
    ['no key', { change: drop('key') }, 400, 'InvalidArgument'],
    ['a field of no condition', { change: set('content-type', 'text/x') }, 403, 'AccessDenied'],
    ['another key than allowed', { conditions: [['eq', '$key', 'other']] }, 403, 'AccessDenied'],
    ['a file too long', { conditions: [['content-length-range', 0, 4]] }, 400, 'EntityTooLarge'],
    ['a file too short', { conditions: [['content-length-range', 6, 9]] }, 400, 'EntityTooSmall'],
    ['what is not built', { fields: { acl: 'public-read' } }, 501, 'NotImplemented'],
    ['a line break in a value', { fields: { 'x-amz-meta-a': 'a\r\nx: 1' } }, 400, 'InvalidArgument'],
    ['a byte in a value that no header has', { fields: { 'content-type': 'a\0' } }, 400, 'InvalidArgument'],
    ['a space in the name of metadata', { fields: { 'x-amz-meta-a b': '1' } }, 400, 'InvalidArgument'],
    ['a condition that is none', { conditions: [['like', '$key', 'a']] }, 400, 'InvalidPolicyDocument'],
  ])('is refused with %s, and stores nothing', async (_, form, status, code) => {
    const bucket = await startTestBucket();
    const answer = await post(bucket, form);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect((await bucket.signed('GET', '/photos/a/b.txt')).code).toBe('NoSuchKey');
  });

  it('ends with its policy', async () => {
    const bucket = await startTestBucket();
    bucket.clock.now = new Date(START.getTime() + 60_000);
    const answer = await post(bucket, {});
    expect(element(answer.text, 'Message')).toBe('Invalid according to Policy: Policy expired.');
  });

  it.each([true, false])(
    'has CORS headers on a refused signature, or not: %s',
    async (corsHeadersOnAuthErrors) => {
      const bucket = await startTestBucket({ buckets: { photos: RULES }, corsHeadersOnAuthErrors });
      const headers = { origin: PAGE };
      const refused = await post(bucket, { headers, change: set('policy', 'e30=') });
      expect([refused.code, refused.headers['access-control-allow-origin']]).toEqual([
        'SignatureDoesNotMatch',
        corsHeadersOnAuthErrors ? PAGE : undefined,
      ]);
      const later = await post(bucket, { headers, conditions: [['eq', '$key', 'other']] });
      expect(later.headers['access-control-allow-origin']).toBe(PAGE);
      expect((await post(bucket, { headers })).headers['access-control-allow-origin']).toBe(PAGE);
    },
  );
});

function post(bucket: TestBucket, form: Partial<FormToPost>): Promise<Received> {
  const credentials = bucket.rootCredentials;
  return postForm(`${bucket.endpoint}/photos`, { credentials, now: START, ...form });
}
