import type { Browser, Page } from 'playwright';

/** The network panel of a page. */
export interface NetworkPanel {
  /** The addresses of the requests that it has seen. */
  addresses(): Promise<readonly string[]>;
  /** The HAR file that it saves, as text. */
  har(): Promise<string>;
  close(): Promise<void>;
}

/** Both run in the developer tools, whose modules these are: what the panel's button "Export HAR" does. */
const ADDRESSES = `(async () => {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  return NetworkLog.NetworkLog.instance().requests().map((request) => request.url());
})()`;
const HAR = `(async () => {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  const { Writer } = await import('/devtools/models/har/har.js');
  const nothing = () => {};
  const progress = { setTotalWork: nothing, setTitle: nothing, setWorked: nothing, incrementWorked: nothing, done: nothing };
  const texts = [];
  const stream = { write: async (text) => void texts.push(text), close: nothing };
  const requests = NetworkLog.NetworkLog.instance().requests();
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
    har: () => tools.evaluate<string>(HAR),
    close: () => context.close(),
  };
}
