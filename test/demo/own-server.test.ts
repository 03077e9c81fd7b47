import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyRules, stsAnswers } from '../../demo/own-server.js';
import { setLanguage } from '../../demo/texts.js';

beforeAll(() => setLanguage('en'));

const MINUTE_MS = 60_000;

beforeEach(() => {
  // Not the clock that stands still while the machine sleeps.
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('stsAnswers', () => {
  it('keeps an answer for some minutes, and not across a sleep of the machine', async () => {
    let count = 0;
    vi.stubGlobal('fetch', async () => {
      count += 1;
      return new Response(`answer ${count}`);
    });
    const ask = stsAnswers();
    expect([await ask('s3'), await ask('s3')]).toEqual(['answer 1', 'answer 1']);
    vi.setSystemTime(Date.now() + 7 * MINUTE_MS);
    expect(await ask('s3')).toBe('answer 1');
    vi.setSystemTime(Date.now() + 2 * MINUTE_MS);
    expect(await ask('s3')).toBe('answer 2');
    // Another store's keys are others.
    expect(await ask('oss')).toBe('answer 3');
  });
});

describe('applyRules', () => {
  it('rejects with the reason and each issue in words', async () => {
    const issues = [{ path: 'rules[0].allowedMethods[0]', message: 'must be one of GET, PUT' }];
    vi.stubGlobal('fetch', async () =>
      Response.json({ error: 'The rules were not sent.', issues }, { status: 422 }),
    );
    await expect(applyRules('s3', '<a/>')).rejects.toThrow(
      'The rules were not sent. rules[0].allowedMethods[0]: must be one of GET, PUT.',
    );
  });
});
