import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';

/** Polled for: other processes, on a machine under load. */
const SOON = { timeout: 20_000 };

/** What the page of a tab offers: it is a script of the built bundle. */
interface TabWindow {
  /** Makes the tab's bucket. */
  readonly open: (shareAs: string | null) => void;
  /** The token of a signature, got from the STS if need be. */
  readonly token: () => Promise<string>;
  /** Sends a request to a store that knows one token no more. */
  readonly send: (refusedToken: string) => Promise<number>;
}

const TAB = `<!DOCTYPE html><title>tab</title><script type="module">
  import { aws, createBucket, sendRequest, signRequest } from '/bucket-preflight.mjs';
  let bucket;
  let refused;
  const store = async (url, { headers }) => headers['x-amz-security-token'] === refused
    ? new Response('<Error><Code>ExpiredToken</Code></Error>', { status: 400 })
    : new Response('stored');
  const share = (name) => (name === null ? {} : { shareCredentialsAs: name });
  globalThis.open = (name) => {
    bucket = createBucket({
      store: aws, region: 'us-west-2', bucket: 'photos', fetch: store, ...share(name),
      credentials: ({ signal }) => fetch('/sts', { signal }),
    });
  };
  globalThis.token = async () =>
    (await signRequest(bucket, { method: 'GET', key: 'a' })).headers['x-amz-security-token'];
  globalThis.send = async (token) => {
    refused = token;
    return (await sendRequest(bucket, { method: 'GET', key: 'a' })).status;
  };
  globalThis.isReady = true;
</script>`;
/** An origin of its own, which is like no other: it may have neither locks nor channels. */
const SANDBOX = '<!DOCTYPE html><title>sandbox</title><iframe sandbox="allow-scripts" src="/tab"></iframe>';

