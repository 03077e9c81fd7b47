import { afterEach, describe, expect, it, vi } from 'vitest';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import { tellListener } from '../../src/diagnose/tell-listener.js';
import { diagnoseRaw } from '../../src/node/raw-preflight/diagnose-raw.js';
import { s3 } from '../../src/stores/s3.js';
import { freePorts } from '../servers/processes.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';

const ORIGIN = 'https://app.example';
const WRONG = new Error('a mistake in a progress bar');
const throwing = () => {
  throw WRONG;
};

describe('a listener that throws', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is reported as the platform reports listeners', () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    tellListener(throwing, 1);
    expect(reported).toEqual([WRONG]);
  });

  it('throws by itself where the platform has no reportError()', () => {
    const later: (() => void)[] = [];
    vi.stubGlobal('reportError', undefined);
    vi.stubGlobal('queueMicrotask', (run: () => void) => later.push(run));
    tellListener(throwing, 1);
    expect(later).toHaveLength(1);
    expect(() => later[0]?.()).toThrow(WRONG);
  });

  it('loses no diagnosis, in a page or from a terminal', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
    const request = { method: 'PUT', key: 'a.bin' };
    const found = await diagnoseInPage(page, exampleBucket(s3), request, { onEvidence: throwing });
    expect(found.code).toBe('pre.all-refused');
    expect(reported).toEqual(found.evidence.map(() => WRONG));

    reported.length = 0;
    const [port] = await freePorts(1);
    const raw = await diagnoseRaw(
      { origin: ORIGIN, method: 'PUT', url: `http://127.0.0.1:${port}/photos/a` },
      { onEvidence: throwing },
    );
    expect(raw.code).toBe('net.unreachable');
    expect(reported).toEqual(raw.evidence.map(() => WRONG));
  });
});
