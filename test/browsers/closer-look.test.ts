import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { deleteBucketCors } from '../../src/cors/delete-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import { type CorsRule, toText } from '../../src/index.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { freePorts, waitUntil } from '../servers/processes.js';
import { assumeRole } from '../support/assume-role.js';
import type { DiagnoseInput } from '../support/diagnosing-page.js';
import { openSdkPage, type SdkPage } from '../support/engine-page.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';

const WRITING = { method: 'PUT', key: 'a.bin', headers: { 'content-type': 'application/octet-stream' } };
const READING = { method: 'GET', key: 'a.bin' };

/** Answers for the store, or breaks, as the address of the page says. */
const SERVICE_WORKER = `
oninstall = () => skipWaiting();
onactivate = (event) => event.waitUntil(clients.claim());
let how = 'pass';
onmessage = ({ data, ports: [port] }) => { how = data; port.postMessage('done'); };
onfetch = (event) => {
  if (how === 'made-up') event.respondWith(new Response('offline', { status: 503 }));
  if (how === 'broken') event.respondWith(Response.error());
  if (how === 'no-upload' && event.request.method === 'PUT') event.respondWith(Response.error());
};`;

describeWithEngines('a closer look', ({ name, engine }) => {
  let local: LocalBucket;
  let bucket: Bucket;
  let credentials: string;
  let page: SdkPage;

  beforeAll(async () => {
    local = await startLocalBucket();
    const { endpoint, region, rootCredentials } = local;
    const place = { store: s3, endpoint, region, bucket: 'photos', addressing: 'path' } as const;
    bucket = createBucket({ ...place, credentials: rootCredentials });
    await sendRequest(bucket, { method: 'PUT', key: '' });
    await sendRequest(bucket, { method: 'PUT', key: 'a.bin' }, { body: new Uint8Array(100) });
    credentials = await assumeRole({ ...local, admin: rootCredentials });
    const worker = { body: SERVICE_WORKER, contentType: 'text/javascript' };
    page = await openSdkPage(engine(), { files: [['/sw.js', worker]] });
  });
  afterAll(async () => {
    await page?.stop();
    await local?.stop();
  });
  beforeEach(() => deleteBucketCors(bucket));
  afterEach(() => local.faults.set([]));

  const allowing = (changes: Partial<CorsRule> = {}): CorsRule => ({
    allowedOrigins: [page.origin],
    allowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
    allowedHeaders: ['*'],
    ...changes,
  });
  const diagnose = (changes: Partial<DiagnoseInput> = {}) =>
    page.diagnose({
      storeName: 's3',
      endpoint: local.endpoint,
      bucket: 'photos',
      credentials,
      request: WRITING,
      ...changes,
    });

  describe('at the origin', () => {
    it('sees that the rules name another one, where that is the one any page can have', async () => {
      await putBucketCors(bucket, [allowing({ allowedOrigins: ['null'] })]);
      const diagnosis = await diagnose();
      expect(diagnosis).toMatchObject({
        code: 'pre.origin',
        stage: 'preflight',
        confidence: 'strong',
        conflicts: [{ kind: 'origin', members: [page.origin] }],
      });
      expect(diagnosis.evidence.at(-2)).toMatchObject({ origin: 'null', passed: true, via: 'readable' });
      // Once more from the page, as what it asked before may have got lost.
      expect(diagnosis.evidence.at(-1)).toMatchObject({ method: 'GET', passed: false });
      expect(diagnosis.evidence.length).toBeLessThanOrEqual(25);
    });

    it('leaves open what no look can tell', async () => {
      await putBucketCors(bucket, [allowing({ allowedOrigins: ['https://other.example'] })]);
      const diagnosis = await diagnose();
      expect(diagnosis.code).toBe('pre.all-refused');
      expect(diagnosis.evidence.at(-1)).toMatchObject({ origin: 'null', passed: false });
    });
  });

  describe('at cookies', () => {
    const request = { ...WRITING, withCookies: true };

    it('finds that a star does not go with them', async () => {
      await putBucketCors(bucket, [allowing({ allowedOrigins: ['*'] })]);
      expect(await diagnose({ request })).toMatchObject({
        code: 'pre.cred-wildcard',
        stage: 'preflight',
        confidence: 'strong',
      });
      expect((await diagnose()).code).toBe('ok.allowed');
    });

    it('finds that they are not allowed', async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'pre.cred-missing' }]);
      expect(await diagnose({ request })).toMatchObject({ code: 'pre.cred-missing', confidence: 'strong' });
      local.faults.set([]);
      expect((await diagnose({ request })).code).toBe('ok.allowed');
    });
  });

  describe('at a permission that was kept', () => {
    it('tells it from a refusal, where the request was seen to go out', async () => {
      const put = () =>
        page.tab.evaluate(
          (url, listens) =>
            new Promise<boolean>((resolve) => {
              const xhr = new XMLHttpRequest();
              let sawUpload = false;
              const see = ({ loaded }: ProgressEvent) => {
                sawUpload ||= loaded > 0;
              };
              if (listens) xhr.upload.onprogress = see;
              xhr.onloadend = () => resolve(sawUpload);
              xhr.open('PUT', url);
              xhr.setRequestHeader('content-type', 'application/octet-stream');
              xhr.send('x');
            }),
          `${local.endpoint}/photos/a.bin`,
          // Firefox tells listeners nothing of such an upload, but measures it.
          name !== 'firefox',
        );
      const isMeasured = () =>
        page.tab.evaluate((url) => {
          const entry = performance.getEntriesByName(url).at(-1) as PerformanceResourceTiming | undefined;
          return entry?.responseStatus === 0 && entry.duration > 0;
        }, `${local.endpoint}/photos/a.bin`);
      let sawUpload = false;
      const isKept = async () => {
        await putBucketCors(bucket, [allowing({ maxAgeSeconds: 600 })]);
        await put();
        await deleteBucketCors(bucket);
        sawUpload = await put();
        return name === 'firefox' ? isMeasured() : sawUpload;
      };
      // While it starts, Firefox keeps nothing.
      await waitUntil('a preflight that is kept', isKept, 30_000);
      const diagnosis = await diagnose({ request: { ...WRITING, sawUpload } });
      expect(diagnosis).toMatchObject({
        code: 'act.stale-preflight',
        stage: 'response',
        confidence: 'strong',
        repairs: [{ kind: 'new-rule' }],
      });
      expect(diagnosis.undecided?.candidates).toContain('pre.all-refused');
      if (name !== 'firefox') expect((await diagnose()).code).toBe('pre.all-refused');
    });
  });

  describe('at an answer that is hidden', () => {
    it('tells keys that are right from keys that are not', async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'act.executed' }]);
      const diagnosis = await diagnose({ useCredentials: true });
      expect(diagnosis.code).toBe('act.error-without-cors');
      expect(diagnosis.evidence.at(-1)).toMatchObject({ kind: 'status', passed: true });
      expect(toText(diagnosis)).toContain('keys, token and clock are right');
      const absent = await diagnose({ useCredentials: true, request: { ...WRITING, key: 'absent.bin' } });
      expect(absent.evidence.at(-1)).toMatchObject({ kind: 'status', passed: false });
      expect(toText(absent)).toContain('there is no such object');
    });
  });

  describe('where nobody answers', () => {
    it('says so of a preflight, where all else is answered', async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'pre.timeout' }]);
      expect(await diagnose({ timeoutMs: 1500 })).toMatchObject({
        code: 'pre.timeout',
        stage: 'preflight',
        confidence: 'strong',
      });
    });

    it('does not blame the network where the page lets in nothing without CORS', async () => {
      const strict = await openSdkPage(engine(), {
        headers: {
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        },
      });
      const diagnosis = await strict.diagnose({
        storeName: 's3',
        endpoint: local.endpoint,
        bucket: 'photos',
        credentials,
        request: WRITING,
      });
      await strict.stop();
      expect(diagnosis).toMatchObject({ code: 'undecided', confidence: 'weak' });
      expect(diagnosis.undecided?.candidates).toEqual(
        expect.arrayContaining(['pre.no-config', 'pre.origin', 'net.unreachable']),
      );
    });
  });

  // Last: a service worker stays.
  describe('at a service worker', () => {
    const behave = (how: string) =>
      page.tab.evaluate(async (given) => {
        await navigator.serviceWorker.register('/sw.js');
        const { active } = await navigator.serviceWorker.ready;
        if (navigator.serviceWorker.controller === null) {
          await new Promise((resolve) =>
            navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
          );
        }
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          active?.postMessage(given, [port2]);
        });
      }, how);

    it('finds that it makes up an answer', async () => {
      await putBucketCors(bucket, [allowing()]);
      await behave('made-up');
      expect(await diagnose()).toMatchObject({ code: 'env.sw', stage: 'local', confidence: 'strong' });
    });

    it('finds that it breaks each request', async () => {
      await putBucketCors(bucket, [allowing()]);
      await behave('broken');
      const diagnosis = await diagnose();
      expect(diagnosis).toMatchObject({ code: 'env.sw', stage: 'local', confidence: 'strong' });
      expect(diagnosis.evidence.at(-1)).toMatchObject({ kind: 'reach', origin: 'null', passed: true });
    });

    it('proves nothing of the store that it may have done itself', async () => {
      await putBucketCors(bucket, [allowing()]);
      await behave('no-upload');
      const diagnosis = await diagnose({ request: { ...WRITING, key: 'new.bin' } });
      expect(diagnosis).toMatchObject({ code: 'pre.method', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates).toContain('env.sw');
    });

    it('blames it for nothing where nobody answers, nor where it stands aside', async () => {
      await putBucketCors(bucket, [allowing()]);
      await behave('pass');
      expect((await diagnose()).code).toBe('ok.allowed');
      const [port] = await freePorts(1);
      expect((await diagnose({ endpoint: `http://127.0.0.1:${port}` })).code).toBe('net.unreachable');
    });
  });

  it('reads a plain object as before', async () => {
    await putBucketCors(bucket, [allowing()]);
    expect((await diagnose({ request: READING, useCredentials: true })).code).toBe('ok.allowed');
  });
});
