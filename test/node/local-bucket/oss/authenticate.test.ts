import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { locateBucket } from '../../../../src/signing/locate-bucket.js';
import { signOssV1Url } from '../../../../src/signing/oss-v1/sign-url.js';
import { signOssV4Url } from '../../../../src/signing/oss-v4/sign-url.js';
import { START } from '../../support/local-bucket.js';
import { type OssBucket, type OssRequest, startOssBucket } from '../../support/oss-bucket.js';
import { element } from '../../support/send.js';
import { type Received, sendToHost } from '../../support/send-to-host.js';

const MINUTE = 60_000;
const later = (ms: number): Date => new Date(START.getTime() + ms);
const VERSIONS = ['V1', 'V4'] as const;

describe.each(VERSIONS)('a signature %s in the headers', (version) => {
  it('that does not match is answered with what was computed, the token hidden', async () => {
    const bucket = await startOssBucket();
    const keys = bucket.addSession({ expiresAt: later(MINUTE) });
    const request: OssRequest = { key: '報 a', query: { uploads: '' }, keys, version };
    const { trace } = await bucket.sign('POST', request);
    const answer = await bucket.send('POST', {
      ...request,
      change: ({ headers }) => {
        headers.authorization = `${headers.authorization?.slice(0, -4)}AAA=`;
      },
    });
    expect(describeError(answer)).toEqual([
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ]);
    expect(element(answer.text, 'OSSAccessKeyId')).toBe(keys.accessKeyId);
    expect(element(answer.text, 'SignatureProvided')).toMatch(/AAA=$/);
    const shown = unescapeXml(element(answer.text, 'StringToSign'));
    expect(shown).toBe(trace.stringToSign);
    const bytes = element(answer.text, 'StringToSignBytes')?.split(' ') ?? [];
    expect(bytes[0]).toMatch(/^[0-9A-F]{2}$/);
    expect(Buffer.from(bytes.join(''), 'hex').toString()).toBe(shown);
    expect(unescapeXml(element(answer.text, 'CanonicalRequest'))).toBe(trace.canonicalRequest ?? '');
    expect(answer.text).not.toContain(keys.securityToken);
    expect(answer.headers['x-oss-ec']).toBe(element(answer.text, 'EC'));
    expect(element(answer.text, 'HostId')).toBe(new URL(bucket.photos).host);
    expect(element(answer.text, 'RequestId')).toBe(answer.headers['x-oss-request-id']);
    expect(answer.headers.server).toBe('AliyunOSS');
  });

  it('is good for 15 minutes before and after', async () => {
    const bucket = await startOssBucket();
    for (const [offset, code] of [
      [15 * MINUTE, ''],
      [-15 * MINUTE, ''],
      [15 * MINUTE + 1000, 'RequestTimeTooSkewed'],
      [-15 * MINUTE - 1000, 'RequestTimeTooSkewed'],
    ] as const) {
      bucket.clock.now = later(offset);
      expect([offset, (await bucket.send('GET', { version })).code]).toEqual([offset, code]);
    }
    const skewed = await bucket.send('GET', { version });
    expect(describeError(skewed)[0]).toBe(403);
    expect(
      ['RequestTime', 'ServerTime', 'MaxAllowedSkewMilliseconds', 'EC'].map((name) =>
        element(skewed.text, name),
      ),
    ).toEqual(['2026-05-24T10:00:00.000Z', '2026-05-24T09:44:59.000Z', '900000', '0002-00000504']);
  });

  it('needs the key and the token that belong together', async () => {
    const bucket = await startOssBucket();
    const root = bucket.rootCredentials;
    const first = bucket.addSession({ expiresAt: later(MINUTE) });
    const second = bucket.addSession({ expiresAt: later(MINUTE) });
    const { accessKeyId, secretAccessKey, securityToken } = first;
    const codes = await Promise.all(
      [
        first,
        { accessKeyId, secretAccessKey },
        { ...root, securityToken },
        { ...root, accessKeyId: 'LTAIunknown' },
        { ...first, securityToken: second.securityToken },
        { ...first, securityToken: `${securityToken}x` },
        { ...first, securityToken: securityToken.replace('+', ' ') },
      ].map(async (keys) => (await bucket.send('GET', { keys, version })).code),
    );
    expect(codes).toEqual([
      '',
      'InvalidAccessKeyId',
      'InvalidAccessKeyId',
      'InvalidAccessKeyId',
      'AccessKeyIdAndSecurityTokenNotMatch',
      'InvalidSecurityToken',
      'InvalidSecurityToken',
    ]);
    bucket.clock.now = later(MINUTE - 1);
    expect((await bucket.send('GET', { keys: first, version })).status).toBe(200);
    bucket.clock.now = later(MINUTE);
    expect(describeError(await bucket.send('GET', { keys: first, version }))).toEqual([
      403,
      'SecurityTokenExpired',
      'The security token you provided has expired.',
    ]);
  });

  it('does what its session may, and no more', async () => {
    const bucket = await startOssBucket();
    const keys = bucket.addSession({
      expiresAt: later(MINUTE),
      permits: ({ name }) => name === 'ListObjects',
    });
    expect((await bucket.send('GET', { keys, version })).status).toBe(200);
    expect((await bucket.send('PUT', { key: 'a', body: 'a', keys, version })).code).toBe('AccessDenied');
  });

  it('is carried in a header where an answer has no body', async () => {
    const bucket = await startOssBucket();
    const answer = await bucket.send('HEAD', {
      key: 'a',
      keys: { ...bucket.rootCredentials, secretAccessKey: 'x' },
      version,
    });
    expect([answer.status, answer.text]).toEqual([403, '']);
    const document = Buffer.from(String(answer.headers['x-oss-err']), 'base64').toString();
    expect(element(document, 'Code')).toBe('SignatureDoesNotMatch');
    expect(element(document, 'StringToSign')).toMatch(version === 'V1' ? /^HEAD/ : /^OSS4-HMAC-SHA256/);
    // Else the answer's head would be longer than many clients read.
    const long = await bucket.send('HEAD', {
      key: 'k'.repeat(1000),
      keys: { ...bucket.rootCredentials, secretAccessKey: 'x' },
      headers: { 'x-oss-meta-long': 'm'.repeat(6000) },
      version,
    });
    const short = Buffer.from(String(long.headers['x-oss-err']), 'base64').toString();
    expect([element(short, 'Code'), Buffer.byteLength(short) < 6000]).toEqual([
      'SignatureDoesNotMatch',
      true,
    ]);
  });
});

