import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import { diagnoseInTab } from '../support/diagnosing-page.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

const WRITING = { method: 'PUT', key: 'a.bin' };

describeWithChromium('a page of the internet and a store of this computer', () => {
  let pages: FileServer;
  let local: LocalBucket;
  let credentials: string;
  beforeAll(async () => {
    const body = '<!doctype html><title>page</title><script src="/sdk.js"></script>';
    const sdk = readFileSync('dist/bucket-preflight.umd.min.js', 'utf8');
    pages = await serveFiles(
      new Map([
        ['/', { body, contentType: 'text/html' }],
        ['/sdk.js', { body: sdk, contentType: 'text/javascript' }],
      ]),
    );
    const rule = { allowedOrigins: [pages.origin], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['*'] };
    local = await startLocalBucket({ buckets: { photos: [rule] } });
    credentials = await assumeRole({ ...local, admin: local.rootCredentials });
  });
  afterAll(async () => {
    await local?.stop();
    await pages?.stop();
  });

  it('are kept apart by the browser, until its user allows it', async () => {
    const isPublic = `--ip-address-space-overrides=${new URL(pages.origin).host}=public`;
    const browser = await launchChromium(isPublic);
    try {
      const diagnoseWith = async (permissions: string[]) => {
        const context = await browser.newContext();
        await context.grantPermissions(permissions, { origin: pages.origin });
        const tab = await context.newPage();
        await tab.goto(pages.origin);
        const place = { storeName: 's3', endpoint: local.endpoint, bucket: 'photos' } as const;
        const diagnosis = await tab.evaluate(diagnoseInTab, { ...place, credentials, request: WRITING });
        await context.close();
        return diagnosis;
      };
      expect(await diagnoseWith([])).toMatchObject({ code: 'env.lna', stage: 'local', confidence: 'strong' });
      expect((await diagnoseWith(['local-network-access'])).code).toBe('ok.allowed');
    } finally {
      await browser.close();
    }
  });
});
