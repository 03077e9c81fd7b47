import { afterEach, describe, expect, it, vi } from 'vitest';
import { changedRequests } from '../../../src/cors/plan/changed-requests.js';
import { verifyCors } from '../../../src/cors/plan/verify-cors.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import { bucketWith, thrownBy } from '../../transport/buckets.js';
import { FIRST, ownTiming, SECOND } from './live-flow.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const [before, after] = [compileRules(FIRST.rules, s3), compileRules(SECOND.rules, s3)];

/** A bucket whose new rules answer after so many milliseconds. */
function slowBucket(readyMs: number, timing = ownTiming()) {
  const { bucket, sent } = bucketWith(({ headers }) => {
    const names = headers['access-control-request-headers'];
    const { response } = (timing.nowMs() < readyMs ? before : after).evaluate({
      kind: 'preflight',
      origin: headers.origin ?? null,
      method: headers['access-control-request-method'] ?? null,
      headers: names === undefined ? [] : names.split(','),
    });
    return new Response(null, { status: response.status, headers: Object.fromEntries(response.headers) });
  });
  return { bucket, sent, timing };
}

const requests = changedRequests(FIRST, SECOND, s3);

describe('verifyCors', () => {
  it('asks, by preflights without credentials at fresh URLs, until the new rules answer', async () => {
    const { bucket, sent, timing } = slowBucket(1500);
    const told = await verifyCors(bucket, requests, { timing });
    expect(told).toEqual({ verified: true, pending: [], rounds: 4 });
    // Each pause is twice the one before.
    expect(timing.waits).toEqual([250, 500, 1000]);
    expect(new Set(sent.map(({ url }) => url)).size).toBe(sent.length);
    for (const { init, url, headers } of sent) {
      expect(init.method).toBe('OPTIONS');
      expect(url).toMatch(/uploadId=/);
      expect(url).not.toMatch(/signature/i);
      expect(headers.authorization).toBeUndefined();
    }
  });

  it('gives up at the deadline, and says what is still answered by the old rules', async () => {
    const { bucket, timing } = slowBucket(Number.POSITIVE_INFINITY);
    const told = await verifyCors(bucket, requests, { timing, deadlineMs: 20_000 });
    expect(told.verified).toBe(false);
    expect(told.pending).toEqual(requests.map((request) => ({ ...request, status: 403 })));
    expect(timing.nowMs()).toBe(20_000);
    expect(Math.max(...timing.waits)).toBe(5000);
  });

  it('ends at the deadline though no answer ever comes, and whether or not the signal is looked at', async () => {
    for (const looks of [true, false]) {
      const ends: number[] = [];
      const { bucket } = bucketWith(
        ({ init }) =>
          new Promise((_, reject) => {
            if (looks) init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
          }),
      );
      const own = ownTiming();
      const endAfter = (ms: number) => {
        ends.push(ms);
        void own.wait(ms);
        return AbortSignal.abort(new Error('the time is up'));
      };
      const told = await verifyCors(bucket, requests, {
        timing: { ...own, endAfter },
        deadlineMs: 1000,
      });
      expect(told).toMatchObject({ verified: false, rounds: 1 });
      expect(told.pending.map(({ status }) => status)).toEqual(requests.map(() => null));
      expect(ends).toEqual([1000]);
    }
  });

  it('waits for the life and the exposed names of the answer, in any case and order', async () => {
    const [rule] = FIRST.rules;
    if (rule === undefined) throw new Error('there is one');
    const changed = { rules: [{ ...rule, exposeHeaders: ['x-a', 'ETag'], maxAgeSeconds: 60 }] };
    const expected = changedRequests(FIRST, changed, s3);
    let answered = FIRST.rules;
    const { bucket } = bucketWith(({ headers }) => {
      const { response } = compileRules(answered, s3).evaluate({
        kind: 'preflight',
        origin: headers.origin ?? null,
        method: headers['access-control-request-method'] ?? null,
        headers: headers['access-control-request-headers']?.split(',') ?? [],
      });
      return new Response(null, { status: response.status, headers: Object.fromEntries(response.headers) });
    });
    const options = () => ({ timing: ownTiming(), deadlineMs: 1000 });
    const old = await verifyCors(bucket, expected, options());
    expect(old.pending.map(({ status, ...request }) => request)).toEqual(expected);
    answered = [{ ...rule, exposeHeaders: ['etag', 'X-A'], maxAgeSeconds: 60 }];
    expect((await verifyCors(bucket, expected, options())).verified).toBe(true);
    answered = [{ ...rule, exposeHeaders: ['etag', 'X-A'], maxAgeSeconds: 600 }];
    expect((await verifyCors(bucket, expected, options())).verified).toBe(false);
  });

  it('waits for a refusal where one is expected', async () => {
    const { bucket, timing } = slowBucket(600);
    const expected = requests.map((request) => ({ ...request, allowed: false }));
    expect((await verifyCors(bucket, expected, { timing, deadlineMs: 100 })).verified).toBe(true);
  });

  it('takes nobody’s answer neither for a permission nor for a refusal', async () => {
    const { bucket } = bucketWith(() => Promise.reject(new TypeError('nobody')));
    for (const allowed of [true, false]) {
      const [request] = requests;
      if (request === undefined) throw new Error('there is one');
      const options = { timing: ownTiming(), deadlineMs: 1000 };
      const told = await verifyCors(bucket, [{ ...request, allowed }], options);
      expect(told).toMatchObject({ verified: false, pending: [{ status: null }] });
    }
  });

  it('asks QingStor in its own spelling', async () => {
    const { bucket, sent } = bucketWith(() => new Response(null), {
      store: qingstor,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    await verifyCors(bucket, [{ origin: 'https://a.example', method: 'PUT', headers: [] }], {
      deadlineMs: 0,
      freshId: () => 'x1',
    });
    expect(sent[0]?.url).toMatch(/\?part_number=0&upload_id=x1$/);
  });

  it('ends at once with the signal', async () => {
    const { bucket } = slowBucket(Number.POSITIVE_INFINITY);
    const reason = new Error('enough');
    const timing = { ...ownTiming(), wait: () => Promise.reject(reason) };
    expect(await thrownBy(verifyCors(bucket, requests, { timing }))).toBe(reason);
    const signal = AbortSignal.abort(reason);
    const { bucket: dead } = bucketWith(() => Promise.reject(new TypeError('aborted')));
    expect(await thrownBy(verifyCors(dead, requests, { signal }))).toBe(reason);
  });

  it('cannot be asked in a page, and names what can', async () => {
    vi.stubGlobal('document', {});
    const { bucket } = slowBucket(0);
    expect(String(await thrownBy(verifyCors(bucket, requests)))).toContain('diagnose');
  });
});

describe('changedRequests', () => {
  it('are allowed by one configuration and refused by the other', () => {
    expect(requests).toEqual([
      { origin: 'https://b.example', method: 'DELETE', headers: ['x-one'], allowed: true },
      { origin: 'https://b.example', method: 'DELETE', headers: [], allowed: true },
    ]);
    expect(changedRequests(SECOND, FIRST, s3)).toEqual(
      requests.map((request) => ({ ...request, allowed: false })),
    );
    expect(changedRequests(FIRST, FIRST, s3)).toEqual([]);
  });

  it('name the life and the exposed names that change, where they are known', () => {
    const [rule] = FIRST.rules;
    if (rule === undefined) throw new Error('there is one');
    const asked = { origin: 'https://a.example', allowed: true };
    const longer = changedRequests(FIRST, { rules: [{ ...rule, maxAgeSeconds: 3600 }] }, s3);
    expect(longer).toHaveLength(4);
    expect(longer[0]).toMatchObject({ ...asked, answers: { 'access-control-max-age': '3600' } });
    const { exposeHeaders: _, ...hidden } = rule;
    const closed = changedRequests(FIRST, { rules: [hidden] }, s3);
    expect(closed[0]).toMatchObject({ ...asked, answers: { 'access-control-expose-headers': null } });
    expect(changedRequests(FIRST, { rules: [{ ...rule, exposeHeaders: ['etag'] }] }, s3)).toEqual([]);
    const { ruleSemantics } = s3;
    const unknown = ['access-control-max-age', 'access-control-expose-headers'];
    const store = {
      ruleSemantics: { ...ruleSemantics, answer: { ...ruleSemantics.answer, unknown } },
    };
    expect(changedRequests(FIRST, { rules: [{ ...hidden, maxAgeSeconds: 1 }] }, store)).toEqual([]);
  });

  it('are at most twelve, with something in the place of each star', () => {
    const rules = [
      {
        allowedOrigins: ['*', ...Array.from({ length: 30 }, (_, index) => `https://*.a${index}.example`)],
        allowedMethods: ['GET', 'PUT'],
        allowedHeaders: ['*', 'x-amz-*'],
      },
    ];
    const found = changedRequests({ rules: [] }, { rules }, s3);
    expect(found).toHaveLength(12);
    expect(JSON.stringify(found)).not.toContain('*');
  });
});
