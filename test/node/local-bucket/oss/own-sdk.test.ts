import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../../../src/client/create-bucket.js';
import { ossDialect } from '../../../../src/node/index.js';
import { oss } from '../../../../src/stores/oss.js';
import { ossV1 } from '../../../../src/stores/oss-v1.js';
import type { SigningStore } from '../../../../src/stores/store.js';
import type { Bucket } from '../../../../src/transport/bucket.js';
import { HOSTILE_KEYS } from '../../../support/hostile-keys.js';
import { type BucketWithKeys, startBucketWithKeys } from '../../../support/session-keys.js';
import { postSignedForm } from '../../support/post-signed-form.js';
import { type Received, sendToHost } from '../../support/send-to-host.js';

let local: BucketWithKeys;
beforeAll(async () => {
  local = await startBucketWithKeys(ossDialect, { buckets: { photos: [] } });
});
afterAll(() => local?.stop());

/** OSS takes no key that begins with a slash; our SDK leaves that to it. */
const isTaken = (key: string): boolean => !key.startsWith('/');
const accepted = (key: string): string => (isTaken(key) ? 'ok' : 'InvalidObjectName');
const refused = (key: string): string => (isTaken(key) ? 'SignatureDoesNotMatch' : 'InvalidObjectName');

describe.each([
  { title: 'V4', store: oss, addressing: 'virtual-host' },
  { title: 'V4', store: oss, addressing: 'path' },
  { title: 'V1', store: ossV1, addressing: 'virtual-host' },
] as const)('our SDK by $title with the bucket as $addressing', ({ store, addressing }) => {
  let bucket: Bucket<SigningStore>;
  beforeAll(() => {
    const { port } = new URL(local.endpoint);
    bucket = createBucket({
      store,
      endpoint: `http://oss.localhost:${port}`,
      region: local.region,
      bucket: 'photos',
      addressing,
      credentials: async () => ({
        ...local.addSession({ expiresAt: new Date(Date.now() + 3_600_000) }),
        expiration: new Date(Date.now() + 3_600_000),
      }),
    });
  });

  it('signs headers that are taken, and refused with one byte changed', async () => {
    for (const [name, key] of Object.entries(HOSTILE_KEYS)) {
      const headers = { 'content-type': 'text/plain', 'x-oss-meta-name': 'a name' };
      const query = { 'response-content-type': 'a/b;c="d e+%2B"' };
      const put = await signed({ method: 'PUT', key, headers });
      expect([name, outcome(await sendToHost(put.url, { ...put, method: 'PUT', body: name }))]).toEqual([
        name,
        accepted(key),
      ]);
      const get = await signed({ method: 'GET', key, query });
      const got = await sendToHost(get.url, get);
      expect([name, outcome(got), isTaken(key) ? got.text : name]).toEqual([name, accepted(key), name]);
      for (const changed of [
        { ...put, headers: { ...put.headers, authorization: changeEnd(put.headers.authorization ?? '') } },
        { ...put, headers: { ...put.headers, 'x-oss-meta-name': 'a Name' } },
        { ...put, url: `${put.url}x` },
      ]) {
        const answer = await sendToHost(changed.url, { ...changed, method: 'PUT', body: 'changed' });
        expect([name, outcome(answer)]).toEqual([name, refused(key)]);
      }
    }
  });

  it('signs URLs that are taken, and refused with one byte changed', async () => {
    for (const [name, key] of Object.entries(HOSTILE_KEYS)) {
      const sign = (method: string): Promise<{ readonly url: string }> =>
        bucket.signer.signUrl({ method, location: bucket.location, key }, { expiresInSeconds: 60 });
      const put = await sign('PUT');
      expect([name, outcome(await sendToHost(put.url, { method: 'PUT', body: name }))]).toEqual([
        name,
        accepted(key),
      ]);
      const got = await sendToHost((await sign('GET')).url);
      expect([name, outcome(got), isTaken(key) ? got.text : name]).toEqual([name, accepted(key), name]);
      const { pathname } = new URL(put.url);
      for (const changed of [
        put.url.replace(/((?:s|x-oss-s)ignature=)(.)/i, (_, before, first) => before + changeEnd(first)),
        put.url.replace(pathname, `${pathname}x`),
      ]) {
        const answer = await sendToHost(changed, { method: 'PUT', body: 'changed' });
        expect([name, outcome(answer)]).toEqual([name, refused(key)]);
      }
    }
  });

  it('signs forms that are taken, and refused with one byte changed', async () => {
    for (const [name, key] of Object.entries(HOSTILE_KEYS)) {
      const fields = { 'Content-Type': 'text/plain', 'x-oss-meta-name': 'a name' };
      const form = await bucket.signer.signForm(
        { location: bucket.location, key, fields },
        { expiresInSeconds: 60 },
      );
      const post = (changes: Record<string, string> = {}): Promise<Received> =>
        postSignedForm(form.url, { ...form.fields, ...changes }, { file: name });
      expect([name, outcome(await post())]).toEqual([name, accepted(key)]);
      const get = await signed({ method: 'GET', key });
      const got = await sendToHost(get.url, get);
      expect([name, outcome(got), isTaken(key) ? got.text : name]).toEqual([name, accepted(key), name]);
      const field = store === oss ? 'x-oss-signature' : 'Signature';
      const signature = `${changeEnd(form.fields[field]?.slice(0, 1) ?? '')}${form.fields[field]?.slice(1)}`;
      expect([name, outcome(await post({ [field]: signature }))]).toEqual([name, 'SignatureDoesNotMatch']);
      const other = outcome(await post({ key: `${key}x` }));
      expect([name, other]).toEqual([name, isTaken(key) ? 'AccessDenied' : 'InvalidObjectName']);
    }
  });

  async function signed(request: {
    readonly method: string;
    readonly key: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<{ readonly url: string; readonly headers: Record<string, string> }> {
    const { url, headers } = await bucket.signer.signHeaders({ location: bucket.location, ...request }, {});
    return { url, headers: { ...headers } };
  }
});

function outcome({ status, code }: Received): string {
  return status < 300 ? 'ok' : code;
}

/** Another last character, which is not the same in base64 either. */
function changeEnd(text: string): string {
  const body = text.replace(/=+$/, '');
  return body.slice(0, -1) + (body.endsWith('0') ? '9' : '0') + text.slice(body.length);
}
