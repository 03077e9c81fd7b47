import { describe, expect, it } from 'vitest';
import { START, startTestBucket } from '../support/local-bucket.js';
import { element, send } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const PAGE = 'https://app.example.com';
const RULES = [{ allowedOrigins: [PAGE], allowedMethods: ['GET', 'PUT'] }];
const MINUTE = 60_000;

describe('a signature in the headers', () => {
  it('is needed', async () => {
    const { endpoint } = await startTestBucket();
    const answer = await send(`${endpoint}/photos/a.txt`);
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.headers['x-amz-request-id']).toBe(element(answer.text, 'RequestId'));
    expect(element(answer.text, 'HostId')).toMatch(/.{20}/);
  });

  it('is refused with what was computed, without a secret, a token or a signature', async () => {
    const bucket = await startTestBucket();
    const credentials = { ...(await bucket.temporary()), secretAccessKey: 'wrong' };
    const answer = await bucket.signed('GET', '/photos/a%20b.txt?uploadId=x', { credentials });
    expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(element(answer.text, 'StringToSign')).toMatch(
      /^AWS4-HMAC-SHA256\n20260524T100000Z\n20260524\/us-east-1\/s3\/aws4_request\n[0-9a-f]{64}$/,
    );
    const canonical = element(answer.text, 'CanonicalRequest')?.split('\n') ?? [];
    expect(canonical.slice(0, 3)).toEqual(['GET', '/photos/a%20b.txt', 'uploadId=x']);
    expect(canonical).toContain('x-amz-security-token:&lt;security token&gt;');
    expect(answer.text).not.toContain(credentials.securityToken);
    expect(answer.text).not.toContain('Signature=');
  });

  it('hides the token of a presigned URL too', async () => {
    const bucket = await startTestBucket();
    const credentials = { ...(await bucket.temporary()), secretAccessKey: 'wrong' };
    const answer = await bucket.signed('GET', '/photos/a.txt', { credentials, expires: 60 });
    expect(answer.code).toBe('SignatureDoesNotMatch');
    expect(element(answer.text, 'CanonicalRequest')).toContain('X-Amz-Security-Token=&lt;security token&gt;');
    expect(answer.text).not.toContain(encodeURIComponent(credentials.securityToken));
  });

  it('does not cover another body', async () => {
    const bucket = await startTestBucket();
    const { url, headers } = signAwsV4({
      method: 'PUT',
      url: `${bucket.endpoint}/photos/a.txt`,
      body: 'one',
      credentials: bucket.rootCredentials,
      now: START,
    });
    const answer = await send(url, { method: 'PUT', headers, body: 'two' });
    expect([answer.status, answer.code]).toEqual([400, 'XAmzContentSHA256Mismatch']);
    expect((await bucket.signed('GET', '/photos/a.txt')).code).toBe('NoSuchKey');
  });

  it.each([
    [
      'an unknown key',
      { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } },
      403,
      'InvalidAccessKeyId',
    ],
    ['an unknown service', { service: 'ec2' }, 400, 'AuthorizationHeaderMalformed'],
    ['no hash of the body', { payloadHash: '' }, 400, 'InvalidRequest'],
    ['a hash that is none', { payloadHash: 'abc' }, 400, 'InvalidArgument'],
    [
      'a body in chunks of no known length',
      { payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' },
      411,
      'MissingContentLength',
    ],
    [
      'a body in chunks of another kind',
      { payloadHash: 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' },
      501,
      'NotImplemented',
    ],
    ['an unsigned host', { unsigned: ['host'] }, 403, 'AccessDenied'],
  ])('is refused with %s', async (_, more, status, code) => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed('GET', '/photos/a.txt', more);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('is refused for another region, which the answer names', async () => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed('GET', '/photos/a.txt', { region: 'eu-west-1' });
    expect([answer.status, answer.code]).toEqual([400, 'AuthorizationHeaderMalformed']);
    expect(element(answer.text, 'Region')).toBe('us-east-1');
    expect(element(answer.text, 'Message')).toContain(
      'region &apos;eu-west-1&apos; is wrong; expecting &apos;us-east-1&apos;',
    );
  });

  it('is refused when an x-amz header is not in it', async () => {
    const bucket = await startTestBucket();
    const answer = await bucket.signed('PUT', '/photos/a.txt', {
      headers: { 'x-amz-meta-a': '1', 'x-amz-meta-b': '2', 'content-type': 'text/plain' },
      unsigned: ['x-amz-meta-a', 'x-amz-meta-b', 'content-type'],
    });
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
    expect(element(answer.text, 'Message')).toBe(
      'There were headers present in the request which were not signed',
    );
    expect(element(answer.text, 'HeadersNotSigned')).toBe('x-amz-meta-a, x-amz-meta-b');
  });

  it.each([-15, 15])(
    'is taken when the clock is off by %d minutes, and refused a second further',
    async (minutes) => {
      const bucket = await startTestBucket();
      const atLimit = new Date(START.getTime() + minutes * MINUTE);
      const beyond = new Date(atLimit.getTime() + Math.sign(minutes) * 1000);
      expect((await bucket.signed('HEAD', '/photos', { now: atLimit })).status).toBe(200);
      const answer = await bucket.signed('GET', '/photos/a', { now: beyond });
      expect([answer.status, answer.code]).toEqual([403, 'RequestTimeTooSkewed']);
      expect(element(answer.text, 'ServerTime')).toBe('2026-05-24T10:00:00Z');
      expect(answer.headers.date).toBe('Sun, 24 May 2026 10:00:00 GMT');
    },
  );

  it.each([
    ['AWS AKID:c2ln', 'InvalidRequest'],
    ['Basic dTpw', 'InvalidArgument'],
    ['AWS4-HMAC-SHA256', 'AuthorizationHeaderMalformed'],
    ['AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0', 'AuthorizationHeaderMalformed'],
    [
      'AWS4-HMAC-SHA256 Credential=a/20260523/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
      'AuthorizationHeaderMalformed',
    ],
    [
      'AWS4-HMAC-SHA256 Credential=a/20260524/us-east-1/s3/aws4_request,,,=,SignedHeaders=',
      'AuthorizationHeaderMalformed',
    ],
  ])('is refused as %s', async (authorization, code) => {
    const { endpoint } = await startTestBucket();
    const answer = await send(`${endpoint}/photos/a`, {
      headers: { authorization, 'x-amz-date': '20260524T100000Z' },
    });
    expect([answer.status, answer.code]).toEqual([400, code]);
  });

  it.each(['', '20261399T000000Z', '20260230T000000Z', 'now'])('is refused at the time %j', async (date) => {
    const { endpoint } = await startTestBucket();
    const authorization =
      'AWS4-HMAC-SHA256 Credential=a/20260524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
    const answer = await send(`${endpoint}/photos/a`, { headers: { authorization, 'x-amz-date': date } });
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
    expect(element(answer.text, 'Message')).toContain('valid Date or x-amz-date header');
  });
});

describe('CORS headers on refused signatures', () => {
  it.each([true, false])('are there or not, as it was asked for: %s', async (corsHeadersOnAuthErrors) => {
    const bucket = await startTestBucket({ buckets: { photos: RULES }, corsHeadersOnAuthErrors });
    const credentials = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
    const refused = await bucket.signed('GET', '/photos/a', { credentials, headers: { origin: PAGE } });
    expect(refused.code).toBe('InvalidAccessKeyId');
    expect(refused.headers['access-control-allow-origin']).toBe(corsHeadersOnAuthErrors ? PAGE : undefined);
    expect(refused.headers.vary).toBe(
      corsHeadersOnAuthErrors
        ? 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method'
        : undefined,
    );

    // No signature at all, and errors after it, carry them on every store.
    const anonymous = await send(`${bucket.endpoint}/photos/a`, { headers: { origin: PAGE } });
    expect([anonymous.code, anonymous.headers['access-control-allow-origin']]).toEqual([
      'AccessDenied',
      PAGE,
    ]);
    const missing = await bucket.signed('GET', '/photos/a', { headers: { origin: PAGE } });
    expect([missing.code, missing.headers['access-control-allow-origin']]).toEqual(['NoSuchKey', PAGE]);
  });
});
