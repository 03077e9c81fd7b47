import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { s3Dialect } from '../../../src/node/index.js';
import type { AccessKey } from '../../../src/node/local-bucket/access-keys.js';
import { createSession } from '../../../src/node/local-bucket/operations/assume-role.js';
import { START, startTestBucket } from '../support/local-bucket.js';
import { element, send } from '../support/send.js';

const PAGE = 'https://app.example.com';

describe('AssumeRole', () => {
  it('answers as AWS does, and its credentials upload and download', async () => {
    const bucket = await startTestBucket();
    const answer = await bucket.assumeRole({}, {});
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">');
    expect(element(answer.text, 'AccessKeyId')).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(element(answer.text, 'Expiration')).toBe('2026-05-24T11:00:00Z');
    expect(element(answer.text, 'Arn')).toBe('arn:aws:sts::000000000000:assumed-role/local-bucket/test');

    const credentials = await bucket.temporary();
    const put = await bucket.signed('PUT', '/photos/a.txt', { credentials, body: 'hello' });
    expect([put.status, put.headers.etag]).toEqual([200, '"5d41402abc4b2a76b9719d911017c592"']);
    expect((await bucket.signed('GET', '/photos/a.txt', { credentials })).text).toBe('hello');
    expect((await bucket.signed('GET', '/photos/a.txt', { credentials, expires: 60 })).text).toBe('hello');
  });

  it('gives credentials that end', async () => {
    const bucket = await startTestBucket();
    const credentials = await bucket.temporary(2);
    bucket.clock.now = new Date(START.getTime() + 1999);
    expect((await bucket.signed('HEAD', '/photos', { credentials })).status).toBe(200);
    bucket.clock.now = new Date(START.getTime() + 2000);
    const late = await bucket.signed('GET', '/photos/a', { credentials, now: bucket.clock.now });
    expect([late.status, late.code]).toEqual([400, 'ExpiredToken']);
    const presigned = await bucket.signed('GET', '/photos/a', { credentials, now: START, expires: 3600 });
    expect([presigned.status, presigned.code]).toEqual([400, 'ExpiredToken']);
  });

  it('names the end in whole seconds, not before the duration is over', async () => {
    const bucket = await startTestBucket();
    bucket.clock.now = new Date(START.getTime() + 1);
    const { text } = await bucket.assumeRole({ DurationSeconds: '1' });
    expect(element(text, 'Expiration')).toBe('2026-05-24T10:00:02Z');
  });

  it('gives a token that belongs to its key', async () => {
    const bucket = await startTestBucket();
    const [one, two] = [await bucket.temporary(), await bucket.temporary()];
    const { securityToken: _, ...withoutToken } = one;
    const without = await bucket.signed('GET', '/photos/a', { credentials: withoutToken });
    expect([without.status, without.code]).toEqual([403, 'InvalidAccessKeyId']);
    const wrong = [
      { ...one, securityToken: two.securityToken },
      { ...one, securityToken: `${one.securityToken}A` },
      { ...bucket.rootCredentials, securityToken: one.securityToken },
    ];
    for (const credentials of wrong) {
      const answer = await bucket.signed('GET', '/photos/a', { credentials });
      expect([answer.status, answer.code]).toEqual([400, 'InvalidToken']);
    }
  });

  it('is for the root key only', async () => {
    const bucket = await startTestBucket();
    const credentials = await bucket.temporary();
    const answer = await bucket.assumeRole({}, { credentials });
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
    const anonymous = await send(bucket.endpoint, { method: 'POST', body: 'Action=AssumeRole' });
    expect([anonymous.status, anonymous.code]).toEqual([403, 'AccessDenied']);
  });

  it.each([
    [{ DurationSeconds: '0' }, 400, 'ValidationError'],
    [{ DurationSeconds: '43201' }, 400, 'ValidationError'],
    [{ DurationSeconds: '1.5' }, 400, 'ValidationError'],
    [{ RoleSessionName: 'x' }, 400, 'ValidationError'],
    [{ RoleSessionName: '<b>' }, 400, 'ValidationError'],
    [{ RoleArn: 'arn:aws:iam::1:role/other' }, 403, 'AccessDenied'],
    [{ Policy: '{}' }, 400, 'MalformedPolicyDocument'],
    [{ Action: 'GetSessionToken' }, 501, 'NotImplemented'],
  ])('refuses %j', async (form, status, code) => {
    const bucket = await startTestBucket();
    const answer = await bucket.assumeRole(form as Record<string, string>);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('takes the longest and the shortest duration', async () => {
    const bucket = await startTestBucket();
    for (const DurationSeconds of ['1', '43200']) {
      expect((await bucket.assumeRole({ DurationSeconds })).status).toBe(200);
    }
  });

  it('wants a signature for sts, over this body', async () => {
    const bucket = await startTestBucket();
    expect((await bucket.assumeRole({}, { service: 's3' })).code).toBe('AuthorizationHeaderMalformed');
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const unsignedBody = await bucket.assumeRole({}, { payloadHash: 'UNSIGNED-PAYLOAD', headers });
    expect(unsignedBody.code).toBe('SignatureDoesNotMatch');
  });

  it('is closed to pages: no CORS header, on the answer and before it', async () => {
    const rules = [{ allowedOrigins: ['*'], allowedMethods: ['POST'], allowedHeaders: ['*'] }];
    const bucket = await startTestBucket({ buckets: { photos: rules } });
    const headers = { origin: PAGE, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await bucket.assumeRole({}, { headers });
    expect(answer.status).toBe(200);
    const preflight = await send(bucket.endpoint, {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.code]).toEqual([403, 'AccessForbidden']);
    for (const { headers } of [answer, preflight]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

it('of very many temporary keys the oldest are forgotten, and never the root key', () => {
  const root = { accessKeyId: 'AKID', secretAccessKey: 'secret', session: null };
  const keys = new Map<string, AccessKey>([['AKID', root]]);
  const service = { dialect: s3Dialect, keys, randomBytes, now: () => START };
  const request = { roleArn: s3Dialect.roleArn, sessionName: 'test', durationSeconds: 1 };
  const made = Array.from({ length: 10_003 }, () => createSession(service, request).key.accessKeyId);
  expect(keys.size).toBe(10_001);
  expect([...keys.keys()]).toEqual(['AKID', ...made.slice(3)]);
});
