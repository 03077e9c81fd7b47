import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainExchange } from '../../src/diagnose/raw/explain-exchange.js';
import { explainMessage } from '../../src/diagnose/raw/explain-message.js';
import { readDevToolsEvents } from '../../src/diagnose/raw/readers/read-devtools-events.js';
import { readHar } from '../../src/diagnose/raw/readers/read-har.js';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { freePorts } from '../servers/processes.js';
import { launchChromium } from '../support/chromium.js';
import { firefoxPath } from '../support/engines/present-engines.js';
import { openNetworkPanel, recordEvents } from '../support/engines/record-in-chromium.js';
import { recordInFirefox } from '../support/engines/record-in-firefox.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

/** What a refusal may be whose body was not recorded: the store's words are not known. */
const ANY = [
  ...['pre.no-config', 'pre.origin', 'pre.method', 'pre.header', 'pre.cross-rule'],
  // The address looks presigned, and some stores that look like this one refuse that on the preflight.
  'pre.auth-query',
  'pre.bucket',
];
/** What a request may be of which nothing was recorded but that it failed. */
const UNSEEN = [
  ...['pre.all-refused', 'pre.refused', 'act.error-without-cors', 'act.no-acao', 'act.redirect'],
  ...['pre.cred-missing', 'pre.cred-wildcard', 'net.unreachable', 'env.lna', 'env.sw', 'env.abort'],
];
/**
 * What each bucket's recording tells. Neither browser's recorder keeps the body of a refused preflight, in which the store says
 * whether it has rules, so that a bucket without rules looks like one with others.
 */
const BUCKETS = [
  ['no-rules', 'pre.refused', ANY],
  ['get-only', 'pre.refused', ANY],
  ['open-bucket', 'act.readable-error', null],
] as const;

let pages: FileServer;
let local: LocalBucket;
/** The address of a PUT, with what looks like a signature. */
const put = (bucket: string) => `${local.endpoint}/${bucket}/a.txt?X-Amz-Signature=s3cret`;
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
});
afterAll(async () => {
  await local?.stop();
  await pages?.stop();
});

/** The diagnoses of what a HAR file holds. */
async function explainHar(har: string): Promise<Diagnosis[]> {
  const { exchanges, unread } = readHar(har);
  expect(unread).toEqual([]);
  return Promise.all(exchanges.map((exchange) => explainExchange(exchange)));
}

/** What a recording of both the preflight and the request must tell. */
function expectTold(
  diagnosis: Diagnosis | undefined,
  bucket: string,
  code: string,
  open: readonly string[] | null,
): void {
  expect(diagnosis).toMatchObject({
    code,
    confidence: open === null ? 'proof' : 'strong',
    undecided: open === null ? null : { candidates: open },
    request: {
      origin: pages.origin,
      method: 'PUT',
      url: `${local.endpoint}/${bucket}/a.txt`,
      unsafeHeaders: ['x-amz-date'],
    },
    raw: { answeredBy: 'store', status: code === 'act.readable-error' ? 400 : 403 },
  });
  expect(JSON.stringify(diagnosis)).not.toContain('s3cret');
}

