import { describe, expect, it } from 'vitest';
import { START, startTestBucket } from '../support/local-bucket.js';
import { element, send } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const MINUTE = 60_000;

describe('a presigned URL', () => {
  it('uploads and downloads by itself, until it expires', async () => {
    const bucket = await startTestBucket();
    const url = `${bucket.endpoint}/photos/a.txt`;
    const base = { url, credentials: bucket.rootCredentials, now: START, expires: 60 };
    const headers = { 'content-type': 'text/plain' };
    const put = await send(signAwsV4({ ...base, method: 'PUT' }).url, {
      method: 'PUT',
      headers,
      body: 'hello',
    });
    expect(put.status).toBe(200);
    const signed = signAwsV4({ ...base, method: 'GET' }).url;
    expect((await send(signed)).text).toBe('hello');

    bucket.clock.now = new Date(START.getTime() + 59_999);
    expect((await send(signed)).status).toBe(200);
    bucket.clock.now = new Date(START.getTime() + 60_000);
    const late = await send(signed);
    expect([late.status, late.code, element(late.text, 'Message')]).toEqual([
      403,
      'AccessDenied',
      'Request has expired',
    ]);
    expect(element(late.text, 'Expires')).toBe('2026-05-24T10:01:00Z');
  });

  it('is not valid for another method or key', async () => {
    const bucket = await startTestBucket();
    const { url } = signAwsV4({
      method: 'GET',
      url: `${bucket.endpoint}/photos/a.txt`,
      credentials: bucket.rootCredentials,
      now: START,
      expires: 60,
    });
    expect((await send(url, { method: 'DELETE' })).code).toBe('SignatureDoesNotMatch');
    expect((await send(url.replace('a.txt', 'b.txt'))).code).toBe('SignatureDoesNotMatch');
    expect((await send(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'))).code).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it.each([
    ['X-Amz-Expires=60', 'X-Amz-Expires=604801', 'must be less than a week'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=-1', 'must be non-negative'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=1e3', 'should be a number'],
    ['X-Amz-Expires=60', '', 'requires the X-Amz-Algorithm'],
    ['20260524T100000Z', '20260524', 'ISO8601 Long Format'],
    ['20260524T100000Z', '20260523T100000Z', 'This date is not the same as X-Amz-Date'],
    ['us-east-1', 'us-west-1', 'the region &apos;us-west-1&apos; is wrong'],
    ['AWS4-HMAC-SHA256', 'AWS4-HMAC-MD5', 'X-Amz-Algorithm only supports'],
  ])('is refused with %s as %s', async (from, to, message) => {
    const bucket = await startTestBucket();
    const { url } = signAwsV4({
      method: 'GET',
      url: `${bucket.endpoint}/photos/a.txt`,
      credentials: bucket.rootCredentials,
      now: START,
      expires: 60,
    });
    const answer = await send(url.replace(from, to));
    expect([answer.status, answer.code]).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(element(answer.text, 'Message')).toContain(message);
  });

  it('is refused when it is signed in the way before', async () => {
    const { endpoint } = await startTestBucket();
    const answer = await send(`${endpoint}/photos/a?AWSAccessKeyId=AKID&Expires=1&Signature=c2ln`);
    expect([answer.status, answer.code]).toEqual([400, 'InvalidRequest']);
  });

  it('is refused together with an Authorization header', async () => {
    const bucket = await startTestBucket();
    const headers = { authorization: 'AWS4-HMAC-SHA256 x' };
    const answer = await send(`${bucket.endpoint}/photos/a?X-Amz-Algorithm=AWS4-HMAC-SHA256`, { headers });
    expect([answer.status, answer.code]).toEqual([400, 'InvalidArgument']);
  });

  it('is not yet valid when it was signed more than 15 minutes ahead', async () => {
    const bucket = await startTestBucket();
    const now = new Date(START.getTime() + 15 * MINUTE + 1000);
    const answer = await bucket.signed('GET', '/photos/a', { now, expires: 60 });
    expect([answer.code, element(answer.text, 'Message')]).toEqual([
      'AccessDenied',
      'Request is not yet valid',
    ]);
  });
});
