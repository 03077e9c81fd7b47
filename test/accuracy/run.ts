import type { EngineName } from '../support/engines/engine.js';
import type { AccuracyCase, CaseKind, PlayedEngine } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { openCephWorld } from './play/ceph-world.js';
import { roundTripsInSequence, startFront } from './play/front.js';
import {
  diagnoseInPage,
  type PageAnswer,
  type PageDiagnosis,
  readInPage,
  sendInPage,
} from './play/in-page.js';
import { openLocalWorld } from './play/local-world.js';
import { openSdkPage, type SdkPage } from './play/open-page.js';
import { playRepairs } from './play/play-repairs.js';
import { acceptsOf, type CasePlace, type PreparedCase, placed, prepareCase } from './play/prepared-case.js';
import { openSimulatedPage } from './play/simulated/open-simulated-page.js';
import { type AccuracyCount, countCase, emptyCount, failures, type PlayedCase } from './report/count.js';
import { describeCase, describeCount } from './report/describe.js';
import { doubtsOf } from './truth/doubts.js';
import { judge, setsOf } from './truth/judge.js';
import { noteProblems } from './truth/judge-notes.js';
import { notesTruth } from './truth/notes-truth.js';
import { subsets } from './truth/over-grant.js';
import { truthOf } from './truth/truth.js';

/** What a run is to do. */
export interface AccuracyOptions {
  readonly engine: PlayedEngine;
  readonly cases: number;
  readonly seed: number;
  /** Which case to play alone, from 0. Default: all of them. */
  readonly only?: number;
  readonly server?: 'local' | 'ceph';
  /** Takes each disagreement and, at the end, the count. */
  readonly print: (text: string) => void;
  /** Plays no cases but these. Default: all. */
  readonly kind?: CaseKind;
  /** What troubles the network of a case besides. Default: nothing does. */
  readonly troubleOf?: CasePlace['troubleOf'];
  /** Takes each case when it is judged. */
  readonly onPlayed?: (played: PlayedCase) => void;
}

/** How many diagnoses run side by side, each asking an address of its own. */
const LANES = 4;
/** Fewer requests than a browser remembers. */
const BATCH = 20;
/** All sets of so many names are asked about, where the truth is asked for. */
const MOST_SEARCHED = 7;

/**
 * Plays random cases in a real engine, and holds what `diagnose()` says against what is known of each. Prints each
 * disagreement.
 *
 * @returns The count, and how many cases failed.
 * @throws Error when the engine or Ceph does not start.
 */
export async function runAccuracy(
  options: AccuracyOptions,
): Promise<{ readonly count: AccuracyCount; readonly failed: number }> {
  const { cases, seed, only, kind, server = 'local', print, onPlayed, troubleOf } = options;
  const isSimulated = options.engine === 'simulated';
  const engine = isSimulated ? 'chromium' : options.engine;
  const all = only === undefined ? Array.from({ length: cases }, (_, index) => index) : [only];
  const indexes = all.filter(
    (index) => kind === undefined || generateCase(seed, index, server === 'ceph').kind === kind,
  );
  const world = server === 'ceph' ? await openCephWorld() : openLocalWorld();
  const front = await startFront(LANES);
  const opening = isSimulated ? Promise.resolve(openSimulatedPage(front)) : openSdkPage(engine);
  const page = await opening.catch(async (error: unknown) => {
    await front.stop();
    await world.stop();
    throw error;
  });
  const count = emptyCount();
  let failed = 0;
  try {
    for (let start = 0; start < indexes.length; start += BATCH) {
      const batch = indexes
        .slice(start, start + BATCH)
        .map((index) => placed(generateCase(seed, index, server === 'ceph'), page.origin));
      for (const played of await playBatch(batch, { engine, world, front, page, troubleOf })) {
        countCase(count, played);
        onPlayed?.(played);
        const found = failures(played);
        if (found.length > 0) failed += 1;
        if (found.length > 0 || only !== undefined)
          print(describeCase(played, found, options.engine, server));
      }
    }
    for (const error of front.errors) print(`the server failed: ${String(error)}`);
    failed += front.errors.length;
  } finally {
    await page.close();
    await front.stop();
    await world.stop();
  }
  print(describeCount(count, options.engine));
  return { count, failed };
}

/** What a batch is played with. */
export interface Stage extends CasePlace {
  readonly engine: EngineName;
  readonly page: SdkPage;
}

async function playBatch(batch: readonly AccuracyCase[], stage: Stage): Promise<PlayedCase[]> {
  const { page, front } = stage;
  const prepared = await Promise.all(batch.map((of, at) => prepareCase(of, stage, at % LANES)));
  const jobs = prepared.map(({ job }) => job);
  for (const { endpoint, bucket, request, readBefore } of jobs)
    if (readBefore === 'as-request') await (await fetch(`${endpoint}/${bucket}/${request.key}`)).text();
  await page.evaluate(readInPage, jobs);
  for (const { staged } of prepared) staged.isDiagnosed = true;
  const diagnosed: readonly PageDiagnosis[] = await page.evaluate(diagnoseInPage, jobs);
  // From here on nothing is lost, late or counted.
  for (const { staged } of prepared) staged.isDiagnosed = false;
  const answers = await page.evaluate(sendInPage, jobs);
  const judgedCases: PlayedCase[] = [];
  for (const [at, each] of prepared.entries()) {
    const result = diagnosed[at];
    if (result === undefined) throw new Error(`The page said nothing of case ${each.of.index}`);
    judgedCases.push(await judgeCase(each, result, answers[at] ?? null, stage));
  }
  const played = await playRepairs(judgedCases, stage);
  for (const { job } of prepared) front.staged.delete(job.bucket);
  return played;
}

async function judgeCase(
  prepared: PreparedCase,
  { diagnosis, error, sentCount }: PageDiagnosis,
  answer: PageAnswer | null,
  { page, world, engine }: Stage,
): Promise<PlayedCase> {
  const { of, job, staged, bucket } = prepared;
  const { asked } = staged;
  const names = asked ?? [];
  const sets = [...names.map((name) => [name]), ...setsOf(diagnosis?.conflicts ?? [], names)];
  // To tell what is refused by itself from what is so only together, and whether the judge may believe a part.
  const searched = names.length <= MOST_SEARCHED ? subsets(names) : [];
  await world.learn(job.bucket, of, page.origin, [...sets, ...searched]);
  const accepts = acceptsOf(prepared, page.origin);
  const situation = { of, engine, origin: page.origin, accepts, asked };
  const truth = truthOf(situation);
  const notes = notesTruth(situation);
  return {
    of,
    job,
    diagnosis,
    error,
    asked,
    truth,
    judged: diagnosis === null ? null : judge(diagnosis, truth),
    // Whichever sees more: what a page sends by other means, or what a cache kept from the server.
    probes: Math.max(sentCount, staged.probes.size),
    roundTrips: of.isSlow ? roundTripsInSequence(staged.exchanges) : null,
    noteProblems: diagnosis === null ? [] : noteProblems(diagnosis, notes, truth),
    answer,
    doubts: doubtsOf(answer, truth, notes),
    accepts: bucket.accepts,
    origin: page.origin,
    repairs: [],
  };
}
