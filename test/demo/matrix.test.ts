import { describe, expect, it } from 'vitest';
import { permissionMatrix } from '../../demo/matrix.js';
import type { Diagnosis, Evidence } from '../../src/index.js';
import { s3 } from '../../src/stores/s3.js';

const ORIGIN = 'https://app.example';

function diagnosis(change: Partial<Diagnosis>): Diagnosis {
  const request = {
    origin: ORIGIN,
    method: 'PUT',
    url: 'https://a.example/b',
    unsafeHeaders: ['x-a', 'x-b'],
  };
  const more = { droppedHeaders: [], needsPreflight: true, preflightCauses: [] };
  return { rules: null, evidence: [], request: { ...request, ...more }, ...change } as unknown as Diagnosis;
}

describe('permissionMatrix', () => {
  it('asks the rules about each method with no header, each header and all of them', () => {
    const rules = [
      { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-a'] },
      { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-b'] },
    ];
    const { methods, columns, cells } = permissionMatrix(diagnosis({ rules }), s3);
    expect(methods).toEqual(['PUT', 'GET', 'HEAD', 'POST', 'DELETE']);
    expect(columns).toEqual([[], ['x-a'], ['x-b'], ['x-a', 'x-b']]);
    expect(cells[0]).toEqual(['allowed', 'allowed', 'allowed', 'refused']);
    expect(cells[1]).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it('tells without rules only what was seen, by the last that was', () => {
    const seen = (headers: string[], passed: boolean | null, more: Partial<Evidence> = {}): Evidence => ({
      ...{ kind: 'preflight', method: 'PUT', headers, passed, via: 'error' },
      ...more,
    });
    const evidence = [
      seen([], false),
      seen([], true),
      seen(['x-a'], false),
      seen(['x-b'], null),
      seen(['x-a', 'x-b'], true, { origin: 'https://other.example' }),
    ];
    const { cells } = permissionMatrix(diagnosis({ evidence }), s3);
    expect(cells[0]).toEqual(['allowed', 'refused', 'unknown', 'unknown']);
    expect(new Set(cells.slice(1).flat())).toEqual(new Set(['unknown']));
  });

  it('blames neither method nor names where a signature in the URL was refused', () => {
    const signed = (headers: string[], passed: boolean): Evidence =>
      ({ kind: 'signature', method: 'PUT', headers, passed, via: 'error' }) as const;
    const row = (evidence: Evidence[], unsafeHeaders: string[]) =>
      permissionMatrix(diagnosis({ evidence, request: { method: 'PUT', unsafeHeaders } as never }), s3)
        .cells[0];
    expect(row([signed(['x-a'], false)], ['x-a'])).toEqual(['unknown', 'unknown']);
    expect(row([signed(['x-a'], true)], ['x-a'])).toEqual(['unknown', 'allowed']);
    expect(row([signed(['authorization'], false)], ['authorization'])).toEqual(['unknown', 'refused']);
  });
});
