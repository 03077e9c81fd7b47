import { launchChromium } from '../../support/chromium.js';
import type { EngineName, EnginePage } from '../../support/engines/engine.js';
import { evaluateBy } from '../../support/engines/evaluate-by.js';
import { launchEngine } from '../../support/engines/launch-engine.js';
import { type ChromiumReport, listenToReports } from './chromium-reports.js';
import { type PageOutcome, type PlayedRequest, playInPage } from './play-in-page.js';

/** Browsers ask one host over at most six connections. */
const SIDE_BY_SIDE = 6;

/** A page of an engine that plays requests. */
export interface PlayingPage {
  play(requests: readonly PlayedRequest[]): Promise<readonly PageOutcome[]>;
  /** What DevTools say of a case that failed. Only in Chromium. */
  readonly reportOf: ((key: string) => Promise<ChromiumReport | undefined>) | null;
}

/** A running engine. */
export interface Player {
  open(url: string): Promise<PlayingPage>;
  close(): Promise<void>;
}

/** Starts an engine, which must be there. */
export async function openPlayer(name: EngineName): Promise<Player> {
  if (name === 'chromium') return chromiumPlayer();
  const engine = await launchEngine(name);
  return {
    open: async (url) => playingPage((await engine.open(url)).evaluate, null),
    close: () => engine.close(),
  };
}

/** Chromium by its own protocol, which tells why a request failed. */
async function chromiumPlayer(): Promise<Player> {
  const browser = await launchChromium();
  return {
    open: async (url) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const reports = await listenToReports(await context.newCDPSession(page));
      await page.goto(url);
      return playingPage(
        evaluateBy((expression) => page.evaluate(expression)),
        reports.of,
      );
    },
    close: () => browser.close(),
  };
}

function playingPage(evaluate: EnginePage['evaluate'], reportOf: PlayingPage['reportOf']): PlayingPage {
  return { play: (requests) => evaluate(playInPage, requests, SIDE_BY_SIDE), reportOf };
}
