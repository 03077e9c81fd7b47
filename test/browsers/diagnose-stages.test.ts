import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import type { CorsRule } from '../../src/index.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl } from '../../src/transport/sign-request.js';
import { freePorts } from '../servers/processes.js';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import {
  type DiagnoseInput,
  type DiagnosingPage,
  diagnoseInTab,
  openDiagnosingPage,
} from '../support/diagnosing-page.js';
import { chromiumPath } from '../support/needs.js';
import { type Front, startFront } from '../support/start-front.js';

const PLACE = { storeName: 's3', bucket: 'photos' } as const;
const READING = { method: 'GET', key: 'a.png' };
const WRITING = { method: 'PUT', key: 'a.bin', headers: { 'content-type': 'application/octet-stream' } };

let browser: Browser;
let local: LocalBucket;
let bucket: Bucket;
let credentials: string;
let page: DiagnosingPage;

/** Rules under which everything passes from this page. */
const allowing = (changes: Partial<CorsRule> = {}): CorsRule => ({
  allowedOrigins: [page.origin],
  allowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: ['*'],
  ...changes,
});

const diagnose = (changes: Partial<DiagnoseInput> & Pick<DiagnoseInput, 'request'>) =>
  page.diagnose({ ...PLACE, endpoint: local.endpoint, credentials, ...changes });

