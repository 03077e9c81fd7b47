import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainExchange } from '../../src/diagnose/raw/explain-exchange.js';
import { explainMessage } from '../../src/diagnose/raw/explain-message.js';
import {
  type DevToolsEvent,
  readDevToolsEvents,
} from '../../src/diagnose/raw/readers/read-devtools-events.js';
import { readHar } from '../../src/diagnose/raw/readers/read-har.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

const EVENTS = [
  'requestWillBeSent',
  'requestWillBeSentExtraInfo',
  'responseReceived',
  'responseReceivedExtraInfo',
  'loadingFailed',
];

describeWithChromium('recordings of Chromium', () => {
  let browser: Browser;
  let pages: FileServer;
  let local: LocalBucket;
  beforeAll(async () => {
    const body = '<!doctype html><title>a page</title>';
    pages = await serveFiles(new Map([['/', { body, contentType: 'text/html' }]]));
    local = await startLocalBucket({
      buckets: {
        'no-rules': [],
        'get-only': [{ allowedOrigins: [pages.origin], allowedMethods: ['GET'], allowedHeaders: ['*'] }],
        'open-bucket': [{ allowedOrigins: [pages.origin], allowedMethods: ['PUT'], allowedHeaders: ['*'] }],
      },
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    await pages?.stop();
  });

  it.each([
    ['no-rules', 'pre.no-config', 'pre.refused'],
    ['get-only', 'pre.refused', 'pre.refused'],
    ['open-bucket', 'act.readable-error', null],
  ])('%s: %s', async (bucket, code, byMessage) => {
    const folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-har-'));
    try {
      const path = join(folder, 'page.har');
      const context = await browser.newContext({ recordHar: { path } });
      const page = await context.newPage();
      const lines: string[] = [];
      page.on('console', (message) => lines.push(message.text()));
      const session = await context.newCDPSession(page);
      const events: DevToolsEvent[] = [];
      for (const name of EVENTS) {
        session.on(`Network.${name}` as 'Network.loadingFailed', (params) =>
          events.push({ method: `Network.${name}`, params }),
        );
      }
      await session.send('Network.enable');
      await page.goto(`${pages.origin}/`);
      const url = `${local.endpoint}/${bucket}/a.txt?X-Amz-Signature=s3cret`;
      await page.evaluate(
        (address) =>
          fetch(address, { method: 'PUT', body: 'x', headers: { 'x-amz-date': '1' } }).then(
            () => 'read',
            () => 'failed',
          ),
        url,
      );
      if (byMessage !== null)
        await expect.poll(() => explainMessage(lines.join('\n')).length).toBeGreaterThan(0);
      await context.close();

      // The body is not among the events, so that the store's words are not known.
      const byEvents = readDevToolsEvents(events);
      expect(byEvents.unread).toEqual([]);
      expect(byEvents.exchanges).toHaveLength(1);
      const [fromEvents] = byEvents.exchanges;
      const diagnosis = fromEvents && (await explainExchange(fromEvents));
      expect(diagnosis?.code).toBe(byMessage === null ? code : 'pre.refused');
      expect(diagnosis?.request).toMatchObject({
        origin: pages.origin,
        method: 'PUT',
        unsafeHeaders: ['x-amz-date'],
      });

      const har = readFileSync(path, 'utf8');
      const { exchanges } = readHar(har);
      const found = await Promise.all(exchanges.map((exchange) => explainExchange(exchange)));
      expect(found.map((each) => each.code)).toEqual([
        expect.stringMatching(byMessage === null ? /^act\.readable-error$/ : /^(pre\.|undecided)/),
      ]);
      expect(JSON.stringify([diagnosis, found])).not.toContain('s3cret');

      const told = explainMessage(lines.join('\n'));
      expect(told[0]?.diagnosis.code ?? null).toBe(byMessage);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
