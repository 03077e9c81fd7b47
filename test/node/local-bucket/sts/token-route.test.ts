import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createBucket } from '../../../../src/client/create-bucket.js';
import { readCredentials } from '../../../../src/credentials/read-credentials.js';
import {
  cosDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
} from '../../../../src/node/index.js';
import { ALIBABA_ROLE_ARN, alibabaTokenService } from '../../../../src/node/local-bucket/sts/alibaba-sts.js';
import { TENCENT_ROLE_ARN, tencentTokenService } from '../../../../src/node/local-bucket/sts/tencent-sts.js';
import { cos } from '../../../../src/stores/cos.js';
import { oss } from '../../../../src/stores/oss.js';
import { qingstor } from '../../../../src/stores/qingstor.js';
import { ownWire } from '../../../../src/transport/own-wire.js';
import { qingstorWire } from '../../../../src/transport/qingstor-wire.js';
import { remoteSigner } from '../../../../src/transport/remote-signer.js';
import { signRequest } from '../../../../src/transport/sign-request.js';
import { START, startTestBucket, type TestBucket } from '../../support/local-bucket.js';
import { element, type Received, send } from '../../support/send.js';

const STS = '/_local/sts';
const PAGE = { origin: 'http://localhost:5173' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Another vendor's STS before the same objects: only the token service is in question here. */
const alibaba: Dialect = { ...s3Dialect, roleArn: ALIBABA_ROLE_ARN, tokenService: alibabaTokenService };
const tencent: Dialect = { ...s3Dialect, roleArn: TENCENT_ROLE_ARN, tokenService: tencentTokenService };

const start = (dialect: Dialect, now?: () => Date): Promise<TestBucket> =>
  startTestBucket({ dialect, pageBackend: true, ...(now === undefined ? {} : { now }) });

async function canUpload(bucket: TestBucket, answer: string, key = 'a'): Promise<number> {
  const { accessKeyId, secretAccessKey, securityToken } = await readCredentials(
    answer,
    bucket.clock.now,
    'temporary',
  );
  const credentials = { accessKeyId, secretAccessKey, securityToken: securityToken ?? '' };
  return (await bucket.signed('PUT', `/photos/${key}`, { credentials, now: bucket.clock.now, body: 'x' }))
    .status;
}

describe('as the backend of a page, unsigned', () => {
  it.each([
    ['AWS', s3Dialect, 'text/xml'],
    ['Alibaba', alibaba, 'application/json;charset=utf-8'],
    ['Tencent', tencent, 'application/json'],
  ])('%s: what such a backend passes on is understood, and uploads', async (_, dialect, type) => {
    const bucket = await start(dialect);
    const [answer, withSlash] = [
      await send(`${bucket.endpoint}${STS}?DurationSeconds=1`, { headers: PAGE }),
      await send(`${bucket.endpoint}${STS}/?DurationSeconds=1`, { headers: PAGE }),
    ];
    expect(await canUpload(bucket, withSlash.text)).toBe(200);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
    expect(answer.headers['access-control-allow-origin']).toBe(PAGE.origin);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await canUpload(bucket, answer.text)).toBe(200);
    bucket.clock.now = new Date(START.getTime() + 1000);
    await expect(canUpload(bucket, answer.text)).rejects.toThrow(/in the past|ExpiredTime/);
  });

  it('is not for pages of elsewhere, and not there unless it is asked for', async () => {
    const { endpoint } = await start(s3Dialect);
    const refused = await send(endpoint + STS, { headers: { origin: 'https://evil.example' } });
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect(refused.text).not.toContain('SecretAccessKey');
    const without = await startTestBucket();
    expect((await send(without.endpoint + STS)).status).toBe(403);
  });
});

