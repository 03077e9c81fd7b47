import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import type { RawExchange } from '../../../src/diagnose/raw/raw-exchange.js';
import { readCurl } from '../../../src/diagnose/raw/readers/read-curl.js';
import { readDevToolsEvents } from '../../../src/diagnose/raw/readers/read-devtools-events.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import type { Diagnosis } from '../../../src/model/diagnosis.js';
import { seededRandom } from '../../conformance/random.js';
import type { AccuracyCase } from '../accuracy-case.js';
import { generateCase } from '../generate-case.js';
import type { Truth } from '../truth/truth.js';
import { startFront } from './front.js';
import { openLocalWorld } from './local-world.js';
import { openRecordedPage, type RecordedPage } from './open-recorded-page.js';
import { knownBeside, type PreparedCase, placed, prepareCase, truthOfPrepared } from './prepared-case.js';
import { curlPreflight, curlRequest } from './run-curl.js';
import { signedRequest } from './signed-request.js';
import { STORES } from './stores.js';

/** How people hand on what they saw. */
export type RecordedBy = 'events' | 'har' | 'firefox' | 'playwright' | 'line' | 'curl';

/** A case whose requests were sent and written down. */
export interface RecordedCase {
  readonly of: AccuracyCase;
  readonly truth: Truth;
  /** What the browser asked for. `null`: it did not ask. */
  readonly asked: readonly string[] | null;
  /** For each attempt of the page whether it could read the answer. Empty: nobody knows. */
  readonly areRead: readonly boolean[];
  /** What is said of each of its requests, by each way of writing it down. */
  readonly told: readonly { readonly by: RecordedBy; readonly diagnosis: Diagnosis }[];
}

/** So many cases are sent side by side. */
const BATCH = 20;
/** A hanging answer holds one of the few connections that a browser opens to one address. */
const LANES = 4;
/** What is thrown apart, so that the cases are those of other runs. */
const OF_ATTEMPTS = 5;

/** A case with what the page could read. */
interface SentCase extends PreparedCase {
  readonly areRead: boolean[];
}

/**
 * Plays the cases of other runs once more: a page in Chromium sends the request of each in several attempts, side by side and one
 * after the other, and all that its tools write of it is explained; and curl sends the same from a terminal.
 *
 * @throws Error when Chromium does not start.
 */
export async function playRecorded(seed: number, cases: number): Promise<readonly RecordedCase[]> {
  const world = openLocalWorld();
  const front = await startFront(LANES);
  const page = await openRecordedPage().catch(async (error: unknown) => {
    await front.stop();
    await world.stop();
    throw error;
  });
  try {
    const prepared: SentCase[] = [];
    for (let start = 0; start < cases; start += BATCH) {
      const indexes = Array.from({ length: Math.min(BATCH, cases - start) }, (_, at) => start + at);
      const batch = await Promise.all(
        indexes.map(async (index): Promise<SentCase> => {
          const of = placed(generateCase(seed, index), page.origin);
          return { ...(await prepareCase(of, { world, front }, index % LANES)), areRead: [] };
        }),
      );
      await sendAll(batch, page);
      prepared.push(...batch);
    }
    const told = await tellAll(prepared, page);
    if (front.errors.length > 0) throw new AggregateError(front.errors, 'the server failed');
    return prepared.map((each) => ({
      of: each.of,
      truth: truthOfPrepared(each, page.origin, 'chromium'),
      asked: each.staged.asked,
      areRead: each.areRead,
      told: told.get(each) ?? [],
    }));
  } finally {
    await page.close();
    await front.stop();
    await world.stop();
  }
}

async function sendAll(batch: readonly SentCase[], page: RecordedPage): Promise<void> {
  await page.read(batch.map(({ job }) => job));
  for (const round of [1, 2]) {
    const attempts = batch.flatMap((each) => {
      const { seed, index } = each.of;
      const random = seededRandom(seed, index, OF_ATTEMPTS, round);
      // Some pages let the browser keep what it was told.
      const readBefore = each.job.readBefore ?? (random.percent(50) ? 'as-request' : null);
      return Array.from({ length: random.integer(2 - round, 4 - round) }, () => ({ each, readBefore }));
    });
    const answers = await page.send(attempts.map(({ each, readBefore }) => ({ ...each.job, readBefore })));
    for (const [at, { each }] of attempts.entries()) each.areRead.push(answers[at] != null);
  }
}

type Told = RecordedCase['told'][number];

async function tellAll(cases: readonly SentCase[], page: RecordedPage): Promise<Map<SentCase, Told[]>> {
  const told = new Map<SentCase, Told[]>(cases.map((each) => [each, []]));
  const byName = new Map(cases.map((each) => [each.job.bucket, each]));
  const caseAt = (url: string) =>
    url === '' ? undefined : byName.get(new URL(url).pathname.split('/')[1] ?? '');
  const tell = async (by: RecordedBy, exchanges: readonly RawExchange[]): Promise<void> => {
    for (const [each, found] of told) {
      const own = exchanges.filter(({ request }) => caseAt(request.url) === each);
      for (const diagnosis of await explainExchanges(own, knownBeside(each.of)))
        found.push({ by, diagnosis });
    }
  };
  await tell('events', readDevToolsEvents(await page.events()).exchanges);
  await tell('har', readHar(await page.har()).exchanges);
  for (const line of page.lines) {
    const [first] = explainMessage(line);
    const each = first && caseAt(first.diagnosis.request.url);
    if (each === undefined) continue;
    for (const { diagnosis } of explainMessage(line, { store: STORES[each.of.store] }))
      told.get(each)?.push({ by: 'line', diagnosis });
  }
  for (let start = 0; start < cases.length; start += BATCH) {
    const texts = await Promise.all(
      cases.slice(start, start + BATCH).map((each) => sendByCurl(each, page.origin)),
    );
    for (const text of texts.flat()) await tell('curl', readCurl(text).exchanges);
  }
  await tell('playwright', readHar(await page.recording()).exchanges);
  return told;
}

/** What a terminal shows of the preflight and of the request, each by itself. */
async function sendByCurl({ of, job, staged }: PreparedCase, origin: string): Promise<string[]> {
  const request = await signedRequest(of, job, origin);
  const preflight = staged.asked === null ? [] : [await curlPreflight(request, staged.asked)];
  return [...preflight, await curlRequest(request, of.request.hasBody)];
}
