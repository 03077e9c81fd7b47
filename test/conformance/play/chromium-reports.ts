import type { CDPSession } from 'playwright';
import { waitUntil } from '../../servers/processes.js';
import { readLegUrl } from './place-case.js';

/** What Chromium's DevTools say of a request that failed. */
export interface ChromiumReport {
  /** `null`: it has none to do with CORS. */
  readonly corsError: string | null;
  readonly failedParameter: string;
  /** Such as `net::ERR_FAILED`. */
  readonly netError: string;
}

/** The reports of a page's requests. */
export interface ChromiumReports {
  /**
   * Of the request of a case, which failed. They come after the page knows, so this awaits them. `undefined`: there is
   * none.
   */
  of(key: string): Promise<ChromiumReport | undefined>;
}

/** A failure is told within milliseconds. Some are never told. */
const LIMIT_MS = 2000;

/**
 * Listens to the reports of a page.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Network/#event-loadingFailed
 */
export async function listenToReports(session: CDPSession): Promise<ChromiumReports> {
  const keys = new Map<string, string>();
  const reports = new Map<string, ChromiumReport>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const found = readLegUrl(request.url);
    if (found !== null) keys.set(requestId, found.key);
  });
  session.on('Network.loadingFailed', ({ requestId, type, errorText, corsErrorStatus }) => {
    const key = keys.get(requestId);
    // A preflight has a number and a report of its own.
    if (key === undefined || type === 'Preflight') return;
    reports.set(key, {
      corsError: corsErrorStatus?.corsError ?? null,
      failedParameter: corsErrorStatus?.failedParameter ?? '',
      netError: errorText,
    });
  });
  await session.send('Network.enable');
  return {
    of: async (key) => {
      const isThere = async (): Promise<boolean> => reports.has(key);
      await waitUntil(`a report of ${key}`, isThere, LIMIT_MS).catch(() => {});
      return reports.get(key);
    },
  };
}
