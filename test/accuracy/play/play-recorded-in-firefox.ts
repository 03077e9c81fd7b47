import { readFileSync } from 'node:fs';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import { recordInFirefox } from '../../support/engines/record-in-firefox.js';
import { serveFiles } from '../../support/serve-files.js';
import { generateCase } from '../generate-case.js';
import { startFront } from './front.js';
import { type PageJob, sendInPage } from './in-page.js';
import { openLocalWorld } from './local-world.js';
import type { RecordedCase } from './play-recorded.js';
import { knownBeside, placed, prepareCase, truthOfPrepared } from './prepared-case.js';

const LANES = 4;
/** Fewer than the connections of all lanes, so that none waits for one that hangs. */
const AT_ONCE = 6;
/** Longer than any answer takes, and shorter than the page stays. */
const QUIET_MS = 2000;
/** The panel records what is loaded after it has come up: so often the page begins again. */
const RELOAD_SECONDS = 12;

/**
 * Plays the cases of other runs in a Firefox that nothing drives, and explains the HAR file that its network panel saves. It
 * writes no failures, so that nobody knows which answers the page could read.
 *
 * @throws Error when Firefox saves none that holds all requests.
 */
export async function playRecordedInFirefox(seed: number, cases: number): Promise<readonly RecordedCase[]> {
  const world = openLocalWorld();
  const front = await startFront(LANES);
  const sdk = readFileSync('dist/bucket-preflight.umd.min.js', 'utf8');
  const server = await serveFiles(new Map([['/sdk.js', { body: sdk, contentType: 'text/javascript' }]]));
  const { origin } = server;
  try {
    const indexes = Array.from({ length: cases }, (_, index) => index);
    const all = await Promise.all(
      indexes.map((index) =>
        prepareCase(placed(generateCase(seed, index), origin), { world, front }, index % LANES),
      ),
    );
    // What was read before stays in the cache from one load to the next.
    const prepared = all.filter(({ of }) => of.readBefore === null);
    server.files.set('/', { body: pageOf(prepared.map(({ job }) => job)), contentType: 'text/html' });
    const bucketOf = (url: string) => new URL(url).pathname.split('/')[1] ?? '';
    const har = await recordInFirefox(
      `${origin}/`,
      (text) => {
        const seen = new Set(readHar(text).exchanges.map(({ request }) => bucketOf(request.url)));
        return prepared.every(({ job }) => seen.has(job.bucket));
      },
      QUIET_MS,
    );
    const { exchanges } = readHar(har);
    return await Promise.all(
      prepared.map(async (each): Promise<RecordedCase> => {
        const own = exchanges.filter(({ request }) => bucketOf(request.url) === each.job.bucket);
        const diagnoses = await explainExchanges(own, knownBeside(each.of));
        const truth = truthOfPrepared(each, origin, 'firefox');
        const told = diagnoses.map((diagnosis) => ({ by: 'firefox' as const, diagnosis }));
        return { of: each.of, truth, asked: each.staged.asked, areRead: [], told };
      }),
    );
  } finally {
    await front.stop();
    await world.stop();
    await server.stop();
  }
}

function pageOf(jobs: readonly PageJob[]): string {
  const script = `(async () => {
    const send = ${sendInPage.toString()};
    const jobs = ${JSON.stringify(jobs)};
    for (let at = 0; at < jobs.length; at += ${AT_ONCE}) await send(jobs.slice(at, at + ${AT_ONCE}));
  })()`;
  const reload = `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">`;
  return `<!doctype html>${reload}<title>page</title><script src="/sdk.js"></script><script>${script}</script>`;
}
