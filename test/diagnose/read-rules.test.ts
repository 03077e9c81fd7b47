import { expect, it } from 'vitest';
import { readRules } from '../../src/diagnose/read-rules.js';
import type { Evidence } from '../../src/model/diagnosis.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';

const RULES = `<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>`;
const READ = { passed: true, answer: { status: 403, body: '' } };

/** Reads rules from a store that gives these answers, one after the other, and then none. */
async function read(answers: readonly Response[], timeoutMs = 10_000) {
  const budget = { left: 20 };
  const evidence: Evidence[] = [];
  const left = [...answers];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    const next = left.shift();
    if (next !== undefined) return Promise.resolve(next);
    return new Promise((_, reject) =>
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
    );
  };
  const bucket = { ...exampleBucket(s3), fetch };
  const limits = { timeoutMs, signal: undefined };
  const found = await readRules(
    bucket,
    limits,
    async () => READ,
    budget,
    (entry) => evidence.push(entry),
  );
  return { found, evidence, budget };
}

it('tells of it', async () => {
  const { found, evidence, budget } = await read([new Response(RULES)]);
  expect(found?.rules).toHaveLength(1);
  expect(evidence).toMatchObject([{ kind: 'rules', passed: true, status: 200 }]);
  expect(budget.left).toBe(17);
});

it('leaves room for what is sent once more', async () => {
  const serverTime = '2030-01-01T00:00:00Z';
  const body = `<Error><Code>RequestTimeTooSkewed</Code><ServerTime>${serverTime}</ServerTime></Error>`;
  const { found, budget } = await read([new Response(body, { status: 403 }), new Response(RULES)]);
  expect(found?.rules).toHaveLength(1);
  expect(budget.left).toBe(17);
});

it('waits no longer than a request may take, and goes on without rules', async () => {
  const { found, evidence, budget } = await read([], 20);
  expect(found).toBeNull();
  expect(evidence).toMatchObject([{ kind: 'rules', passed: null, via: 'timeout' }]);
  expect(budget.left).toBe(17);
});

it('reads nothing where the budget may not do', async () => {
  const budget = { left: 2 };
  const bucket = exampleBucket(s3);
  const limits = { timeoutMs: 20, signal: undefined };
  expect(
    await readRules(
      bucket,
      limits,
      async () => READ,
      budget,
      () => {},
    ),
  ).toBeNull();
  expect(budget.left).toBe(2);
});
