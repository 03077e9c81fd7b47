import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getObject } from '../../src/client/get-object.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import type { CorsRule } from '../../src/index.js';
import { type DeskServer, startDeskServer } from '../../src/node/index.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { launchChromium } from '../support/chromium.js';
import { cephVersion, chromiumPath } from '../support/needs.js';
import { type RealStore, startCephStore, startLocalStore } from '../support/real-stores.js';

const MEBIBYTE = 1 << 20;
/** Needs encoding nearly everywhere. */
const KEY = 'holiday (été)/photo 1+2.bin';
const SCREENSHOTS = 'build/screenshots';
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

/** The classic mistake: the rule was written with long-lived keys, and temporary ones add a header. */
const lackingRule = (origin: string): CorsRule => ({
  id: 'uploads',
  allowedOrigins: [origin],
  allowedMethods: ['GET', 'PUT', 'HEAD'],
  allowedHeaders: ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date'],
  exposeHeaders: ['ETag'],
  maxAgeSeconds: 600,
});

describe.runIf(chromiumPath !== undefined)('an upload that is refused, explained, mended and done', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  mainJobOn('the local bucket', true, () => startLocalStore());
  mainJobOn('Ceph', cephVersion !== undefined, startCephStore);

  function mainJobOn(title: string, present: boolean, start: () => Promise<RealStore>): void {
    describe.runIf(present)(`on ${title}`, () => {
      let store: RealStore;
      let desk: DeskServer;
      let owner: Bucket;
      let page: Page;
      const consoleLines: string[] = [];

      beforeAll(async () => {
        store = await start();
        const { store: kind, storeName, endpoint, region, admin: adminCredentials, roleArn } = store;
        const place = { store: kind, endpoint, region, bucket: 'photos' };
        owner = createBucket({ ...place, addressing: 'path', credentials: adminCredentials });
        await sendRequest(owner, { method: 'PUT', key: '' });
        desk = await startDeskServer({
          root: 'build/desk',
          buckets: [{ ...place, storeName, key: KEY, adminCredentials, signing: { roleArn } }],
        });
        await putBucketCors(owner, [lackingRule(desk.url)]);
        page = await browser.newPage({ viewport: WIDE });
        page.on('console', (message) => consoleLines.push(message.text()));
      });
      afterAll(async () => {
        await page?.close();
        await desk?.stop();
        await store?.stop();
      });

      const hook = (name: string) => page.getByTestId(name);
      const screenshot = async (name: string) => {
        mkdirSync(SCREENSHOTS, { recursive: true });
        for (const [size, viewport] of Object.entries({ 1280: WIDE, 390: NARROW })) {
          await page.setViewportSize(viewport);
          await page.screenshot({
            path: `${SCREENSHOTS}/${store.storeName}-${name}-${size}.png`,
            fullPage: true,
          });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, `${name} is too wide for ${size} pixels`).toBeLessThanOrEqual(0);
        }
        await page.setViewportSize(WIDE);
      };
      const bytes = randomBytes(MEBIBYTE);
      const upload = async () => {
        await hook('file').setInputFiles({
          name: 'a.bin',
          mimeType: 'application/octet-stream',
          buffer: bytes,
        });
        await hook('try').click();
        const outcome = hook('try-outcome').locator('[data-outcome]:not([data-outcome="running"])');
        await outcome.waitFor();
        return { kind: await outcome.getAttribute('data-outcome'), text: await outcome.textContent() };
      };
      const diagnose = async () => {
        await hook('diagnose').click();
        await hook('verdict').waitFor();
        return hook('verdict').getAttribute('data-code');
      };

      it('walks the whole way', async () => {
        await page.goto(desk.url);
        await expect.poll(() => hook('bucket').inputValue()).toBe('photos');
        await screenshot('1-start');

        // The browser refuses the upload and tells the page nothing.
        const refused = await upload();
        expect(refused.kind).toBe('unreadable');
        expect(refused.text).toContain('Failed to fetch');
        expect(consoleLines.join('\n')).toContain('blocked by CORS policy');
        await screenshot('2-refused');

        // The diagnosis names that header, and that rule.
        expect(await diagnose()).toBe('pre.header');
        expect(await hook('headline').textContent()).toContain('x-amz-security-token');
        expect(await hook('conflict').allTextContents()).toEqual(['x-amz-security-token']);
        const nearest = page.locator('[data-testid="rule"][data-nearest="true"]');
        expect(await nearest.getAttribute('data-index')).toBe('0');
        expect(await nearest.textContent()).toContain('uploads');
        await screenshot('3-diagnosed');
        // Only when asked: fonts differ between machines, and a run of the tests changes no file of the repository.
        if (process.env.UPDATE_IMAGES && store.storeName === 's3') {
          const clip = { x: 0, y: 0, width: WIDE.width, height: 1540 };
          await page.screenshot({ path: 'docs/images/desk.png', fullPage: true, clip });
        }

        // Its repair is put from Node, not from the page.
        const repair = page.locator('[data-testid="repair"][data-kind="smallest-edit"]');
        const document = (await repair.getByTestId('repair-document').textContent()) ?? '';
        const json = JSON.parse((await repair.getByTestId('repair-json').textContent()) ?? '') as {
          CORSRules: unknown[];
        };
        const { configuration } = await store.store.corsCodec.read(document);
        expect(configuration.rules).toEqual([
          {
            ...lackingRule(desk.url),
            allowedHeaders: [...(lackingRule(desk.url).allowedHeaders ?? []), 'x-amz-security-token'],
          },
        ]);
        expect(json.CORSRules).toHaveLength(1);
        await putBucketCors(owner, configuration);
        expect((await getBucketCors(owner)).configuration.rules).toHaveLength(1);

        // Now it is allowed, goes through, and what is stored is what was sent.
        expect(await diagnose()).toBe('ok.allowed');
        const stored = await upload();
        expect(stored.kind).toBe('stored');
        await screenshot('4-stored');
        const read = Buffer.from(await (await getObject(owner, KEY)).arrayBuffer());
        expect(read.equals(bytes)).toBe(true);
      });

      it('is mended by the page’s own server too, by a button', async () => {
        await putBucketCors(owner, [lackingRule(desk.url)]);
        expect(await diagnose()).toBe('pre.header');
        await hook('repair').first().getByTestId('apply').click();
        await hook('try-again').first().waitFor({ state: 'visible' });
        expect(await diagnose()).toBe('ok.allowed');
        expect((await upload()).kind).toBe('stored');
      });

      it('ends with a finding when the store has gone away', async () => {
        await store.stop();
        expect((await upload()).kind).toBe('unreadable');
        expect(await diagnose()).toBe('net.unreachable');
      });
    });
  }
});
