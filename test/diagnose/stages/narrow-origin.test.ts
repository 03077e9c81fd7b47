import { expect, it } from 'vitest';
import { blankDiagnosis } from '../../../src/diagnose/conclude.js';
import type { CloserLook, OnceOutcome, Page } from '../../../src/diagnose/page.js';
import type { CloserStage } from '../../../src/diagnose/stages/closer-stage.js';
import { narrowOrigin } from '../../../src/diagnose/stages/narrow-origin.js';
import type { Evidence } from '../../../src/model/diagnosis.js';
import { s3 } from '../../../src/stores/s3.js';
import { exampleBucket } from '../../support/buckets.js';

const sent = {
  origin: 'https://app.example',
  method: 'PUT',
  url: 'https://store.example/a.bin',
  unsafeHeaders: [],
  droppedHeaders: [],
  needsPreflight: true,
  preflightCauses: [],
};
const found = blankDiagnosis(sent, [], {
  code: 'pre.all-refused',
  stage: 'preflight',
  confidence: 'strong',
  undecided: { candidates: ['pre.origin', 'net.captive'], command: 'curl' },
});

/** @param fromNull - What the origin `null` gets. @param again - What the page gets after it. */
async function narrow(fromNull: 'answer' | 'failed', again: OnceOutcome['kind']) {
  const noted: Evidence[] = [];
  const page = {
    randomId: () => 'id',
    sendOnce: async () => ({ kind: again, answer: null, durationMs: 1 }),
  } as unknown as Page;
  const stage: CloserStage = {
    page,
    bucket: exampleBucket(s3),
    request: { method: 'PUT', key: 'a.bin' },
    note: (evidence) => noted.push(evidence),
  };
  const look = { sendFromNull: async () => fromNull } as unknown as CloserLook;
  return { diagnosis: await narrowOrigin(found, stage, look), noted };
}

it('names the origin where another one is let in, and the page is not, before and after', async () => {
  const { diagnosis, noted } = await narrow('answer', 'failed');
  expect(diagnosis).toMatchObject({
    code: 'pre.origin',
    conflicts: [{ kind: 'origin', members: ['https://app.example'] }],
    undecided: { candidates: ['pre.not-by-rules', 'act.redirect'] },
  });
  expect(noted.map(({ origin, passed }) => [origin, passed])).toEqual([
    ['null', true],
    [undefined, false],
  ]);
});

it('names none where the page is let in now: what it asked before got lost', async () => {
  const { diagnosis } = await narrow('answer', 'answer');
  expect(diagnosis).toMatchObject({ code: 'undecided', confidence: 'weak', conflicts: [], repairs: [] });
  expect(diagnosis.undecided?.candidates).toContain('net.unreachable');
});

it('asks no more where the other origin is not let in', async () => {
  const { diagnosis, noted } = await narrow('failed', 'answer');
  expect(diagnosis).toBe(found);
  expect(noted).toHaveLength(1);
});
