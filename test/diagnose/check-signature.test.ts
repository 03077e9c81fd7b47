import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../src/diagnose/check-signature.js';
import type { Page, Probe, ProbeOutcome } from '../../src/diagnose/page.js';
import type { DiagnosedRequest } from '../../src/model/diagnosed-request.js';
import type { Evidence } from '../../src/model/diagnosis.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';

const NOTHING = { isAllHidden: false, signedCount: 0 };

/** Sends the signed request from a page that sees nothing of its answer; what was sent and noted. */
async function send(request: DiagnosedRequest): Promise<{ probe: Probe; evidence: Evidence }> {
  const probes: Probe[] = [];
  const notes: Evidence[] = [];
  const page: Page = {
    origin: 'https://app.example.com',
    refusalIsProof: true,
    isOffline: () => false,
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
  await checkSignature(page, exampleBucket(s3), request, NOTHING, {}, (evidence) => notes.push(evidence));
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

describe('a signed request whose answer cannot be read', () => {
  const sendLosing = async (
    request: DiagnosedRequest,
    outcomes: readonly ProbeOutcome[],
    before = NOTHING,
  ) => {
    let sent = 0;
    const next = () => outcomes[sent++] ?? REFUSED;
    const page: Page = {
      origin: 'https://app.example.com',
      refusalIsProof: true,
      isOffline: () => false,
      randomId: () => 'id',
      reach: async () => 'answered',
      sendProbe: async () => next(),
      // Sees answers, and nothing of an upload.
      sendOnce: async () => {
        const { answer, via } = next();
        const kind = answer !== null ? 'answer' : via === 'opaque' ? 'redirect' : 'failed';
        return { kind, answer, durationMs: 1 };
      },
    };
    const finding = await checkSignature(page, exampleBucket(s3), request, before, {}, () => {});
    return { ...finding, sent };
  };

  it('is sent four times, as some may get lost', async () => {
    const body = '<Error><Code>NoSuchUpload</Code></Error>';
    const answer = { status: 404, body };
    const readable: ProbeOutcome = { passed: true, via: 'readable', answer, durationMs: 1 };
    const upload = { method: 'PUT', key: 'a', signing: 'url' } as const;
    expect(await sendLosing(upload, [REFUSED, REFUSED, REFUSED, readable])).toMatchObject({
      code: 'ok.allowed',
      sent: 4,
    });
    expect(await sendLosing(upload, [REFUSED])).toMatchObject({ code: 'pre.auth-query', sent: 4 });
    expect(await sendLosing(upload, [readable])).toMatchObject({ code: 'ok.allowed', sent: 1 });
  });

  it('is seen to go out once where all answers are hidden, and four times not is no proof', async () => {
    const upload = { method: 'PUT', key: 'a', signing: 'url' } as const;
    const allHidden = { isAllHidden: true, signedCount: 0 };
    const hidden: ProbeOutcome = { passed: true, via: 'upload', answer: null, durationMs: 1 };
    const code = 'act.error-without-cors';
    expect(await sendLosing(upload, [hidden, hidden], allHidden)).toMatchObject({ code, sent: 2 });
    expect(await sendLosing(upload, [hidden, REFUSED, hidden], allHidden)).toMatchObject({ code, sent: 4 });
    // A redirect to nowhere looks so at times.
    const refused = {
      code: 'pre.auth-query',
      confidence: 'strong',
      candidates: ['act.redirect', 'act.error-without-cors'],
      sent: 4,
    };
    expect(await sendLosing(upload, [REFUSED], allHidden)).toMatchObject(refused);
    // With the signature in headers nothing of an upload shows.
    const inHeaders = { method: 'PUT', key: 'a' } as const;
    expect(await sendLosing(inHeaders, [], allHidden)).toMatchObject({ code, sent: 2 });
    expect(await sendLosing(inHeaders, [], { ...allHidden, signedCount: 1 })).toMatchObject({
      code,
      sent: 1,
    });
  });

  it('follows no redirect, as what shows an upload would', async () => {
    const upload = { method: 'PUT', key: 'a', signing: 'url' } as const;
    const redirected: ProbeOutcome = { passed: true, via: 'opaque', answer: null, durationMs: 1 };
    for (const isAllHidden of [false, true]) {
      const before = { isAllHidden, signedCount: 0 };
      expect(await sendLosing(upload, [redirected], before)).toMatchObject({ code: 'act.redirect', sent: 1 });
    }
  });

  it('has no preflight to be refused where the browser does not ask', async () => {
    const download = { method: 'GET', key: 'a', signing: 'url' } as const;
    expect(await sendLosing(download, [REFUSED])).toMatchObject({ code: 'act.error-without-cors' });
  });
});

const REFUSED: ProbeOutcome = { passed: false, via: 'error', answer: null, durationMs: 1 };

describe('what a store answers to the signed request', () => {
  const answered = async (body: string, status = 403) => {
    const answer = { status, body };
    const page: Page = {
      origin: 'https://app.example.com',
      refusalIsProof: true,
      isOffline: () => false,
      randomId: () => 'id',
      reach: async () => 'answered',
      sendProbe: async () => ({ passed: true, via: 'readable', answer, durationMs: 1 }),
      sendOnce: async () => ({ kind: 'answer', answer, durationMs: 1 }),
    };
    return checkSignature(page, exampleBucket(ceph), { method: 'GET', key: 'a' }, NOTHING, {}, () => {});
  };
  const denied = (rest: string) => `<Error><Code>AccessDenied</Code><Message></Message>${rest}</Error>`;

  it('is a yes where only the object is denied', async () => {
    const finding = await answered(denied('<BucketName>photos</BucketName>'));
    expect(finding).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
  });

  it('is a no where the credentials have ended, though Ceph says the same word', async () => {
    expect(await answered(denied(''))).toMatchObject({
      code: 'act.readable-error',
      readableError: { status: 403, serviceCode: 'AccessDenied', kind: 'expired-credentials' },
    });
  });
});
