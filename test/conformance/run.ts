import { chromium } from '../../src/fetch-standard/engines/chromium.js';
import type { Engine } from '../../src/fetch-standard/engines/engine.js';
import { firefox } from '../../src/fetch-standard/engines/firefox.js';
import { webkit } from '../../src/fetch-standard/engines/webkit.js';
import type { EngineName } from '../support/engines/engine.js';
import { compare, type Difference } from './check/compare.js';
import { type ExpectedExchange, expectExchange } from './check/expect-exchange.js';
import { WIRE_HABITS } from './check/wire-habits.js';
import { generateCase } from './generate-case.js';
import { openPlayer, type PlayingPage } from './play/open-player.js';
import { type PlacedCase, placeCase } from './play/place-case.js';
import { type ScriptedServers, startScriptedServers } from './play/scripted-server.js';
import { describeDisagreement, describeThrow } from './report.js';

/** What is played: `RESTRICTIONS` says what is not. */
export interface ConformanceOptions {
  readonly engine: EngineName;
  /** How many cases. */
  readonly cases: number;
  readonly seed: number;
  /** The first of them, of those that the seed makes. Default 0. */
  readonly from?: number;
  /** Takes each disagreement, of several lines, and at the end how many agreed. */
  readonly print: (text: string) => void;
}

/** How many cases agreed. */
export interface ConformanceCount {
  readonly agreed: number;
  readonly total: number;
  /** How many of them had a preflight that passed, and were allowed in the end: that the cases are worth something. */
  readonly preflightsPassed: number;
  readonly allowed: number;
}

/** One visit to the page plays so many. */
const BATCH = 200;
const VALUES: Readonly<Record<EngineName, Engine>> = { chromium, firefox, webkit };

/**
 * Plays random cases in a real engine, and compares what it does with what the SDK says. Prints each disagreement.
 *
 * @throws Error when the engine does not start: see `ENGINES`.
 */
export async function runEngineConformance(options: ConformanceOptions): Promise<ConformanceCount> {
  const opened = await openConformance(options.engine);
  try {
    return await opened.run(options);
  } finally {
    await opened.close();
  }
}

/** An engine with its pages and servers, for several runs. */
export interface OpenConformance {
  run(options: Omit<ConformanceOptions, 'engine'>): Promise<ConformanceCount>;
  close(): Promise<void>;
}

/** @throws Error when the engine does not start: see `ENGINES`. */
export async function openConformance(engine: EngineName): Promise<OpenConformance> {
  const servers = await startScriptedServers();
  const player = await openPlayer(engine);
  const close = async (): Promise<void> => {
    await player.close();
    await servers.stop();
  };
  const open = async () => ({
    page: await player.open(`${servers.origins.page}/`),
    sandbox: await player.open(`${servers.origins.page}/sandbox`),
  });
  const pages = await open().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const run: OpenConformance['run'] = async ({ cases, seed, from = 0, print }) => {
    const count = { agreed: 0, total: 0, preflightsPassed: 0, allowed: 0 };
    for (let start = 0; start < cases; start += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, cases - start) }, (_, at) =>
        placeCase(generateCase(seed, from + start + at), servers.origins),
      );
      for (const place of ['page', 'sandbox'] as const) {
        const chosen = batch.filter(({ asked }) => asked.from === place);
        await playBatch(chosen, pages[place], servers, engine, count, print);
      }
    }
    print(`agreed ${count.agreed} of ${count.total}`);
    return count;
  };
  return { run, close };
}

type Counting = { -readonly [Name in keyof ConformanceCount]: number };

async function playBatch(
  batch: readonly PlacedCase[],
  page: PlayingPage,
  servers: ScriptedServers,
  engine: EngineName,
  count: Counting,
  print: (text: string) => void,
): Promise<void> {
  for (const script of batch) servers.add(script);
  const outcomes = await page.play(batch.map(({ asked, url }) => ({ ...asked, url })));
  for (const [at, script] of batch.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) throw new Error(`The page did not say what came of case ${script.index}`);
    count.total += 1;
    const expected = expectOrSay(script, engine, print);
    if (expected === null) {
      servers.take(script.key);
      continue;
    }
    const report = page.reportOf === null || outcome.isReadable ? null : await page.reportOf(script.key);
    const received = servers.take(script.key);
    const differences: Difference[] = compare(
      script,
      expected,
      { outcome, received, report },
      WIRE_HABITS[engine],
    );
    if (expected.verdict.allowed === true) count.allowed += 1;
    if (expected.requests[0]?.preflight != null && expected.requests.length > 1) count.preflightsPassed += 1;
    if (differences.length === 0) count.agreed += 1;
    else print(describeDisagreement(script, expected, received, differences));
  }
}

/** What the SDK says of a case. `null`: it threw, which is printed: a disagreement like another. */
function expectOrSay(
  script: PlacedCase,
  engine: EngineName,
  print: (text: string) => void,
): ExpectedExchange | null {
  try {
    return expectExchange(script, VALUES[engine], WIRE_HABITS[engine]);
  } catch (error) {
    print(describeThrow(script, error));
    return null;
  }
}