describe('an Authorization header', () => {
  it.each([
    ['nothing known', 'Basic abc', 'InvalidArgument', null],
    ['of OSS V2', 'OSS2 AccessKeyId:a,Signature:b', 'InvalidArgument', null],
    ['of AWS', 'AWS4-HMAC-SHA256 Credential=a', 'InvalidArgument', null],
    ['of V1 without a colon', 'OSS abc', 'InvalidArgument', null],
    ['of V1 without a signature', 'OSS abc:', 'InvalidArgument', null],
    ['of V4 without a credential', 'OSS4-HMAC-SHA256 Signature=a', 'InvalidArgument', '0002-00000217'],
    [
      'of V4 with an empty one',
      'OSS4-HMAC-SHA256 Credential=,Signature=a',
      'InvalidArgument',
      '0002-00000218',
    ],
    [
      'of V4 with half of one',
      'OSS4-HMAC-SHA256 Credential=a/b,Signature=a',
      'InvalidArgument',
      '0002-00000224',
    ],
    [
      'of V4 with no additional headers',
      'OSS4-HMAC-SHA256 Credential=a,AdditionalHeaders=,Signature=a',
      'InvalidArgument',
      '0002-00000209',
    ],
    ['of V4 with something else', 'OSS4-HMAC-SHA256 SignedHeaders=a', 'InvalidArgument', null],
    [
      'of V4 for another region',
      'OSS4-HMAC-SHA256 Credential=a/20260524/cn-beijing/oss/aliyun_v4_request,Signature=a',
      'InvalidArgument',
      '0002-00000226',
    ],
    [
      'of V4 for another day',
      'OSS4-HMAC-SHA256 Credential=a/20260523/cn-hangzhou/oss/aliyun_v4_request,Signature=a',
      'InvalidArgument',
      null,
    ],
  ])('%s is malformed', async (_, authorization, code, ec) => {
    const bucket = await startOssBucket();
    const answer = await bucket.send('GET', {
      change: ({ headers }) => {
        headers.authorization = authorization;
      },
    });
    expect([answer.status, answer.code, element(answer.text, 'EC')]).toEqual([400, code, ec]);
  });

  it('needs a date, and V4 the word for the body', async () => {
    const bucket = await startOssBucket();
    for (const version of VERSIONS) {
      for (const date of ['', 'yesterday', '2026-05-24T10:00:00Z', '20260532T100000Z']) {
        const answer = await bucket.send('GET', {
          version,
          change: ({ headers }) => {
            headers['x-oss-date'] = date;
          },
        });
        expect(describeError(answer)).toEqual([
          403,
          'AccessDenied',
          'OSS authentication requires a valid Date.',
        ]);
      }
    }
    const answer = await bucket.send('GET', {
      change: ({ headers }) => {
        headers['x-oss-content-sha256'] = 'e3b0';
      },
    });
    expect(answer.code).toBe('InvalidArgument');
  });

  it('may be dated by Date under V1', async () => {
    const bucket = await startOssBucket();
    const { accessKeyId, secretAccessKey } = bucket.rootCredentials;
    const date = START.toUTCString();
    const text = `GET\n\n\n${date}\n/photos/`;
    const signature = createHmac('sha1', secretAccessKey).update(text).digest('base64');
    const headers = { date, authorization: `OSS ${accessKeyId}:${signature}` };
    expect((await sendToHost(bucket.photos, { headers })).status).toBe(200);
    const other = { ...headers, date: later(1000).toUTCString() };
    expect((await sendToHost(bucket.photos, { headers: other })).code).toBe('SignatureDoesNotMatch');
  });

  it('is missed, since nothing may be done without', async () => {
    const bucket = await startOssBucket();
    const anonymous = await sendToHost(`${bucket.photos}/a`);
    expect([anonymous.status, anonymous.code]).toEqual([403, 'AccessDenied']);
    expect((await sendToHost(`${bucket.photos}/?acl`)).code).toBe('AccessDenied');
  });

  it('stands alone: not beside a signature in the URL', async () => {
    const bucket = await startOssBucket();
    for (const more of ['OSSAccessKeyId=a', 'x-oss-signature=a']) {
      const answer = await bucket.send('GET', {
        change: (sent) => {
          sent.url += `?${more}`;
        },
      });
      expect([answer.status, answer.code]).toEqual([400, 'InvalidArgument']);
    }
  });
});

