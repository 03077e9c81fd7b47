import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../../src/client/bucket-options.js';
import { createBucket } from '../../../src/client/create-bucket.js';
import { deleteBucketCors } from '../../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import { applyCors } from '../../../src/cors/plan/apply-cors.js';
import { planCors } from '../../../src/cors/plan/plan-cors.js';
import type { Timing } from '../../../src/cors/plan/timing.js';
import { CorsChangedError } from '../../../src/model/errors.js';
import { startLocalBucket } from '../../../src/node/index.js';
import { ceph } from '../../../src/stores/ceph.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Bucket } from '../../../src/transport/bucket.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { describeWithCeph } from '../../support/needs.js';
import { type RealStore, startCephStore } from '../../support/real-stores.js';

const RACES = 200;

/** The bucket that is raced for. */
type Place = Pick<BucketOptions, 'store' | 'endpoint' | 'region' | 'credentials'>;

/** What came of one writer's change. */
type Outcome = 'done' | 'done, may have replaced' | 'refused' | 'replaced';

/** A writer whose requests wait until they are let through, one at a time. */
function writer(place: Place, name: string, gate: () => Promise<void>): Bucket {
  return createBucket({
    ...place,
    bucket: 'photos',
    addressing: 'path',
    fetch: async (url, init) => {
      await gate();
      const headers = { ...(init?.headers as Record<string, string>), 'x-writer': name };
      return fetch(url, { ...init, headers });
    },
  });
}

/** Adds a rule of its own to what is there. */
async function addRule(bucket: Bucket, origin: string, timing: Timing, settleMs: number): Promise<Outcome> {
  const rule = { allowedOrigins: [origin], allowedMethods: ['GET'] };
  try {
    const plan = await planCors(bucket, (live) => ({ ...live, rules: [...live.rules, rule] }));
    const { mayHaveReplaced } = await applyCors(bucket, plan, { timing, settleMs });
    return mayHaveReplaced ? 'done, may have replaced' : 'done';
  } catch (error) {
    if (error instanceof CorsChangedError) return error.seen === 'before' ? 'refused' : 'replaced';
    throw error;
  }
}

/** Steps of two writers one after the other in an order that is drawn. Time goes on by 1 ms at each, and by what is waited for. */
async function race(
  place: Place,
  order: readonly boolean[],
  settleMs: number,
): Promise<{ replacers: Outcome[]; outcomes: Outcome[] }> {
  await deleteBucketCors(writer(place, 'owner', async () => {}));
  let nowMs = 0;
  const queues: [(() => void)[], (() => void)[]] = [[], []];
  const sleepers: { readonly untilMs: number; readonly wake: () => void; readonly side: 0 | 1 }[] = [];
  const ended = [false, false];
  let changed = () => {};
  const step = (side: 0 | 1) =>
    new Promise<void>((resolve) => {
      queues[side].push(resolve);
      changed();
    });
  const timing = (side: 0 | 1): Timing => ({
    nowMs: () => nowMs,
    wait: (ms) =>
      new Promise((resolve) => {
        sleepers.push({ untilMs: nowMs + ms, wake: resolve, side });
        changed();
      }),
  });
  const run = ([0, 1] as const).map((side) =>
    addRule(
      writer(place, String(side), () => step(side)),
      `https://writer-${side}.example`,
      timing(side),
      settleMs,
    ).finally(() => {
      ended[side] = true;
      changed();
    }),
  );
  const isSettled = (side: 0 | 1) =>
    ended[side] || queues[side].length > 0 || sleepers.some((sleeper) => sleeper.side === side);
  for (let index = 0; ; index += 1) {
    while (!(isSettled(0) && isSettled(1))) {
      await new Promise<void>((resolve) => {
        changed = resolve;
        if (isSettled(0) && isSettled(1)) resolve();
      });
    }
    const due = sleepers.findIndex(({ untilMs }) => untilMs <= nowMs);
    if (due >= 0) {
      sleepers.splice(due, 1)[0]?.wake();
      continue;
    }
    const wanted = order[index % order.length] ? 1 : 0;
    const sleeper = sleepers.find(({ side }) => side === wanted);
    const next = sleeper === undefined ? (queues[wanted].shift() ?? queues[1 - wanted]?.shift()) : undefined;
    if (next !== undefined) {
      nowMs += 1;
      next();
    } else if (sleepers.length > 0) nowMs = (sleeper ?? sleepers[0])?.untilMs ?? nowMs;
    else break;
  }
  const outcomes = await Promise.all(run);
  const { rules } = (await getBucketCors(writer(place, 'owner', async () => {}))).configuration;
  const isThere = (side: number) =>
    rules.some(({ allowedOrigins }) => allowedOrigins[0]?.includes(`writer-${side}`));
  // Whoever was told `done` and whose rule is gone was not told: then the other one, who has replaced it, must be.
  const replacers = outcomes.flatMap((outcome, side) =>
    outcome.startsWith('done') && !isThere(side) ? outcomes.slice(1 - side, 2 - side) : [],
  );
  return { replacers, outcomes };
}

/** Whose step is next: in runs, so that one is sometimes done before the other begins. */
const orders = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })), { minLength: 2, maxLength: 8 })
  .map((runs) => runs.flatMap(([side, length]) => Array.from({ length }, () => side)));

/** The first one reads, the second one does all that it has to, and then the first one puts. */
const SLOW = [false, false, ...Array.from({ length: 6 }, () => true), false, false];

/** Races, and tells how they ended. */
async function raceFor(place: Place, title: string): Promise<void> {
  const seen = new Map<string, number>();
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(orders, fc.constantFrom(2, 5, 50), async (order, settleMs) => {
      const { replacers, outcomes } = await race(place, order, settleMs);
      const key = [...outcomes].sort().join(' + ');
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (replacers.length > 0) lost += 1;
      expect(replacers.every((outcome) => outcome === 'done, may have replaced')).toBe(true);
    }),
    { numRuns: RACES, examples: [[SLOW, 2]] },
  );
  process.stdout.write(
    `races on ${title}: ${JSON.stringify(Object.fromEntries(seen))}, replaced and told: ${lost}\n`,
  );
  // The races were real: changes were refused, replaced and both done.
  expect([...seen.keys()].some((key) => key.includes('refused'))).toBe(true);
  expect([...seen.keys()].some((key) => key.includes('replaced'))).toBe(true);
  expect(seen.get('done + done') ?? 0).toBeGreaterThan(0);
  // And changes were replaced by somebody slow, who was told.
  expect(lost).toBeGreaterThan(0);
}

describe(`two writers race ${RACES} times, and no change is lost unnoticed`, () => {
  it('on the local bucket', async () => {
    const local = await startLocalBucket({ buckets: { photos: [] } });
    try {
      const { endpoint, region, rootCredentials: credentials } = local;
      await raceFor({ store: s3, endpoint, region, credentials }, 'the local bucket');
    } finally {
      await local.stop();
    }
  }, 300_000);
});

describeWithCeph(`two writers race ${RACES} times, and no change is lost unnoticed`, () => {
  let gateway: RealStore;
  beforeAll(async () => {
    gateway = await startCephStore();
  });
  afterAll(() => gateway?.stop());

  it('on Ceph', async () => {
    const { endpoint, region, admin: credentials } = gateway;
    const place = { store: ceph, endpoint, region, credentials };
    await sendRequest(
      writer(place, 'owner', async () => {}),
      { method: 'PUT', key: '' },
    );
    await raceFor(place, 'Ceph');
  }, 300_000);
});
