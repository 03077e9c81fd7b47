import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevToolsEvent } from '../../../src/diagnose/raw/readers/read-devtools-events.js';
import { freePorts, waitUntil } from '../../servers/processes.js';
import { launchChromium } from '../../support/chromium.js';
import { openNetworkPanel, recordEvents } from '../../support/engines/record-in-chromium.js';
import { serveFiles } from '../../support/serve-files.js';
import type { PageAnswer, PageJob } from './in-page.js';
import { readInPage, sendInPage } from './in-page.js';

/** A page in Chromium, all that is seen of which is written down in each way that people hand on. */
export interface RecordedPage {
  readonly origin: string;
  /** Reads what is to have been read before. */
  read(jobs: readonly PageJob[]): Promise<void>;
  /** Sends the requests of all jobs at once, and says what the page could read of each. */
  send(jobs: readonly PageJob[]): Promise<readonly (PageAnswer | null)[]>;
  /** What its developer tools heard, in its order. Whole when what was sent has ended. */
  events(): Promise<readonly DevToolsEvent[]>;
  /** The HAR file that its network panel saves. The same. */
  har(): Promise<string>;
  /** The HAR file that Playwright's recorder saves, which knows no preflights. Closes the page. */
  recording(): Promise<string>;
  /** The lines of its console. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** Far longer than Chromium takes to tell its tools what it did. */
const LONGEST_MS = 20_000;

/** @throws Error when Chromium does not start, or its tools do not come up. */
export async function openRecordedPage(): Promise<RecordedPage> {
  const sdk = readFileSync('dist/bucket-preflight.umd.min.js', 'utf8');
  const html = '<!doctype html><title>page</title><script src="/sdk.js"></script>';
  const server = await serveFiles(
    new Map([
      ['/', { body: html, contentType: 'text/html' }],
      ['/sdk.js', { body: sdk, contentType: 'text/javascript' }],
    ]),
  );
  const [port = 0] = await freePorts(1);
  const browser = await launchChromium(`--remote-debugging-port=${port}`, '--remote-allow-origins=*');
  const folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-har-'));
  const close = async (): Promise<void> => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  };
  try {
    const path = join(folder, 'page.har');
    const context = await browser.newContext({ recordHar: { path } });
    const page = await context.newPage();
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.goto(`${server.origin}/`);
    const panel = await openNetworkPanel(browser, port, page);
    // It sees what is sent after it has come up.
    const seesPage = async () => {
      await page.reload();
      return (await panel.addresses()).includes(page.url());
    };
    await waitUntil('the network panel', seesPage, LONGEST_MS);
    const events = await recordEvents(page);
    return {
      origin: server.origin,
      read: (jobs) => page.evaluate(readInPage, jobs),
      send: (jobs) => page.evaluate(sendInPage, jobs),
      events: async () => {
        const isAll = async () => [...heardOf(events).values()].every(isWhole);
        await waitUntil('all events', isAll, LONGEST_MS);
        return events;
      },
      har: async () => {
        const isAll = async () => {
          const ended = new Map((await panel.ended()).map((request) => [request.id, request]));
          return [...heardOf(events)].every(
            ([id, heard]) =>
              isWhole(heard) &&
              ended.has(id) &&
              (!heard.hasHeaders || ended.get(id)?.hasSentHeaders === true),
          );
        };
        await waitUntil('all of the network panel', isAll, LONGEST_MS);
        return panel.har();
      },
      recording: async () => {
        await context.close();
        return readFileSync(path, 'utf8');
      },
      lines,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What was heard of a request. */
interface Heard {
  isEnded: boolean;
  /** Whether its answer said that the headers that were really sent are told apart, and they were. */
  awaitsHeaders: boolean;
  hasHeaders: boolean;
}

/** Those that pages sent, by identifier. Of a preflight that is given up nobody hears the end. */
function heardOf(events: readonly DevToolsEvent[]): Map<string, Heard> {
  const found = new Map<string, Heard>();
  const early = new Set<string>();
  for (const { method, params } of events) {
    const {
      requestId = '',
      initiator,
      hasExtraInfo,
    } = params as {
      readonly requestId?: string;
      readonly initiator?: { readonly type: string };
      readonly hasExtraInfo?: boolean;
    };
    if (method === 'Network.requestWillBeSentExtraInfo') early.add(requestId);
    if (method === 'Network.requestWillBeSent' && initiator?.type !== 'preflight')
      found.set(requestId, { isEnded: false, awaitsHeaders: false, hasHeaders: false });
    const heard = found.get(requestId);
    if (heard === undefined) continue;
    heard.isEnded ||= method === 'Network.loadingFinished' || method === 'Network.loadingFailed';
    heard.awaitsHeaders ||= hasExtraInfo === true;
    heard.hasHeaders ||= early.has(requestId);
  }
  return found;
}

function isWhole({ isEnded, awaitsHeaders, hasHeaders }: Heard): boolean {
  return isEnded && (!awaitsHeaders || hasHeaders);
}