describe.each(VERSIONS)('a URL signed by %s', (version) => {
  const presign = async (bucket: OssBucket, keys = bucket.rootCredentials, now = START): Promise<string> => {
    const location = locateBucket({
      endpoint: bucket.origin,
      region: bucket.region,
      bucket: 'photos',
      addressing: 'virtual-host',
    });
    const sign = version === 'V1' ? signOssV1Url : signOssV4Url;
    return (await sign({ method: 'GET', location, key: 'a' }, keys, { now, expiresInSeconds: 60 })).url;
  };

  it('works until it expires', async () => {
    const bucket = await startOssBucket();
    await bucket.send('PUT', { key: 'a', body: 'hello' });
    const url = await presign(bucket);
    bucket.clock.now = later(59_999);
    expect((await sendToHost(url)).text).toBe('hello');
    bucket.clock.now = later(60_000);
    const late = await sendToHost(url);
    expect(describeError(late)).toEqual([403, 'AccessDenied', 'Request has expired.']);
    expect([element(late.text, 'Expires'), element(late.text, 'ServerTime')]).toEqual([
      '2026-05-24T10:01:00.000Z',
      '2026-05-24T10:01:00.000Z',
    ]);
  });

  it('ends with its token, which it must carry itself', async () => {
    const bucket = await startOssBucket();
    await bucket.send('PUT', { key: 'a', body: 'hello' });
    const keys = bucket.addSession({ expiresAt: later(30_000) });
    const url = await presign(bucket, keys);
    expect((await sendToHost(url)).status).toBe(200);
    const name = version === 'V1' ? 'security-token' : 'x-oss-security-token';
    const without = new URL(url);
    without.searchParams.delete(name);
    expect((await sendToHost(without.href)).code).toBe('InvalidAccessKeyId');
    const beside = await sendToHost(without.href, {
      headers: { 'x-oss-security-token': keys.securityToken },
    });
    expect(describeError(beside)).toEqual([
      400,
      'InvalidRequest',
      'Security-token must be provided by query string parameter.',
    ]);
    bucket.clock.now = later(30_000);
    expect((await sendToHost(url)).code).toBe('SecurityTokenExpired');
  });

  it('needs every parameter', async () => {
    const bucket = await startOssBucket();
    const url = new URL(await presign(bucket));
    for (const name of [...url.searchParams.keys()]) {
      const less = new URL(url);
      less.searchParams.delete(name);
      const answer = await sendToHost(less.href);
      expect([name, answer.status, answer.code]).toEqual(
        version === 'V1' ? [name, 403, 'AccessDenied'] : [name, 400, 'InvalidArgument'],
      );
    }
  });
});

describe('a URL signed by V4', () => {
  it('lives from one second to seven days, and begins no later than in 15 minutes', async () => {
    const bucket = await startOssBucket();
    const location = locateBucket({
      endpoint: bucket.origin,
      region: bucket.region,
      bucket: 'photos',
      addressing: 'virtual-host',
    });
    const sign = async (now: Date): Promise<string> =>
      (
        await signOssV4Url({ method: 'GET', location, key: '' }, bucket.rootCredentials, {
          now,
          expiresInSeconds: 60,
        })
      ).url;
    const url = await sign(START);
    for (const seconds of ['0', '604801', '-1', 'x']) {
      const answer = await sendToHost(url.replace('x-oss-expires=60', `x-oss-expires=${seconds}`));
      expect([answer.status, answer.code]).toEqual([400, 'InvalidArgument']);
    }
    expect((await sendToHost(await sign(later(15 * MINUTE)))).status).toBe(200);
    expect((await sendToHost(await sign(later(15 * MINUTE + 1000)))).code).toBe('RequestTimeTooSkewed');
  });
});

function describeError({ status, code, text }: Received): [number, string, string | null] {
  return [status, code, element(text, 'Message')];
}

function unescapeXml(text: string | null): string {
  return (text ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
