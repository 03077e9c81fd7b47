import { describe, expect, it } from 'vitest';
import { askByProbes } from '../../src/diagnose/ask-by-probes.js';
import { describeRequest } from '../../src/diagnose/describe-request.js';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import type { Page } from '../../src/diagnose/page.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';
const names = Array.from({ length: 12 }, (_, index) => `x-amz-meta-${index}`);
const REQUEST = {
  method: 'PUT',
  key: 'a.bin',
  headers: Object.fromEntries(names.map((name) => [name, '1'])),
};
const lacking = {
  allowedOrigins: [ORIGIN],
  allowedMethods: ['PUT'],
  allowedHeaders: ['authorization', 'x-amz-date', 'x-amz-content-sha256', ...names.slice(0, 6)],
};

/** A page that counts what it has under way. */
function countingPage(rules: readonly CorsRule[]) {
  const simulated = simulatedPage({ origin: ORIGIN, rules, store: s3 });
  let inFlight = 0;
  let most = 0;
  const counted =
    <Asked extends readonly unknown[], Answer>(send: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      try {
        return await send(...asked);
      } finally {
        inFlight -= 1;
      }
    };
  const page: Page = {
    ...simulated,
    sendProbe: counted(simulated.sendProbe),
    sendOnce: counted(simulated.sendOnce),
    reach: counted(simulated.reach),
  };
  return { page, requests: simulated.requests, most: () => most };
}

describe('a diagnosis is considerate', () => {
  it('and sends six requests side by side, however much is asked at once', async () => {
    const { page, most } = countingPage([lacking]);
    const bucket = exampleBucket(s3);
    const described = await describeRequest(bucket, ORIGIN, REQUEST, {});
    const ask = askByProbes(page, bucket, REQUEST.key, described, { left: 25 }, () => {});
    await Promise.all(names.map((name) => ask('PUT', [name])));
    expect(most()).toBe(6);
    // Nor more from its beginning to its end.
    const whole = countingPage([{ ...lacking, allowedMethods: ['PUT', 'GET'] }]);
    const rules = [{ ...lacking, allowedHeaders: names.slice(0, 3) }, lacking];
    for (const options of [{}, { rules }, { useCredentials: true }]) {
      await diagnoseInPage(whole.page, bucket, REQUEST, options);
    }
    expect(whole.most()).toBeGreaterThan(1);
    expect(whole.most()).toBeLessThanOrEqual(6);
  });

  it('and sends 25 in all, with an event for each', async () => {
    const { page, requests } = countingPage([lacking]);
    const seen: unknown[] = [];
    const diagnosis = await diagnoseInPage(page, exampleBucket(s3), REQUEST, {
      onEvidence: (evidence) => seen.push(evidence),
    });
    expect(requests()).toBeLessThanOrEqual(25);
    // In the order of the answers.
    expect(seen).toEqual(diagnosis.evidence);
    expect(seen.length).toBe(requests());
  });

  it('and sends no more where nearly all gets lost, whichever two come through', async () => {
    const request = {
      method: 'DELETE',
      key: 'a.bin',
      headers: Object.fromEntries(names.slice(0, 3).map((name) => [name, '1'])),
    };
    const bucket = exampleBucket(s3);
    const all = { ...lacking, allowedMethods: ['GET', 'DELETE'], allowedHeaders: ['*'] };
    for (let one = 1; one < 16; one += 1) {
      for (let other = one; other < 16; other += 1) {
        const loses = (number: number) => number !== one && number !== other;
        const page = simulatedPage({ origin: ORIGIN, rules: [all], store: s3, loses });
        // This network is out of reach for the reading of the rules, which counts all the same.
        const { evidence } = await diagnoseInPage(page, bucket, request, { useCredentials: true });
        const isRead = evidence.some(({ kind }) => kind === 'rules');
        expect(page.requests() + (isRead ? 1 : 0), `${one} and ${other}`).toBeLessThanOrEqual(25);
      }
    }
  });
});