/** The app's server: it counts how often its STS is asked, and answers when the test says so. */
class AppServer {
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  readonly #waiting: (() => void)[] = [];
  calls = 0;
  running = 0;
  mostAtOnce = 0;
  isHolding = false;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  origin(host = '127.0.0.1'): string {
    return `http://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Lets the oldest question be answered. */
  release(): void {
    this.#waiting.shift()?.();
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const send = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    if (url === '/bucket-preflight.mjs')
      send('text/javascript', readFileSync(join('dist', 'bucket-preflight.mjs'), 'utf8'));
    else if (url === '/tab') send('text/html', TAB);
    else if (url === '/sandbox') send('text/html', SANDBOX);
    else if (url !== '/sts') response.writeHead(404).end();
    else this.#answerSts((body) => send('application/json', body));
  }

  #answerSts(send: (body: string) => void): void {
    this.calls += 1;
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    const token = `token-${this.calls}`;
    const answer = () => {
      this.running -= 1;
      const Expiration = new Date(Date.now() + 3_600_000);
      send(
        JSON.stringify({
          Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 'secret', SessionToken: token, Expiration },
        }),
      );
    };
    if (this.isHolding) this.#waiting.push(answer);
    else answer();
  }
}

describeWithChromium('two tabs of one origin', () => {
  let browser: Browser;
  let context: BrowserContext;
  let app: AppServer;

  beforeAll(async () => {
    // By a name that is not loopback's, http is an insecure context.
    browser = await launchChromium('--host-resolver-rules=MAP insecure.test 127.0.0.1');
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    app = new AppServer();
    await app.start();
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context?.close();
    await app?.stop();
  });

  /** A tab whose timers stand still: nothing happens because of the time. */
  async function openTab(shareAs: string | null, host?: string): Promise<Page> {
    const page = await context.newPage();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.goto(`${app.origin(host)}/tab`);
    await page.waitForFunction(() => 'isReady' in globalThis);
    await page.evaluate((name) => (globalThis as unknown as TabWindow).open(name), shareAs);
    return page;
  }
  const tokenOf = (page: Page | Frame) => page.evaluate(() => (globalThis as unknown as TabWindow).token());
  const sendFrom = (page: Page, refused: string) =>
    page.evaluate((token) => (globalThis as unknown as TabWindow).send(token), refused);
  const locksIn = (page: Page) =>
    page.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return [held.map(({ name }) => name), pending.map(({ name }) => name)];
    });

  it('ask one after another, when they share nothing', async () => {
    const [one, other] = [await openTab(null), await openTab(null)];
    const lock = 'bucket-preflight https://photos.s3.us-west-2.amazonaws.com';
    app.isHolding = true;
    const first = tokenOf(one);
    await expect.poll(() => app.calls, SOON).toBe(1);
    const second = tokenOf(other);
    await expect.poll(() => locksIn(other), SOON).toEqual([[lock], [lock]]);
    expect(app.calls).toBe(1);
    app.release();
    expect(await first).toBe('token-1');
    await expect.poll(() => app.calls, SOON).toBe(2);
    app.release();
    expect(await second).toBe('token-2');
    expect(app.mostAtOnce).toBe(1);
    expect(await locksIn(one)).toEqual([[], []]);
  });

  it('need one question for both, when they share', async () => {
    const [one, other] = [await openTab('alice'), await openTab('alice')];
    expect(await Promise.all([tokenOf(one), tokenOf(other)])).toEqual(['token-1', 'token-1']);
    const late = await openTab('alice');
    expect(await tokenOf(late)).toBe('token-1');
    expect(app.calls).toBe(1);
    const stranger = await openTab('bob');
    expect(await tokenOf(stranger)).toBe('token-2');
  });

  it('need one question for both when the store refuses what both have', async () => {
    const [one, other] = [await openTab('alice'), await openTab('alice')];
    await Promise.all([tokenOf(one), tokenOf(other)]);
    expect(await Promise.all([sendFrom(one, 'token-1'), sendFrom(other, 'token-1')])).toEqual([200, 200]);
    expect(await Promise.all([tokenOf(one), tokenOf(other)])).toEqual(['token-2', 'token-2']);
    expect(app.calls).toBe(2);
  });

  it('let go of what they hold when they are closed, and keep nothing', async () => {
    const [one, other] = [await openTab('alice'), await openTab('alice')];
    expect(await tokenOf(one)).toBe('token-1');
    expect(await locksIn(other)).toEqual([['bucket-preflight alice present'], []]);
    await one.close();
    await expect.poll(() => locksIn(other), SOON).toEqual([[], []]);
    expect(await tokenOf(other)).toBe('token-2');
    const stored = () => [localStorage.length, sessionStorage.length, document.cookie];
    expect(await other.evaluate(stored)).toEqual([0, 0, '']);
    expect(
      await other.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length),
    ).toBe(0);
  });

  it('share over plain http too, where there are no locks', async () => {
    const [one, other] = [await openTab('alice', 'insecure.test'), await openTab('alice', 'insecure.test')];
    expect(await one.evaluate(() => navigator.locks === undefined)).toBe(true);
    const first = tokenOf(one);
    // Nobody answers, and only the time tells that.
    const waitAndCount = () => one.clock.runFor(1000).then(() => app.calls);
    await expect.poll(waitAndCount, SOON).toBe(1);
    expect(await first).toBe('token-1');
    expect(await tokenOf(other)).toBe('token-1');
    expect(app.calls).toBe(1);
  });

  it.each([null, 'alice'])('get credentials in a sandboxed frame as well, sharing as %s', async (shareAs) => {
    const page = await context.newPage();
    await page.goto(`${app.origin()}/sandbox`);
    const frame = page.frames().find((child) => child.url().endsWith('/tab'));
    if (frame === undefined) throw new TypeError('there is a frame');
    await frame.waitForFunction(() => 'isReady' in globalThis);
    expect(await frame.evaluate(() => navigator.locks.query().then(String, (error) => error.name))).toBe(
      'SecurityError',
    );
    await frame.evaluate((name) => (globalThis as unknown as TabWindow).open(name), shareAs);
    expect(await tokenOf(frame)).toBe('token-1');
  });
});
