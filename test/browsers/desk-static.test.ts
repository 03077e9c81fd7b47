import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { type LocalBucket, s3Dialect, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import { chromiumPath } from '../support/needs.js';
import { type FileServer, type ServedFile, serveFiles } from '../support/serve-files.js';

/** A folder on somebody's site, and not its root. */
const FOLDER = '/tools/desk/';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

/** The built desk, as a server gives it that knows nothing of it: no header of its own, no charset. */
function plainFiles(): Map<string, ServedFile> {
  const names = readdirSync('build/desk').filter((name) => !name.endsWith('.map'));
  const files = names.map((name): [string, ServedFile] => [
    FOLDER + name,
    { body: readFileSync(`build/desk/${name}`), contentType: TYPES[extname(name)] ?? '' },
  ]);
  return new Map([...files, [FOLDER, new Map(files).get(`${FOLDER}index.html`) as ServedFile]]);
}

/** A page may manage these rules, and upload, but for headers that are not signed into every request. */
const rule = (origin: string): CorsRule => ({
  allowedOrigins: [origin],
  allowedMethods: ['GET', 'PUT'],
  allowedHeaders: [
    ...['authorization', 'content-md5', 'content-type'],
    ...['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
  ],
});

describe.runIf(chromiumPath !== undefined)('the desk as plain files', () => {
  let browser: Browser;
  let files: FileServer;
  let local: LocalBucket;
  let owner: Bucket;
  let credentials: string;
  let page: Page;
  const refusedByPolicy: string[] = [];

  beforeAll(async () => {
    [browser, files, local] = await Promise.all([
      launchChromium(),
      serveFiles(plainFiles()),
      startLocalBucket({ dialect: s3Dialect, buckets: { photos: [] } }),
    ]);
    const { endpoint, region, rootCredentials } = local;
    const place = { store: s3, endpoint, region, bucket: 'photos', addressing: 'path' } as const;
    owner = createBucket({ ...place, credentials: rootCredentials });
    credentials = await assumeRole({ ...local, admin: rootCredentials });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([files?.stop(), local?.stop()]);
  });
  beforeEach(async () => {
    await putBucketCors(owner, [rule(files.origin)]);
    await page.goto(files.origin + FOLDER);
    await hook('diagnose').waitFor();
  });

  const hook = (name: string) => page.getByTestId(name);
  const rules = async () => (await getBucketCors(owner)).configuration.rules;
  const fillIn = async () => {
    await hook('store').selectOption('s3');
    await hook('endpoint').fill(local.endpoint);
    await hook('region').fill(local.region);
    await hook('bucket').fill('photos');
    await hook('addressing').selectOption('path');
    await hook('key').fill('uploads/first.bin');
    await hook('credentials').fill(credentials);
    await hook('headers').fill('x-amz-meta-author: me');
  };
  /** Diagnoses, and applies the first repair. */
  const mend = async () => {
    await hook('use-credentials').check();
    await hook('diagnose').click();
    await expect.poll(() => hook('verdict').getAttribute('data-code')).toBe('pre.header');
    await hook('apply').first().click();
    await page.locator('.apply[data-state="made"]').waitFor();
  };

  it('says what is not there without a server, and has no case that needs one', async () => {
    expect(await page.locator('.example').first().textContent()).toContain('served as plain files');
    expect(await page.getByTestId('case-origin').count()).toBe(0);
    expect(await page.getByTestId('case-mixed-content').count()).toBe(1);
    expect(await page.getByTestId('credentials-from').count()).toBe(0);
  });

  it('mends a bucket: diagnosed, applied, seen to answer, uploaded, taken back', async () => {
    await fillIn();
    await mend();
    expect(await hook('change-said').first().textContent()).toContain('the store answers by it');
    await hook('try-again').first().click();
    await page.locator('[data-outcome="stored"]').waitFor();
    await hook('undo').first().click();
    await page.locator('.apply[data-state="undone"]').waitFor();
    expect(await rules()).toEqual([rule(files.origin)]);
  });

  it('takes a change back after a reload, and has kept no credentials until then', async () => {
    await fillIn();
    await mend();
    const kept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]);
    expect(await page.evaluate(kept)).toContain('x-amz-meta-author');
    const secrets = [...credentials.matchAll(/<(?:SecretAccessKey|SessionToken|AccessKeyId)>([^<]+)</g)];
    expect(secrets).toHaveLength(3);
    for (const [, secret] of secrets) expect(await page.evaluate(kept)).not.toContain(secret);

    await page.reload();
    await hook('undo-open-change').click();
    // Asked for again, as they were not kept.
    await page.locator('#field-credentials-problem:not([hidden])').waitFor();
    await fillIn();
    await hook('undo-open-change').click();
    await hook('open-change-said').filter({ hasText: 'Taken back' }).waitFor();
    expect(await rules()).toEqual([rule(files.origin)]);
    await page.reload();
    await hook('diagnose').waitFor();
    expect(await hook('undo-open-change').isVisible()).toBe(false);
  });

  it('reads a recording that Chromium made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'har-'));
    try {
      const path = join(folder, 'upload.har');
      const context = await browser.newContext({ recordHar: { path } });
      const other = await context.newPage();
      await other.goto(files.origin + FOLDER);
      // A page without a referrer, so that only the file itself tells who asked.
      const ask = (path: string, method: string) =>
        other.evaluate(
          ([url = '', verb = '']) => fetch(url, { method: verb }).catch(() => {}),
          [`${local.endpoint}/photos/${path}`, method],
        );
      await ask('a.jpg', 'DELETE');
      await ask('b.jpg', 'GET');
      await context.close();
      const har = readFileSync(path, 'utf8');
      await page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'upload.har'));
        const place = document.querySelector('[data-testid="har"]');
        place?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      }, har);
      await page.locator('[data-outcome="har"]').waitFor();
      expect(await hook('start-said').textContent()).toContain('2 requests across origins');
      const codes = () =>
        hook('verdict').evaluateAll((all) => all.map((node) => node.getAttribute('data-code')));
      // Of the first, Chromium tells a recorder nothing: neither its preflight nor why.
      expect(await codes()).toEqual(['undecided', 'act.readable-error']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('asks for nothing that its policy forbids', () => {
    expect(refusedByPolicy).toEqual([]);
  });
});
