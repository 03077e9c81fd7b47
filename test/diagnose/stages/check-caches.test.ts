import { describe, expect, it } from 'vitest';
import type { CacheUse, OnceOutcome } from '../../../src/diagnose/page.js';
import { checkCaches } from '../../../src/diagnose/stages/check-caches.js';
import type { Evidence, SentRequest } from '../../../src/model/diagnosis.js';

const SENT: SentRequest = {
  origin: 'https://app.example.com',
  method: 'GET',
  url: 'https://photos.store.example/a.png',
  unsafeHeaders: [],
  droppedHeaders: [],
  needsPreflight: false,
  preflightCauses: [],
};

/** Looks for a cache where the reads end so, in their order. */
async function check(reads: Readonly<Record<CacheUse, readonly OnceOutcome['kind'][]>>) {
  const left = { kept: [...reads.kept], fresh: [...reads.fresh] };
  const evidence: Evidence[] = [];
  const readAddress = async (_method: string, _url: string, use: CacheUse): Promise<OnceOutcome> => {
    const kind = left[use].shift();
    if (kind === undefined) throw new Error(`One ${use} read too many`);
    return { kind, answer: kind === 'answer' ? { status: 200, body: '' } : null, durationMs: 1 };
  };
  const finding = await checkCaches({ readAddress }, SENT, (entry) => evidence.push(entry));
  return { code: finding?.code ?? null, requests: evidence.length };
}

describe('checkCaches()', () => {
  it('asks once where the address can be read, or leads elsewhere', async () => {
    for (const kind of ['answer', 'redirect', 'timeout', 'csp'] as const) {
      expect(await check({ kept: [kind], fresh: [] })).toEqual({ code: null, requests: 1 });
    }
  });

  it("tells the browser's own cache from one in front of the store", async () => {
    const kept = ['failed', 'failed', 'failed'] as const;
    expect(await check({ kept, fresh: ['answer'] })).toEqual({ code: 'cache.http-poison', requests: 4 });
    expect(await check({ kept, fresh: ['failed', 'failed', 'failed'] })).toEqual({
      code: 'cache.cdn-poison',
      requests: 6,
    });
  });

  it('takes no request that got lost for one that is refused', async () => {
    const kept = ['failed', 'failed', 'failed'] as const;
    expect((await check({ kept: ['failed', 'answer', 'failed'], fresh: ['answer'] })).code).toBeNull();
    expect((await check({ kept: ['failed', 'failed', 'timeout'], fresh: ['failed'] })).code).toBeNull();
    expect((await check({ kept, fresh: ['failed', 'failed', 'answer'] })).code).toBe('cache.http-poison');
    expect((await check({ kept, fresh: ['timeout', 'failed', 'failed'] })).code).toBeNull();
  });
});
