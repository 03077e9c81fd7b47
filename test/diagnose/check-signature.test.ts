import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../src/diagnose/check-signature.js';
import type { Page, Probe } from '../../src/diagnose/page.js';
import type { DiagnosedRequest } from '../../src/model/diagnosed-request.js';
import type { Evidence } from '../../src/model/diagnosis.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';

/** Sends the signed request from a page that sees nothing of its answer; what was sent and noted. */
async function send(request: DiagnosedRequest): Promise<{ probe: Probe; evidence: Evidence }> {
  const probes: Probe[] = [];
  const notes: Evidence[] = [];
  const page: Page = {
    origin: 'https://app.example.com',
    refusalIsProof: true,
    randomId: () => 'id',
    reach: async () => 'answered',
    sendProbe: async (probe) => {
      probes.push(probe);
      return { passed: false, via: 'error', answer: null, durationMs: 1 };
    },
    sendOnce: async (probe) => {
      probes.push(probe);
      return { kind: 'failed', answer: null, durationMs: 1 };
    },
  };
  await checkSignature(page, exampleBucket(s3), request, {}, (evidence) => notes.push(evidence));
  const [[probe], [evidence]] = [probes, notes];
  if (probe === undefined || evidence === undefined) throw new Error('Nothing was sent');
  return { probe, evidence };
}

describe('checkSignature', () => {
  it('lets upload events make the browser ask only where it asks anyway', async () => {
    const signed = await send({ method: 'GET', key: 'a' });
    expect(signed.probe.isSimple).toBe(false);
    expect(signed.evidence.headers).toContain('authorization');
    const presigned = await send({ method: 'GET', key: 'a', signing: 'url' });
    expect(presigned.probe.isSimple).toBe(true);
    expect(presigned.evidence.headers).toEqual([]);
    expect((await send({ method: 'PUT', key: 'a', signing: 'url' })).probe.isSimple).toBe(false);
  });
});