describe.runIf(chromiumPath !== undefined)('the late stages of a diagnosis in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    local = await startLocalBucket();
    const { endpoint, region, rootCredentials } = local;
    bucket = createBucket({
      store: s3,
      endpoint,
      region,
      bucket: PLACE.bucket,
      addressing: 'path',
      credentials: rootCredentials,
    });
    await sendRequest(bucket, { method: 'PUT', key: '' });
    const image = { method: 'PUT', key: READING.key, headers: { 'content-type': 'image/png' } };
    await sendRequest(bucket, image, { body: new Uint8Array(100) });
    credentials = await assumeRole({ ...local, admin: rootCredentials });
  });
  afterAll(async () => {
    await local?.stop();
    await browser?.close();
  });
  beforeEach(async () => {
    page = await openDiagnosingPage(browser);
  });
  afterEach(async () => {
    local.faults.set([]);
    await page.stop();
  });

  describe('a presigned URL', () => {
    const request = { ...WRITING, signing: 'url' } as const;

    it('whose preflight is refused for its signature', async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'pre.auth-query' }]);
      expect(await diagnose({ request, useCredentials: true })).toMatchObject({
        code: 'pre.auth-query',
        stage: 'preflight',
        confidence: 'strong',
        undecided: { candidates: ['act.redirect'] },
      });
      // Without the permission to sign, nothing is known of it.
      expect(await diagnose({ request })).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
    });

    it('is not blamed for what the rules refuse', async () => {
      await putBucketCors(bucket, [allowing({ allowedHeaders: [] })]);
      local.faults.set([{ code: 'pre.auth-query' }]);
      expect((await diagnose({ request, useCredentials: true })).code).toBe('pre.header');
    });
  });

  describe('behind a cache', () => {
    let front: Front;
    beforeAll(async () => {
      front = await startFront(local.endpoint, async () => {
        const { url } = await presignUrl(bucket, READING, { expiresInSeconds: 60 });
        return url;
      });
    });
    afterAll(() => front?.stop());

    const diagnoseBehind = () => diagnose({ request: READING, endpoint: front.endpoint });
    const address = () => `${front.endpoint}/${PLACE.bucket}/${READING.key}`;
    /** As an image without `crossorigin` does. */
    const showImage = () =>
      page.tab.evaluate(
        (url) =>
          new Promise<void>((resolve) => {
            const image = new Image();
            image.onload = () => resolve();
            image.onerror = () => resolve();
            image.src = url;
          }),
        address(),
      );
    const readInPage = () =>
      page.tab.evaluate(async (url) => {
        try {
          const response = await fetch(url);
          await response.blob();
          // That the page has fetched it is known when its timing entry has come.
          const isKnown = () => performance.getEntriesByName(url, 'resource').length > 0;
          await new Promise<void>((resolve) => {
            if (isKnown()) return resolve();
            new PerformanceObserver((_, observer) => {
              if (!isKnown()) return;
              observer.disconnect();
              resolve();
            }).observe({ type: 'resource' });
          });
          return response.status;
        } catch {
          return 'TypeError';
        }
      }, address());

    it("finds the answer that the browser's own cache kept for an image", async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'cache.http-poison' }]);
      await showImage();
      expect(await readInPage()).toBe('TypeError');
      for (const _ of ['at first', 'and again, as nothing was put right']) {
        expect(await diagnoseBehind()).toMatchObject({
          code: 'cache.http-poison',
          stage: 'response',
          confidence: 'strong',
          undecided: { candidates: ['cache.http-poison', 'cache.cdn-poison'] },
        });
      }
    });

    it('finds it where the page has fetched more than a browser remembers', async () => {
      await putBucketCors(bucket, [allowing()]);
      local.faults.set([{ code: 'cache.http-poison' }]);
      const remembered = await page.tab.evaluate(async () => {
        const rounds = Array.from({ length: 10 }, (_, round) => round);
        for (const round of rounds) {
          const row = Array.from({ length: 30 }, (_, at) => fetch(`/?${round}-${at}`));
          for (const { body } of await Promise.all(row)) await body?.cancel();
        }
        return performance.getEntriesByType('resource').length;
      });
      expect(remembered).toBe(250);
      await showImage();
      expect(await diagnoseBehind()).toMatchObject({ code: 'cache.http-poison' });
      await page.tab.evaluate(() => performance.clearResourceTimings());
    });

    it('finds the answer that a cache in front of the store kept', async () => {
      await putBucketCors(bucket, [allowing()]);
      // The cache of the fault keeps by the whole address: the front must ask by the same one each time.
      const { url } = await presignUrl(bucket, READING, { expiresInSeconds: 60 });
      const steady = await startFront(local.endpoint, async () => url);
      local.faults.set([{ code: 'cache.cdn-poison' }]);
      await fetch(`${steady.endpoint}/${PLACE.bucket}/${READING.key}`);
      const failed = await page.tab.evaluate(
        (at) =>
          fetch(at).then(
            () => false,
            () => true,
          ),
        `${steady.endpoint}/${PLACE.bucket}/${READING.key}`,
      );
      const diagnosis = await diagnose({ request: READING, endpoint: steady.endpoint });
      await steady.stop();
      expect(failed).toBe(true);
      expect(diagnosis).toMatchObject({
        code: 'cache.cdn-poison',
        stage: 'response',
        confidence: 'strong',
        undecided: { candidates: ['cache.cdn-poison', 'act.no-acao'] },
      });
      expect(diagnosis.evidence.length).toBeLessThanOrEqual(25);
    });

    it('blames no cache where the address can be read', async () => {
      await putBucketCors(bucket, [allowing()]);
      expect(await readInPage()).toBe(200);
      const diagnosis = await diagnoseBehind();
      expect(diagnosis.code).toBe('ok.allowed');
      expect(diagnosis.evidence.map(({ kind }) => kind)).toEqual(['preflight', 'kept']);
    });

    it('sends nothing for it where the page never asked for the address', async () => {
      await putBucketCors(bucket, [allowing()]);
      const diagnosis = await diagnoseBehind();
      expect(diagnosis.code).toBe('ok.allowed');
      expect(diagnosis.evidence.map(({ kind }) => kind)).toEqual(['preflight']);
    });
  });

  describe('headers of an answer', () => {
    const exposed = { exposeHeaders: ['ETag', 'x-amz-request-id'] };

    it('that the page cannot read are told, as far as is known', async () => {
      const [bare, full] = [allowing(), allowing(exposed)];
      await putBucketCors(bucket, [bare]);
      const seen = await diagnose({ request: WRITING });
      const known = await diagnose({ request: WRITING, rules: [bare] });
      expect(seen).toMatchObject({
        code: 'ok.allowed',
        notes: [{ code: 'act.expose', value: 'x-amz-request-id' }],
      });
      expect(known.notes).toEqual([{ code: 'act.expose', value: 'etag, x-amz-request-id' }]);
      await putBucketCors(bucket, [full]);
      expect((await diagnose({ request: WRITING, rules: [full] })).notes).toEqual([]);
      expect((await diagnose({ request: WRITING })).notes).toEqual([]);
      local.faults.set([{ code: 'act.expose' }]);
      // What was seen counts more than what the rules say.
      expect((await diagnose({ request: WRITING, rules: [full] })).notes).toEqual([
        { code: 'act.expose', value: 'x-amz-request-id' },
      ]);
    });
  });

  describe('what the page itself forbids', () => {
    it('is a port that browsers never open', async () => {
      const diagnosis = await diagnose({ request: WRITING, endpoint: 'http://127.0.0.1:6667' });
      expect(diagnosis).toMatchObject({ code: 'env.port', stage: 'local', confidence: 'proof' });
    });

    it('is all of the network, where there is none', async () => {
      const [port] = await freePorts(1);
      await page.tab.context().setOffline(true);
      const diagnosis = await diagnose({ request: WRITING, endpoint: `http://127.0.0.1:${port}` });
      expect(diagnosis).toMatchObject({ code: 'env.offline', stage: 'local', confidence: 'strong' });
      // To reach this computer none is needed.
      expect(diagnosis.undecided?.candidates).toEqual(['net.unreachable']);
      const endpoint = 'http://photos.store.example';
      expect(await diagnose({ request: WRITING, endpoint })).toMatchObject({
        code: 'env.offline',
        confidence: 'proof',
      });
      await page.tab.context().setOffline(false);
    });

    it('is plain http, unless its policy makes https of it', async () => {
      const sdk = await (await fetch(`${page.origin}/sdk.js`)).text();
      const openSecure = async (headers: Record<string, string>, before = 0) => {
        const context = await browser.newContext();
        const tab = await context.newPage();
        const body = '<!doctype html><title>page</title>';
        await tab.route('https://app.example/', (route) =>
          route.fulfill({ contentType: 'text/html', headers, body }),
        );
        await tab.goto('https://app.example/');
        await tab.addScriptTag({ content: sdk });
        await tab.evaluate(async (count) => {
          for (let sent = 0; sent < count; sent += 1) await fetch(location.href);
        }, before);
        const input = {
          storeName: 's3',
          endpoint: 'http://192.0.2.1',
          bucket: 'photos',
          credentials,
        } as const;
        const diagnosis = await tab.evaluate(diagnoseInTab, { ...input, request: WRITING, timeoutMs: 5000 });
        await context.close();
        return diagnosis;
      };
      expect(await openSecure({})).toMatchObject({ code: 'env.mixed', confidence: 'proof' });
      const upgrading = await openSecure({ 'content-security-policy': 'upgrade-insecure-requests' });
      expect(upgrading).toMatchObject({ code: 'net.unreachable' });
      expect(upgrading.undecided?.candidates).toContain('env.mixed');
      // Neither page shows any more what was sent by https: neither is sure.
      const unseen = await openSecure({ 'content-security-policy': 'upgrade-insecure-requests' }, 250);
      expect(unseen).toMatchObject({ code: 'net.unreachable', confidence: 'strong' });
      const open = await openSecure({}, 250);
      expect(open).toMatchObject({ code: 'net.unreachable', confidence: 'strong' });
      expect(open.undecided?.candidates).toContain('env.mixed');
    });

    it('is not one path, where another is asked for', async () => {
      const policy = { 'content-security-policy': `connect-src ${local.endpoint}/photos/` };
      const strict = await openDiagnosingPage(browser, policy);
      await putBucketCors(bucket, [allowing({ allowedOrigins: [strict.origin], allowedMethods: ['GET'] })]);
      await strict.tab.evaluate((url) => {
        setInterval(() => void fetch(url).catch(() => null), 1);
      }, `${local.endpoint}/other/a.bin`);
      const place = { storeName: 's3', endpoint: local.endpoint, bucket: 'photos', credentials } as const;
      const diagnosis = await strict.diagnose({ ...place, request: WRITING });
      await strict.stop();
      expect(diagnosis.code).toBe('pre.method');
    });

    it('is where the store sends it on to, and not the store', async () => {
      const server = createServer((_, response) => {
        response.setHeader('access-control-allow-origin', '*').setHeader('location', local.endpoint);
        response.writeHead(307).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const strict = await openDiagnosingPage(browser, {
        'content-security-policy': `connect-src ${endpoint}`,
      });
      const request = { method: 'GET', key: 'a.bin', signing: 'url' } as const;
      const diagnosis = await strict.diagnose({
        storeName: 's3',
        endpoint,
        bucket: 'photos',
        credentials,
        request,
      });
      await strict.stop();
      server.close();
      expect(diagnosis).toMatchObject({ code: 'act.redirect', confidence: 'strong' });
    });
  });
});
