import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { START } from '../../support/local-bucket.js';
import { type OssBucket, startOssBucket } from '../../support/oss-bucket.js';
import { postSignedForm } from '../../support/post-signed-form.js';
import { element } from '../../support/send.js';
import type { Received } from '../../support/send-to-host.js';

const DATE = '20260524T100000Z';
const SCOPE = '20260524/cn-hangzhou/oss/aliyun_v4_request';

interface Form {
  readonly conditions?: readonly unknown[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly without?: string;
  readonly file?: string;
}

/** Signed here, by neither the SDK's signer nor the verifier. */
function post(bucket: OssBucket, version: 'V1' | 'V4', form: Form = {}): Promise<Received> {
  const { accessKeyId, secretAccessKey } = bucket.rootCredentials;
  const named = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${accessKeyId}/${SCOPE}`,
    'x-oss-date': DATE,
  };
  const conditions = form.conditions ?? [['eq', '$key', 'a.txt'], ...(version === 'V4' ? [named] : [])];
  const expiration = new Date(START.getTime() + 60_000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const key = SCOPE.split('/').reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`aliyun_v4${secretAccessKey}`),
  );
  const signed =
    version === 'V4'
      ? { ...named, 'x-oss-signature': createHmac('sha256', key).update(policy).digest('hex') }
      : {
          OSSAccessKeyId: accessKeyId,
          Signature: createHmac('sha1', secretAccessKey).update(policy).digest('base64'),
        };
  const fields = Object.entries({ key: 'a.txt', policy, ...signed, ...form.fields });
  const left = Object.fromEntries(fields.filter(([name]) => name !== form.without));
  return postSignedForm(bucket.photos, left, form.file === undefined ? {} : { file: form.file });
}

describe.each(['V1', 'V4'] as const)('a form signed by %s', (version) => {
  it('is answered as it asks', async () => {
    const bucket = await startOssBucket();
    const plain = await post(bucket, version);
    expect([plain.status, plain.headers.etag]).toEqual([204, '"5D41402ABC4B2A76B9719D911017C592"']);
    const created = await post(bucket, version, { fields: { success_action_status: '201' } });
    expect(['Bucket', 'Location', 'Key', 'ETag'].map((name) => element(created.text, name))).toEqual([
      'photos',
      `${bucket.photos}/a.txt`,
      'a.txt',
      '&quot;5D41402ABC4B2A76B9719D911017C592&quot;',
    ]);
    const to = 'https://app.example/done?from=form';
    const redirected = await post(bucket, version, { fields: { success_action_redirect: to } });
    expect(redirected.status).toBe(303);
    const location = new URL(redirected.headers.location ?? '');
    expect([location.searchParams.get('from'), location.searchParams.get('key')]).toEqual(['form', 'a.txt']);
    expect((await bucket.send('GET', { key: 'a.txt' })).text).toBe('hello');
  });

  it('may have fields that nobody knows, but none that would be left undone', async () => {
    const bucket = await startOssBucket();
    expect((await post(bucket, version, { fields: { name: 'a', 'x:user': 'me' } })).status).toBe(204);
    for (const name of ['x-oss-object-acl', 'x-oss-forbid-overwrite', 'callback', 'x-oss-unheard-of']) {
      const answer = await post(bucket, version, { fields: { [name]: 'x' } });
      expect([name, answer.status, answer.code]).toEqual([name, 501, 'NotImplemented']);
    }
  });

  it('is refused without what signs it', async () => {
    const bucket = await startOssBucket();
    const needed =
      version === 'V1'
        ? ['policy', 'OSSAccessKeyId', 'Signature']
        : ['policy', 'x-oss-signature', 'x-oss-signature-version', 'x-oss-credential'];
    for (const without of needed) {
      const answer = await post(bucket, version, { without });
      expect([without, answer.status, answer.code]).toEqual([without, 400, 'InvalidArgument']);
    }
    const unsigned = await postSignedForm(bucket.photos, { key: 'a.txt' });
    expect([unsigned.status, unsigned.code]).toEqual([403, 'AccessDenied']);
  });

  it('is refused when its policy has ended or does not allow it', async () => {
    const bucket = await startOssBucket();
    expect((await post(bucket, version, { fields: { key: 'other' } })).code).toBe('AccessDenied');
    expect((await post(bucket, version, { fields: { key: '/a' } })).code).toBe('InvalidObjectName');
    bucket.clock.now = new Date(START.getTime() + 60_000);
    const late = await post(bucket, version);
    expect([late.code, element(late.text, 'Message')]).toEqual([
      'AccessDenied',
      'Invalid according to Policy: Policy expired.',
    ]);
  });
});

describe('a form signed by V4', () => {
  it('must have its own fields in the policy, where V1 wants nothing there', async () => {
    const bucket = await startOssBucket();
    const conditions = [['eq', '$key', 'a.txt']];
    expect((await post(bucket, 'V4', { conditions })).code).toBe('AccessDenied');
    expect((await post(bucket, 'V1', { conditions: [] })).status).toBe(204);
  });

  it('must be of a day, and of this region', async () => {
    const bucket = await startOssBucket();
    const { accessKeyId } = bucket.rootCredentials;
    const codes = await Promise.all(
      [
        { 'x-oss-date': '20260523T100000Z' },
        { 'x-oss-date': 'yesterday' },
        { 'x-oss-credential': `${accessKeyId}/20260524/cn-beijing/oss/aliyun_v4_request` },
        { 'x-oss-credential': 'a/b' },
        { 'x-oss-signature-version': 'OSS' },
      ].map(async (fields) => (await post(bucket, 'V4', { fields })).code),
    );
    expect(codes).toEqual([
      'InvalidArgument',
      'AccessDenied',
      'InvalidArgument',
      'InvalidArgument',
      'InvalidArgument',
    ]);
  });
});
