import { expect } from 'vitest';
import { deleteBucketCors } from '../../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import { isSameConfiguration } from '../../../src/cors/is-same-configuration.js';
import { applyCors } from '../../../src/cors/plan/apply-cors.js';
import { changedRequests } from '../../../src/cors/plan/changed-requests.js';
import type { CorsUndo } from '../../../src/cors/plan/cors-plan.js';
import { planCors } from '../../../src/cors/plan/plan-cors.js';
import type { Timing } from '../../../src/cors/plan/timing.js';
import { undoCors } from '../../../src/cors/plan/undo-cors.js';
import { verifyCors } from '../../../src/cors/plan/verify-cors.js';
import { putBucketCors } from '../../../src/cors/put-bucket-cors.js';
import type { CorsConfiguration } from '../../../src/model/cors-configuration.js';
import { CorsChangedError } from '../../../src/model/errors.js';
import type { Bucket } from '../../../src/transport/bucket.js';
import { thrownBy } from '../../transport/buckets.js';

/** Nobody waits in tests: the clock goes on by as much as is waited for. */
export function ownTiming(): Timing & { readonly waits: number[] } {
  let nowMs = 0;
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    wait: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
    // Those who answer here do so at once, in a time that is none of this clock's.
    endAfter: () => new AbortController().signal,
  };
}

export const FIRST: CorsConfiguration = {
  rules: [
    {
      allowedOrigins: ['https://a.example'],
      allowedMethods: ['GET', 'PUT'],
      allowedHeaders: ['Content-Type', 'authorization'],
      exposeHeaders: ['ETag'],
      maxAgeSeconds: 600,
    },
  ],
};
export const SECOND: CorsConfiguration = {
  rules: [
    ...FIRST.rules,
    {
      allowedOrigins: ['https://b.example'],
      allowedMethods: ['DELETE'],
      allowedHeaders: ['x-one'],
      maxAgeSeconds: 60,
    },
  ],
};

/** Get, put, delete, plan, apply, verify and undo on a bucket without rules. */
export async function playLiveFlow(bucket: Bucket): Promise<void> {
  const { store } = bucket;
  const timing = ownTiming();
  const live = async () => (await getBucketCors(bucket)).configuration;
  const expectLive = async (expected: CorsConfiguration) =>
    expect(isSameConfiguration(await live(), expected, store)).toBe(true);
  expect(await getBucketCors(bucket)).toEqual({ configuration: { rules: [] }, unknown: [] });

  await putBucketCors(bucket, FIRST);
  await expectLive(FIRST);

  const plan = await planCors(bucket, SECOND);
  expect(plan.changes).toEqual([{ kind: 'added', after: 1, rule: SECOND.rules[1] }]);
  expect(plan.diff).toMatch(/^\+.*https:\/\/b\.example/m);
  expect(plan.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  await expectLive(FIRST);

  const requests = changedRequests(plan.before, plan.after, store);
  expect(requests.length).toBeGreaterThan(0);
  // Before the rules are there, the deadline passes.
  const early = await verifyCors(bucket, requests, { timing: ownTiming(), deadlineMs: 1000 });
  expect(early.verified).toBe(false);
  expect(early.pending.map(({ status, ...request }) => request)).toEqual(requests);

  const kept: CorsUndo[] = [];
  const applied = await applyCors(bucket, plan, { timing, keepUndo: (undo) => kept.push(undo) });
  expect(applied).toMatchObject({ wasThere: false, mayHaveReplaced: false });
  expect(kept).toEqual([applied.undo]);
  await expectLive(SECOND);
  expect(await verifyCors(bucket, requests, { timing, deadlineMs: 1000 })).toMatchObject({
    verified: true,
    pending: [],
  });

  // The plan is of yesterday now.
  const stale = await thrownBy(applyCors(bucket, plan, { timing }));
  expect(stale).toBeInstanceOf(CorsChangedError);
  expect(stale).toMatchObject({ code: 'ERR_CHANGED', seen: 'before' });
  expect((stale as CorsChangedError).diff).toContain('https://b.example');

  const undone = await undoCors(bucket, JSON.parse(JSON.stringify(applied.undo)), { timing });
  await expectLive(FIRST);
  expect(await thrownBy(undoCors(bucket, applied.undo, { timing }))).toMatchObject({ code: 'ERR_CHANGED' });
  await undoCors(bucket, undone.undo, { timing });
  await expectLive(SECOND);

  const removal = await planCors(bucket, { rules: [] });
  const removed = await applyCors(bucket, removal, { timing });
  await expectLive({ rules: [] });
  await undoCors(bucket, removed.undo, { timing });
  await expectLive(SECOND);
  await deleteBucketCors(bucket);
  await expectLive({ rules: [] });
}
