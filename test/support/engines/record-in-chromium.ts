import type { Browser, Page } from 'playwright';
import type { DevToolsEvent } from '../../../src/diagnose/raw/readers/read-devtools-events.js';

/** The network panel of a page. */
export interface NetworkPanel {
  /** The addresses of the requests that it has seen. */
  addresses(): Promise<readonly string[]>;
  /** The requests that it has seen end, by the identifiers that the DevTools protocol has for them. */
  ended(): Promise<readonly EndedRequest[]>;
  /** The HAR file that it saves, as text. */
  har(): Promise<string>;
  close(): Promise<void>;
}

/** A request that a network panel has seen end. */
export interface EndedRequest {
  readonly id: string;
  /** Whether the panel knows the headers that were really sent. It may hear of them last. */
  readonly hasSentHeaders: boolean;
}

/** They run in the developer tools, whose modules these are: what the panel's button "Export HAR" does. */
const ADDRESSES = `(async () => {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  return NetworkLog.NetworkLog.instance().requests().map((request) => request.url());
})()`;
const ENDED = `(async () => {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  const requests = NetworkLog.NetworkLog.instance().requests();
  const ended = requests.filter((request) => request.finished);
  return ended.map((request) => ({ id: request.requestId(), hasSentHeaders: request.hasExtraRequestInfo() }));
})()`;
const HAR = `(async () => {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  const { Writer } = await import('/devtools/models/har/har.js');
  const nothing = () => {};
  const progress = { setTotalWork: nothing, setTitle: nothing, setWorked: nothing, incrementWorked: nothing, done: nothing };
  const texts = [];
  const stream = { write: async (text) => void texts.push(text), close: nothing };
  // It waits for the content of each, so that the panel leaves out what has not ended.
  const requests = NetworkLog.NetworkLog.instance().requests().filter((request) => request.finished);
  await Writer.Writer.write(stream, requests, { sanitize: true }, progress);
  return texts.join('');
})()`;

/**
 * Opens Chromium's own developer tools for a page: what they save is what a user gets by "Export HAR (sanitized)". (The HAR
 * file that Playwright records is another: it has no preflights.)
 *
 * @param port - Of the browser's `--remote-debugging-port`, with `--remote-allow-origins` for the developer tools.
 */
export async function openNetworkPanel(browser: Browser, port: number, page: Page): Promise<NetworkPanel> {
  const origin = `http://127.0.0.1:${port}`;
  const listed = (await (await fetch(`${origin}/json/list`)).json()) as readonly {
    readonly id: string;
    readonly url: string;
  }[];
  const target = listed.find(({ url }) => url === page.url());
  if (target === undefined) throw new Error(`Chromium has no page ${page.url()}`);
  const context = await browser.newContext();
  const tools = await context.newPage();
  const socket = `127.0.0.1:${port}/devtools/page/${target.id}`;
  await tools.goto(`${origin}/devtools/devtools_app.html?ws=${socket}&panel=network`);
  return {
    addresses: () => tools.evaluate<readonly string[]>(ADDRESSES),
    ended: () => tools.evaluate<readonly EndedRequest[]>(ENDED),
    har: () => tools.evaluate<string>(HAR),
    close: () => context.close(),
  };
}

const EVENTS = [
  'requestWillBeSent',
  'requestWillBeSentExtraInfo',
  'requestServedFromCache',
  'responseReceived',
  'responseReceivedExtraInfo',
  'loadingFinished',
  'loadingFailed',
];

/** Gets what the developer tools of a page hear from now on. */
export async function recordEvents(page: Page): Promise<readonly DevToolsEvent[]> {
  const session = await page.context().newCDPSession(page);
  const events: DevToolsEvent[] = [];
  for (const name of EVENTS) {
    session.on(`Network.${name}` as 'Network.loadingFailed', (params) =>
      events.push({ method: `Network.${name}`, params }),
    );
  }
  await session.send('Network.enable');
  return events;
}