describeWithChromium('recordings of Chromium', () => {
  let browser: Browser;
  let port = 0;
  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    browser = await launchChromium(`--remote-debugging-port=${port}`, '--remote-allow-origins=*');
  });
  afterAll(async () => {
    await browser?.close();
  });

  const putIn = (page: Page, bucket: string) =>
    page.evaluate(
      (address) =>
        fetch(address, { method: 'PUT', body: 'x', headers: { 'x-amz-date': '1' } }).then(
          () => 'read',
          () => 'failed',
        ),
      put(bucket),
    );

  it.each(BUCKETS)('events and lines of the console, %s: %s', async (bucket, code, open) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    const events = await recordEvents(page);
    await page.goto(`${pages.origin}/`);
    expect(await putIn(page, bucket)).toBe(open === null ? 'read' : 'failed');
    if (open !== null) await expect.poll(() => explainMessage(lines.join('\n')).length).toBeGreaterThan(0);
    await context.close();

    const { exchanges, unread } = readDevToolsEvents(events);
    expect(unread).toEqual([]);
    expect(exchanges).toHaveLength(1);
    const [exchange] = exchanges;
    expectTold(exchange && (await explainExchange(exchange)), bucket, code, open);

    const told = explainMessage(lines.join('\n'));
    expect(told[0]?.diagnosis.code ?? null).toBe(open === null ? null : code);
  });

  it('events of requests that are refused for their credentials, go elsewhere, or are none of CORS', async () => {
    const page = await browser.newPage();
    const server = createServer(({ url, method, headers }, response) => {
      const { origin = '*' } = headers;
      const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const allowing = {
        'access-control-allow-origin': url === '/star' ? '*' : origin,
        'access-control-allow-methods': 'PUT',
      };
      if (url === '/page') response.writeHead(200, { 'content-type': 'text/html' });
      else if (url === '/api') response.writeHead(302, { location: `${pages.origin}/hidden` });
      else if (url === '/go' && method !== 'OPTIONS')
        response.writeHead(307, { ...allowing, location: `${pages.origin}/hidden` });
      else if (url === '/form') response.writeHead(307, { location: `${own}/star` });
      else response.writeHead(200, allowing);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port: serverPort } = server.address() as AddressInfo;
    // Another origin, and the same server.
    const [own, other] = [`http://127.0.0.1:${serverPort}`, `http://localhost:${serverPort}`];
    try {
      await page.goto(`${own}/page`);
      const events = await recordEvents(page);
      await page.evaluate(
        async ([own, other]) => {
          const send = (url: string, init: RequestInit) => fetch(url, init).catch(() => {});
          await send(`${other}/star`, { credentials: 'include' });
          await send(`${other}/echo`, { credentials: 'include' });
          await send(`${other}/star`, { method: 'PUT', credentials: 'include' });
          await send(`${other}/echo`, { method: 'PUT', credentials: 'include' });
          await send(`${other}/go`, { method: 'PUT' });
          await send(`${own}/api`, {});
          await send(`${other}/form`, { method: 'POST', mode: 'no-cors' });
          const frame = document.createElement('iframe');
          const form = document.createElement('form');
          Object.assign(frame, { name: 'frame' });
          Object.assign(form, { method: 'POST', target: 'frame', action: `${other}/form` });
          document.body.append(frame, form);
          await new Promise((resolve) => {
            frame.onload = resolve;
            form.submit();
          });
        },
        [own, other],
      );
      const ended = () => readDevToolsEvents(events).unread.map(({ value }) => value);
      await expect.poll(ended).toEqual(['2 requests']);
      const { exchanges } = readDevToolsEvents(events);
      const found = await Promise.all(exchanges.map((exchange) => explainExchange(exchange)));
      expect(found.map(({ code, request }) => [code, request.method, request.origin, request.url])).toEqual([
        ['pre.cred-wildcard', 'GET', own, `${other}/star`],
        ['pre.cred-missing', 'GET', own, `${other}/echo`],
        ['pre.cred-wildcard', 'PUT', own, `${other}/star`],
        ['pre.cred-missing', 'PUT', own, `${other}/echo`],
        ['act.redirect', 'PUT', own, `${other}/go`],
        ['act.error-without-cors', 'GET', own, `${pages.origin}/hidden`],
      ]);
      expect(exchanges[4]?.redirects).toMatchObject([{ preflight: { status: 404 } }]);
    } finally {
      await page.context().close();
      server.close();
      server.closeAllConnections();
    }
  });

  it.each(BUCKETS)('a HAR file of its network panel, %s: %s', async (bucket, code, open) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    // An address of its own, by which the page is found among the others.
    await page.goto(`${pages.origin}/?${bucket}`);
    const panel = await openNetworkPanel(browser, port, page);
    try {
      // It sees what is sent after it has come up.
      const seesPage = async () => {
        await page.reload();
        return panel.addresses();
      };
      await expect.poll(seesPage, { timeout: 10_000 }).toContain(page.url());
      await putIn(page, bucket);
      // It hears of an answer some time after the page.
      const isWhole = async () => (await explainHar(await panel.har())).map((found) => found.raw?.status);
      await expect.poll(isWhole, { timeout: 10_000 }).toEqual([open === null ? 400 : 403]);
      const [found] = await explainHar(await panel.har());
      expectTold(found, bucket, code, open);
    } finally {
      await panel.close();
      await context.close();
    }
  });

  it.each([
    // Playwright leaves preflights out, so that of a refused request nothing is known but that it failed.
    ['no-rules', 'undecided', UNSEEN],
    ['get-only', 'undecided', UNSEEN],
    ['open-bucket', 'act.readable-error', null],
  ])("a HAR file of Playwright's recorder, %s: %s", async (bucket, code, open) => {
    const folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-har-'));
    try {
      const path = join(folder, 'page.har');
      const context = await browser.newContext({ recordHar: { path } });
      const page = await context.newPage();
      await page.goto(`${pages.origin}/`);
      await putIn(page, bucket);
      await context.close();
      const found = await explainHar(readFileSync(path, 'utf8'));
      expect(found.map((each) => [each.code, each.undecided?.candidates ?? null])).toEqual([[code, open]]);
      expect(JSON.stringify(found)).not.toContain('s3cret');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

// Started as the servers of other tests are, which end with this process by what Linux alone has.
describe.runIf(firefoxPath !== undefined && process.platform === 'linux')('recordings of Firefox', () => {
  /** The answer to each request in it, by method and bucket; 0: none. */
  const statuses = (har: string): string[] =>
    readHar(har).exchanges.flatMap(({ request, preflight, response }) => [
      `${new URL(request.url).pathname} ${preflight?.response?.status ?? 0} ${response?.status ?? 0}`,
    ]);

  it('a HAR file of its network panel', async () => {
    const sends = BUCKETS.map(
      // An address that is new each time, as the preflight of an old one would not be sent again.
      ([bucket]) => `put('${put(bucket)}&time=' + performance.timeOrigin)`,
    );
    const script = `const put = (address) =>
      fetch(address, { method: 'PUT', body: 'x', headers: { 'x-amz-date': '1' } }).catch(() => {});
      ${sends.join(';\n')}`;
    const body = `<!doctype html><meta http-equiv="refresh" content="3"><title>a page</title><script>${script}</script>`;
    pages.files.set('/again', { body, contentType: 'text/html' });
    const har = await recordInFirefox(`${pages.origin}/again`, (text) => {
      const seen = statuses(text);
      return ['/no-rules/a.txt 403 0', '/get-only/a.txt 403 0', '/open-bucket/a.txt 200 400'].every((each) =>
        seen.includes(each),
      );
    });
    expect(JSON.parse(har)).toMatchObject({ log: { creator: { name: 'Firefox' } } });
    const found = await explainHar(har);
    expect(found).toHaveLength(BUCKETS.length);
    for (const [bucket, code, open] of BUCKETS) {
      const diagnosis = found.find(({ request }) => request.url.includes(`/${bucket}/`));
      // Its file does not tell whether the page got the whole of an answer.
      expectTold(diagnosis, bucket, code, open ?? ['net.reset-upload', 'env.abort']);
    }
  }, 90_000);
});
