import { describe, expect, it } from 'vitest';
import { askByProbes } from '../../src/diagnose/ask-by-probes.js';
import type { OnceOutcome, Page, Probe } from '../../src/diagnose/page.js';
import type { RequestBudget } from '../../src/diagnose/request-budget.js';
import type { Evidence } from '../../src/model/diagnosis.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';

/** Asks from a page whose first tries end as they are told to, and notes how each probe was sent. */
function asking(
  endTry: (names: string) => OnceOutcome['kind'] | Promise<OnceOutcome['kind']>,
  method = 'PUT',
  sign: (() => Promise<Probe | null>) | null = null,
  budget: RequestBudget = { left: 25 },
) {
  const evidence: Evidence[] = [];
  const sent: string[] = [];
  const inner = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
  const namesOf = (headers: readonly (readonly [string, string])[]) => headers.map(([name]) => name).join();
  const page: Page = {
    ...inner,
    sendOnce: async ({ method, headers }) => {
      sent.push(`once ${method} [${namesOf(headers)}]`);
      const kind = await endTry(namesOf(headers));
      const answer = kind === 'answer' ? { status: 403, body: '' } : null;
      return { kind, answer, durationMs: 1 };
    },
    sendProbe: async ({ method, headers }) => {
      sent.push(`follows ${method} [${namesOf(headers)}]`);
      return { passed: false, via: 'error', answer: null, durationMs: 1 };
    },
  };
  const request = {
    origin: ORIGIN,
    method,
    url: 'https://store.invalid/photos/a',
    unsafeHeaders: ['x-a'],
    droppedHeaders: [],
    needsPreflight: true,
    preflightCauses: [],
  };
  const described = { sent: request, standIns: new Map(), pageHeaders: {} };
  const ask = askByProbes(
    page,
    exampleBucket(s3),
    'a',
    described,
    budget,
    (entry) => evidence.push(entry),
    sign,
  );
  return { ask, sent, evidence };
}

describe('how a method that changes things is asked', () => {
  it('follows no redirect with fewer names than were tried, as their try may have ended at the preflight', async () => {
    const { ask, sent } = asking(() => 'failed');
    await ask('PUT', ['x-a']);
    await ask('PUT', []);
    expect(sent).toEqual(['once PUT [x-a]', 'once PUT []']);
  });

  it('shows its upload once the same names, or fewer, were tried', async () => {
    const { ask, sent } = asking(() => 'failed');
    for (const names of [['x-a'], ['x-a'], ['x-a', 'x-b'], ['x-b']]) await ask('PUT', names);
    const ways = ['once PUT [x-a]', 'follows PUT [x-a]', 'follows PUT [x-a,x-b]', 'once PUT [x-b]'];
    expect(sent).toEqual(ways);
  });

  it('shows the upload of any names once an answer was read', async () => {
    const { ask, sent } = asking(() => 'answer');
    await ask('PUT', ['x-a']);
    await ask('PUT', []);
    expect(sent).toEqual(['once PUT [x-a]', 'follows PUT []']);
  });

  it('waits for what is tried just now, and sends nothing more where that is sent on', async () => {
    let end: (kind: OnceOutcome['kind']) => void = () => {};
    const ended = new Promise<OnceOutcome['kind']>((resolve) => {
      end = resolve;
    });
    const { ask, sent } = asking(() => ended);
    const both = Promise.all([ask('PUT', []), ask('PUT', ['x-a'])]);
    end('redirect');
    expect(await both).toMatchObject([{ isRedirected: true }, { isRedirected: true }]);
    expect(sent).toEqual(['once PUT []']);
  });
});

describe('what was asked already', () => {
  it('is not sent again where its answer was read', async () => {
    const { ask, sent } = asking(() => 'answer');
    const first = await ask('PUT', ['x-a']);
    expect(await ask('PUT', ['x-a'])).toEqual(first);
    expect(sent).toEqual(['once PUT [x-a]']);
  });

  it('is sent again where it failed, or was let out unasked as a plain POST', async () => {
    const failing = asking(() => 'failed', 'GET');
    for (const names of [[], []]) await failing.ask('GET', names);
    expect(failing.sent).toEqual(['once GET []', 'once GET []']);
    const plain = asking(() => 'answer', 'POST');
    for (const names of [[], []]) await plain.ask('POST', names);
    expect(plain.sent).toEqual(['once POST []', 'follows POST []']);
  });
});

describe('the whole request with its real signature', () => {
  const signed: Probe = {
    method: 'GET',
    url: 'https://store.invalid/photos/a?signed',
    headers: [['authorization', 'real']],
    isSimple: false,
  };

  it('is sent where the whole is asked about first, once, and says so of its answer', async () => {
    const { ask, sent } = asking(
      () => 'failed',
      'GET',
      async () => signed,
    );
    for (const names of [[], ['x-a'], ['x-a']]) await ask('GET', names);
    expect(sent).toEqual(['once GET []', 'once GET [authorization]', 'once GET [x-a]']);
    const answered = asking(
      () => 'answer',
      'GET',
      async () => signed,
    );
    expect((await answered.ask('GET', ['x-a'])).answer).toMatchObject({ isSigned: true });
    expect((await answered.ask('GET', [])).answer?.isSigned).toBeUndefined();
  });

  it('is left out where what signs it cannot be loaded', async () => {
    const { ask, sent } = asking(
      () => 'answer',
      'GET',
      async () => null,
    );
    expect((await ask('GET', ['x-a'])).answer?.isSigned).toBeUndefined();
    expect(sent).toEqual(['once GET [x-a]']);
  });

  it('follows no redirect: what follows carries no signature', async () => {
    const { ask, sent } = asking(
      () => 'redirect',
      'GET',
      async () => signed,
    );
    await ask('GET', ['x-a']);
    expect(sent).toEqual(['once GET [authorization]', 'follows GET [x-a]']);
  });
});

describe('a reading request that is sent on', () => {
  it('is followed, and each of the two requests counts and is told', async () => {
    const budget = { left: 25 };
    const { ask, sent, evidence } = asking(() => 'redirect', 'GET', null, budget);
    await ask('GET', ['x-a']);
    expect(sent).toEqual(['once GET [x-a]', 'follows GET [x-a]']);
    expect(evidence.map(({ headers, via }) => [headers, via])).toEqual([
      [['x-a'], 'opaque'],
      [['x-a'], 'error'],
    ]);
    expect(budget.left).toBe(23);
  });

  it('is not followed where no more may be sent', async () => {
    const budget = { left: 3 };
    const { ask, sent } = asking(() => 'redirect', 'GET', null, budget);
    await ask('GET', ['x-a']);
    await ask('GET', []);
    expect(await ask('GET', ['x-b'])).toMatchObject({ passed: null });
    expect(sent.length).toBeLessThanOrEqual(3);
    expect(budget.left).toBeGreaterThanOrEqual(0);
  });
});