const POLICIES = [
  [
    'AWS',
    s3Dialect,
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/mine/*' },
        { Effect: 'Deny', Action: '*', Resource: ['arn:aws:s3:::photos/mine/locked'] },
      ],
    },
  ],
  [
    'Alibaba',
    alibaba,
    {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: ['oss:PutObject'], Resource: ['acs:oss:*:*:photos/mine/*'] },
        { Effect: 'Deny', Action: ['oss:*'], Resource: ['acs:oss:oss-cn-hangzhou:1:photos/mine/locked'] },
      ],
    },
  ],
  [
    'Tencent',
    tencent,
    {
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['name/cos:PutObject'],
          resource: ['qcs::cos:ap-guangzhou:uid/1250000000:photos/mine/*'],
        },
        { effect: 'deny', action: '*', resource: 'qcs::cos:*:uid/1250000000:photos/mine/locked' },
      ],
    },
  ],
] as const;

describe('the dialects of those stores', () => {
  it('have the STS of their vendor, and QingStor has none', () => {
    expect([ossDialect.tokenService, ossDialect.roleArn]).toEqual([alibabaTokenService, ALIBABA_ROLE_ARN]);
    expect([cosDialect.tokenService, cosDialect.roleArn]).toEqual([tencentTokenService, TENCENT_ROLE_ARN]);
    expect(qingstorDialect.tokenService).toBeUndefined();
  });

  it.each([
    ['oss', ossDialect, oss],
    ['cos', cosDialect, cos],
  ])('%s: what its STS gives a page uploads by our SDK', async (_, dialect, store) => {
    const { endpoint, region } = await startTestBucket({ dialect, pageBackend: true, now: () => new Date() });
    const credentials = (): Promise<Response> => fetch(`${endpoint}${STS}`);
    const bucket = createBucket({
      store,
      endpoint,
      region,
      bucket: 'photos',
      addressing: 'path',
      credentials,
    });
    const { url, headers } = await signRequest(bucket, { method: 'PUT', key: 'a' });
    const answer = await send(url, { method: 'PUT', headers: { ...headers }, body: 'x' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('qingstor: its signature server signs what the store takes', async () => {
    const { endpoint, region } = await startTestBucket({
      dialect: qingstorDialect,
      pageBackend: true,
      now: () => new Date(),
    });
    for (const wire of [ownWire, qingstorWire]) {
      const signer = remoteSigner({ url: `${endpoint}/_local/sign`, wire });
      const bucket = createBucket({ store: qingstor, endpoint, region, bucket: 'photos', signer });
      const { url, headers } = await signRequest(bucket, { method: 'PUT', key: 'a b' });
      expect((await send(url, { method: 'PUT', headers: { ...headers }, body: 'x' })).status).toBe(201);
    }
  });
});

describe('a session policy', () => {
  it.each(POLICIES)('of %s is enforced by prefix and action', async (_, dialect, policy) => {
    const bucket = await start(dialect);
    const query = new URLSearchParams({ Policy: JSON.stringify(policy) });
    const { text } = await send(`${bucket.endpoint}${STS}?${query}`);
    expect(await canUpload(bucket, text, 'mine/a')).toBe(200);
    expect(await canUpload(bucket, text, 'mine/locked')).toBe(403);
    expect(await canUpload(bucket, text, 'theirs/a')).toBe(403);
    const {
      accessKeyId,
      secretAccessKey,
      securityToken = '',
    } = await readCredentials(text, START, 'temporary');
    const credentials = { accessKeyId, secretAccessKey, securityToken };
    const read = await bucket.signed('GET', '/photos/mine/a', { credentials });
    expect([read.status, read.code]).toEqual([403, 'AccessDenied']);
  });

  it.each([
    ['AWS', s3Dialect, 400, 'MalformedPolicyDocument'],
    ['Alibaba', alibaba, 400, 'InvalidParameter.PolicyGrammar'],
    ['Tencent', tencent, 200, 'InvalidParameter.StrategyFormatError'],
  ])('of %s that would not be enforced as it stands is refused', async (_, dialect, status, code) => {
    const { endpoint } = await start(dialect);
    const policy = { Statement: [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }] };
    const query = new URLSearchParams({ Policy: JSON.stringify(policy) });
    const answer = await send(`${endpoint}${STS}?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
  });

  it('signs for the address that a client makes of it, with a slash at the end', async () => {
    const bucket = await start(s3Dialect);
    const fields = { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: bucket.roleArn };
    const body = new URLSearchParams({ ...fields, RoleSessionName: 'test' }).toString();
    const ask = (path: string) => bucket.signed('POST', path, { service: 'sts', headers: form, body });
    expect((await ask(`${STS}/`)).text).toContain('<SecretAccessKey>');
    expect((await ask(`${STS}//`)).status).toBe(404);
  });

  it('is taken by the AssumeRole of the dialect too', async () => {
    const bucket = await startTestBucket();
    const Policy = JSON.stringify(POLICIES[0][2]);
    const { text } = await bucket.assumeRole({ Policy });
    expect([await canUpload(bucket, text, 'mine/a'), await canUpload(bucket, text)]).toEqual([200, 403]);
  });
});

describe('Alibaba Cloud STS, signed', () => {
  const require = createRequire(new URL('../../../interop/package.json', import.meta.url));
  const client = (bucket: TestBucket, accessKeySecret = bucket.rootCredentials.secretAccessKey) => {
    const { STS: Client } = require('ali-oss');
    const { accessKeyId } = bucket.rootCredentials;
    return new Client({ accessKeyId, accessKeySecret, endpoint: bucket.endpoint + STS });
  };

  it('is understood by ali-oss, with a policy', async () => {
    const bucket = await start(alibaba, () => new Date());
    const { credentials } = await client(bucket).assumeRole(ALIBABA_ROLE_ARN, POLICIES[1][2], 900, 'me');
    expect(credentials.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    bucket.clock.now = new Date();
    const answer = JSON.stringify({ Credentials: credentials });
    expect(await canUpload(bucket, answer, 'mine/a')).toBe(200);
    expect(await canUpload(bucket, answer, 'theirs')).toBe(403);
  });

  it('gives ali-oss the errors it knows', async () => {
    const bucket = await start(alibaba, () => new Date());
    await expect(client(bucket, 'wrong').assumeRole(ALIBABA_ROLE_ARN)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      status: 400,
    });
    await expect(client(bucket).assumeRole('acs:ram::1:role/other')).rejects.toMatchObject({
      code: 'NoPermission',
      status: 403,
    });
  });

  it('answers in XML unless asked for JSON', async () => {
    const { endpoint } = await start(alibaba);
    const query = `Action=AssumeRole&RoleArn=${encodeURIComponent(ALIBABA_ROLE_ARN)}&RoleSessionName=me`;
    const { text } = await send(`${endpoint}${STS}?${query}`);
    expect(element(text, 'Expiration')).toBe('2026-05-24T11:00:00Z');
    expect(text).toContain('<AssumeRoleResponse><RequestId>');
    expect(text).toContain(`<Arn>${ALIBABA_ROLE_ARN}/me</Arn>`);
    const refused = await send(`${endpoint}${STS}?${query}&DurationSeconds=0`);
    expect([refused.status, refused.code]).toEqual([400, 'InvalidParameter.DurationSeconds']);
  });
});

describe('Tencent Cloud STS, signed', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

  /** Version 3, as the documentation has it. */
  function post(
    bucket: TestBucket,
    body: string,
    secret: string,
    action = 'GetFederationToken',
  ): Promise<Received> {
    const { host } = new URL(bucket.endpoint);
    const timestamp = String(START.getTime() / 1000);
    const date = '2026-05-24';
    const type = 'application/json';
    const canonical = `POST\n${STS}\n\ncontent-type:${type}\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`;
    const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/sts/tc3_request\n${sha256(canonical)}`;
    let key: Uint8Array = Buffer.from(`TC3${secret}`);
    for (const part of [date, 'sts', 'tc3_request']) key = createHmac('sha256', key).update(part).digest();
    const signature = createHmac('sha256', key).update(text).digest('hex');
    const credential = `${bucket.rootCredentials.accessKeyId}/${date}/sts/tc3_request`;
    const authorization = `TC3-HMAC-SHA256 Credential=${credential}, SignedHeaders=content-type;host, Signature=${signature}`;
    const headers = {
      'content-type': type,
      'x-tc-action': action,
      'x-tc-timestamp': timestamp,
      authorization,
    };
    return send(bucket.endpoint + STS, { method: 'POST', headers, body });
  }

  it('answers GetFederationToken with the policy enforced', async () => {
    const bucket = await start(tencent);
    const Policy = encodeURIComponent(JSON.stringify(POLICIES[2][2]));
    const body = JSON.stringify({ Name: 'me', Policy, DurationSeconds: 7200 });
    const { status, text } = await post(bucket, body, bucket.rootCredentials.secretAccessKey);
    const { Response } = JSON.parse(text);
    expect([status, Response.Expiration, Response.ExpiredTime]).toEqual([
      200,
      '2026-05-24T12:00:00Z',
      START.getTime() / 1000 + 7200,
    ]);
    expect(Object.keys(Response.Credentials).sort()).toEqual(['TmpSecretId', 'TmpSecretKey', 'Token']);
    expect(await canUpload(bucket, text, 'mine/a')).toBe(200);
    expect(await canUpload(bucket, text, 'theirs')).toBe(403);
  });

  it.each([
    ['a wrong secret', 'x', '{"Policy":"{}"}', 'GetFederationToken', 'AuthFailure.SignatureFailure'],
    ['no policy', null, '{}', 'GetFederationToken', 'MissingParameter'],
    ['another action', null, '{}', 'GetCallerIdentity', 'InvalidAction'],
    ['another role', null, '{"RoleArn":"qcs::cam::uin/1:roleName/x"}', 'AssumeRole', 'UnauthorizedOperation'],
  ])('refuses %s with status 200', async (_, secret, body, action, code) => {
    const bucket = await start(tencent);
    const answer = await post(bucket, body, secret ?? bucket.rootCredentials.secretAccessKey, action);
    expect([answer.status, JSON.parse(answer.text).Response.Error.Code]).toEqual([200, code]);
  });

  it('takes version 1 of the signature, which qcloud-cos-sts makes', async () => {
    const bucket = await start(tencent);
    const { accessKeyId, secretAccessKey } = bucket.rootCredentials;
    const fields: Record<string, string> = {
      Action: 'AssumeRole',
      Nonce: '12345',
      Region: 'ap-guangzhou',
      RoleArn: TENCENT_ROLE_ARN,
      RoleSessionName: 'me',
      SecretId: accessKeyId,
      Timestamp: String(START.getTime() / 1000),
      Version: '2018-08-13',
    };
    const query = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join('&');
    const text = `POST${new URL(bucket.endpoint).host}${STS}?${query}`;
    const Signature = createHmac('sha1', secretAccessKey).update(text).digest('base64');
    const ask = (signature: string) =>
      send(bucket.endpoint + STS, {
        method: 'POST',
        headers: form,
        body: new URLSearchParams({ ...fields, Signature: signature }).toString(),
      });
    expect(await canUpload(bucket, (await ask(Signature)).text)).toBe(200);
    expect((await ask(Signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))).text).toContain(
      'SignatureFailure',
    );
  });
});
