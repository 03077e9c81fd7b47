import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws } from '../../src/stores/aws.js';
import { ceph } from '../../src/stores/ceph.js';

const A = 'https://a.example';
const STORES = [
  ['AWS', aws],
  ['Ceph', ceph],
] as const;

function preflight(method: string | null, headers: readonly string[] = [], origin: string | null = A) {
  return { kind: 'preflight', origin, method, headers } as const;
}

describe('evaluateRules', () => {
  const rules: CorsRule[] = [
    { allowedOrigins: ['https://*.example'], allowedMethods: ['GET'], allowedHeaders: ['x-amz-*'] },
    {
      allowedOrigins: [A],
      allowedMethods: ['PUT'],
      allowedHeaders: ['Authorization'],
      exposeHeaders: ['ETag', 'x-a'],
    },
  ];

  it('says of every rule what matches', () => {
    const { trace } = evaluateRules(rules, aws, preflight('PUT', ['Authorization', 'X-Amz-Date']));
    expect(trace).toEqual([
      {
        index: 0,
        originMatches: true,
        originPattern: 'https://*.example',
        originPatterns: ['https://*.example'],
        originNearMisses: [],
        methodMatches: false,
        allowedMethods: ['GET'],
        refusedHeaders: ['authorization'],
        refused: [{ name: 'authorization', patterns: ['x-amz-*'] }],
        doubtfulHeaders: [],
        allowedHeaders: [{ name: 'x-amz-date', pattern: 'x-amz-*' }],
        matches: false,
      },
      {
        index: 1,
        originMatches: true,
        originPattern: A,
        originPatterns: [A],
        originNearMisses: [],
        methodMatches: true,
        allowedMethods: ['PUT'],
        refusedHeaders: ['x-amz-date'],
        refused: [{ name: 'x-amz-date', patterns: ['Authorization'] }],
        doubtfulHeaders: [],
        allowedHeaders: [{ name: 'authorization', pattern: 'Authorization' }],
        matches: false,
      },
    ]);
  });

  it('takes the first rule that matches all on S3, and the first of the origin on Ceph', () => {
    const request = preflight('PUT', ['authorization']);
    expect(evaluateRules(rules, aws, request)).toMatchObject({ allowed: true, decidingRule: 1 });
    expect(evaluateRules(rules, ceph, request)).toMatchObject({
      allowed: false,
      decidingRule: 0,
      refusal: { status: 403, code: 'AccessDenied', message: '' },
    });
  });

  it('names no rule when none matches', () => {
    for (const [, store] of STORES) {
      expect(evaluateRules(rules, store, preflight('GET', [], 'http://b.test')).decidingRule).toBeNull();
      expect(evaluateRules(rules, store, preflight(null)).decidingRule).toBeNull();
      expect(evaluateRules([], store, preflight('GET')).trace).toEqual([]);
    }
  });

  it.each([
    ['AWS, no origin', aws, preflight('PUT', [], null), 400, 'BadRequest'],
    ['AWS, no method', aws, preflight(null), 400, 'BadRequest'],
    ['AWS, no match', aws, preflight('DELETE'), 403, 'AccessForbidden'],
    ['Ceph, no origin', ceph, preflight('PUT', [], null), 400, 'InvalidArgument'],
    ['Ceph, no method', ceph, preflight(null), 400, 'InvalidArgument'],
    ['Ceph, no match', ceph, preflight('DELETE'), 403, 'AccessDenied'],
  ] as const)('refuses: %s', (_, store, request, status, code) => {
    expect(evaluateRules(rules, store, request).refusal).toMatchObject({ status, code, headers: [] });
  });

  it('words the answer of Ceph as Ceph does', () => {
    const { response } = evaluateRules(
      [
        {
          allowedOrigins: ['*'],
          allowedMethods: ['GET', 'PUT'],
          allowedHeaders: ['*'],
          exposeHeaders: ['ETag', 'x-a'],
          maxAgeSeconds: 5,
        },
      ],
      ceph,
      preflight('PUT', ['X-Amz-Date', 'authorization']),
    );
    expect(Object.fromEntries(response.headers)).toEqual({
      'Access-Control-Allow-Origin': A,
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Allow-Headers': 'X-Amz-Date,authorization',
      'Access-Control-Expose-Headers': 'ETag,x-a',
      'Access-Control-Max-Age': '5',
      Vary: 'Origin',
    });
  });

  it('carries out an actual request of an unknown origin, without CORS headers', () => {
    for (const [, store] of STORES) {
      const request = { kind: 'actual', origin: 'http://b.test', method: 'PUT' } as const;
      expect(evaluateRules(rules, store, request)).toMatchObject({
        allowed: false,
        response: { status: 200, headers: [] },
        refusal: null,
      });
    }
  });

  it('never looks at the headers of an actual request', () => {
    const request = { kind: 'actual', origin: A, method: 'PUT' } as const;
    expect(evaluateRules(rules, aws, request).allowed).toBe(true);
  });
});
