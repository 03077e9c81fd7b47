import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import type { CorsResponse } from '../../src/model/cors-exchange.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws } from '../../src/stores/aws.js';
import { b2 } from '../../src/stores/b2.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { gcs } from '../../src/stores/gcs.js';
import { minio } from '../../src/stores/minio.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { r2 } from '../../src/stores/r2.js';
import { spaces } from '../../src/stores/spaces.js';
import type { RuledStore } from '../../src/stores/store.js';
import { wasabi } from '../../src/stores/wasabi.js';

const A = 'https://a.example';

function preflight(method: string, headers: readonly string[] = [], origin: string | null = A) {
  return { kind: 'preflight', origin, method, headers } as const;
}

function rule(origins: string[], methods: string[], more: Partial<CorsRule> = {}): CorsRule {
  return { allowedOrigins: origins, allowedMethods: methods, ...more };
}

function headersOf({ headers }: CorsResponse): Record<string, string> {
  return Object.fromEntries(headers);
}

describe('OSS', () => {
  // The integration test of the vendor's Python client.
  const rules = [
    rule(['*'], ['GET', 'HEAD'], { allowedHeaders: ['*'] }),
    rule([A], ['PUT', 'POST'], {
      allowedHeaders: ['x-oss-test', 'x-oss-test2'],
      exposeHeaders: ['x-oss-test', 'x-oss-test2'],
      maxAgeSeconds: 33,
    }),
  ];

  it('skips a rule that lacks the method, names all methods of the one it takes, and echoes the headers', () => {
    const { response, decidingRule } = evaluateRules(rules, oss, preflight('PUT', ['x-oss-test2']));
    expect(decidingRule).toBe(1);
    expect(headersOf(response)).toEqual({
      'Access-Control-Allow-Origin': A,
      'Access-Control-Allow-Methods': 'PUT, POST',
      'Access-Control-Allow-Headers': 'x-oss-test2',
      'Access-Control-Expose-Headers': 'x-oss-test, x-oss-test2',
      'Access-Control-Max-Age': '33',
    });
  });

  it('answers a star with a star, and a life of 0 where none is given', () => {
    const { response, alternatives } = evaluateRules(rules, oss, preflight('GET'));
    expect(headersOf(response)).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Max-Age': '0',
    });
    expect(alternatives).toEqual([]);
  });

  it('names the origin in Vary only when it is told to', () => {
    const vary = (responseVary: boolean) =>
      headersOf(evaluateRules({ rules, responseVary }, oss, preflight('PUT')).response).Vary;
    expect([vary(true), vary(false)]).toEqual(['Origin', undefined]);
  });

  it('may or may not allow credentials to an origin that it echoes', () => {
    const { response, alternatives } = evaluateRules(rules, oss, preflight('PUT'));
    const credentials = [response, ...alternatives].map(
      (answer) => headersOf(answer)['Access-Control-Allow-Credentials'],
    );
    expect(credentials).toEqual([undefined, 'true']);
    expect(isAllowedByRules(rules, oss, { origin: A, method: 'PUT', headers: [] })).toBe(true);
  });

  it('leaves open what an origin with capitals does', () => {
    const capitals = [rule(['https://A.example'], ['PUT'])];
    const { allowed, doubts, response, alternatives } = evaluateRules(capitals, oss, preflight('PUT'));
    expect([allowed, doubts, response.status, alternatives]).toEqual([null, ['origin-case'], 403, []]);
    expect(isAllowedByRules(capitals, oss, { origin: A, method: 'PUT', headers: [] })).toBeNull();
    // Where another rule says the same either way, nothing is open.
    expect(evaluateRules([...capitals, rule([A], ['PUT'])], oss, preflight('PUT')).allowed).toBe(true);
    expect(evaluateRules(capitals, oss, preflight('DELETE')).allowed).toBe(false);
    // S3 compares them as they are.
    expect(evaluateRules(capitals, aws, preflight('PUT')).allowed).toBe(false);
  });

  it.each([
    ['no-match', rules, 'DELETE', 'This CORS request is not allowed', undefined],
    ['no rules', [], 'PUT', 'CORS is not enabled for this bucket', ['body']],
  ])('refuses in its own words: %s', (_, given, method, words, unknown) => {
    const { refusal } = evaluateRules(given, oss, preflight(method));
    expect(refusal).toMatchObject({ status: 403, code: 'AccessForbidden', headers: [] });
    expect(refusal?.message).toContain(words);
    expect(refusal?.unknown).toEqual(unknown);
  });

  it('says that it is not known with what it refuses a malformed preflight', () => {
    expect(evaluateRules(rules, oss, preflight('PUT', [], null)).refusal?.unknown).toEqual([
      'status',
      'body',
    ]);
  });
});

describe('COS', () => {
  it('answers names with all names of the rule, lower-case, and a star with what was asked for', () => {
    const listed = [rule([A], ['PUT', 'GET'], { allowedHeaders: ['X-Cos-Meta-A', 'content-type'] })];
    expect(headersOf(evaluateRules(listed, cos, preflight('PUT', ['content-type'])).response)).toMatchObject({
      'Access-Control-Allow-Origin': A,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'PUT,GET',
      'Access-Control-Allow-Headers': 'x-cos-meta-a,content-type',
    });
    const star = [rule(['*'], ['PUT'], { allowedHeaders: ['*'] })];
    const answer = headersOf(evaluateRules(star, cos, preflight('PUT', ['b', 'a'])).response);
    expect(answer['Access-Control-Allow-Headers']).toBe('b,a');
    expect('Access-Control-Allow-Credentials' in answer).toBe(false);
  });

  it('leaves open what a star within a header name does', () => {
    const rules = [rule([A], ['PUT'], { allowedHeaders: ['x-cos-*'] })];
    const { allowed, doubts } = evaluateRules(rules, cos, preflight('PUT', ['x-cos-acl']));
    expect([allowed, doubts]).toEqual([null, ['header-wildcard']]);
    expect(evaluateRules(rules, cos, preflight('PUT', ['content-type'])).allowed).toBe(false);
    expect(evaluateRules(rules, cos, preflight('PUT')).allowed).toBe(true);
  });

  it('refuses without a full stop, with rules and without', () => {
    const [some, none] = [[rule([A], ['GET'])], []].map(
      (rules) => evaluateRules(rules, cos, preflight('PUT')).refusal,
    );
    expect(some?.message).toMatch(/CORS spec$/);
    expect(none).toEqual(some);
  });

  it('does not know the life of a preflight where none is given', () => {
    const { response } = evaluateRules([rule([A], ['PUT'])], cos, preflight('PUT'));
    expect(response.unknown).toEqual(['access-control-max-age']);
  });
});

describe('QingStor', () => {
  it('takes a star for methods, and may answer a star for headers with a star', () => {
    const rules = [rule([A], ['*'], { allowedHeaders: ['*'] })];
    const { allowed, response, alternatives } = evaluateRules(
      rules,
      qingstor,
      preflight('PUT', ['authorization']),
    );
    expect(allowed).toBe(true);
    const names = [response, ...alternatives].map(
      (answer) => headersOf(answer)['Access-Control-Allow-Headers'],
    );
    expect(new Set(names)).toEqual(new Set(['authorization', '*']));
    expect(headersOf(response)['Access-Control-Max-Age']).toBe('5');
  });

  it('has no CORS headers on a refusal, whose status is not known', () => {
    const { refusal } = evaluateRules([rule([A], ['GET'])], qingstor, preflight('PUT'));
    expect(refusal).toMatchObject({ headers: [], unknown: ['status', 'body'] });
    expect(isAllowedByRules([rule([A], ['GET'])], qingstor, { origin: A, method: 'PUT', headers: [] })).toBe(
      false,
    );
  });
});

describe('the profiles that differ', () => {
  const exact = [
    rule([A], ['GET'], { allowedHeaders: ['x-a'] }),
    rule([A], ['PUT'], { allowedHeaders: ['*'] }),
  ];

  it.each([
    ['Ceph', ceph],
    ['Spaces', spaces],
  ])('%s asks no rule but the first for the origin', (_, store) => {
    expect(evaluateRules(exact, store, preflight('PUT'))).toMatchObject({ allowed: false, decidingRule: 0 });
  });

  it.each([
    ['Ceph', ceph],
    ['Spaces', spaces],
    ['R2', r2],
  ])('%s checks the signature of a presigned URL on the preflight', (_, store) => {
    const request = { ...preflight('GET', ['x-a']), presigned: true };
    const { allowed, doubts, response, alternatives } = evaluateRules(exact, store, request);
    expect([allowed, doubts, response.status]).toEqual([null, ['presigned-signature'], 200]);
    expect(alternatives.at(-1)?.headers).toEqual([]);
    // No signature makes allowed what no rule allows.
    expect(evaluateRules(exact, store, { ...request, method: 'DELETE' }).allowed).toBe(false);
    expect(evaluateRules(exact, aws, request).allowed).toBe(true);
  });

  it('Google Cloud Storage refuses with a bare 200, and asks no further rule for headers', () => {
    const rules = [
      rule([A], ['PUT'], { allowedHeaders: ['x-a'] }),
      rule(['*'], ['*'], { allowedHeaders: ['x-b'] }),
    ];
    const { allowed, decidingRule, response } = evaluateRules(rules, gcs, preflight('PUT', ['x-b']));
    expect([allowed, decidingRule, response]).toEqual([
      false,
      0,
      { status: 200, headers: [], code: '', message: '' },
    ]);
    expect(evaluateRules(rules, gcs, preflight('DELETE', ['x-b'])).allowed).toBe(true);
    // An origin is exact or a star.
    expect(evaluateRules([rule(['https://*.example'], ['PUT'])], gcs, preflight('PUT')).allowed).toBe(false);
  });

  it.each([
    ['MinIO', minio, true],
    ['Wasabi', wasabi, true],
    ['B2', b2, false],
    ['S3', aws, false],
  ])('%s without rules allows every origin: %s', (_, store, allowed) => {
    const asked = { origin: A, method: 'PUT', headers: ['authorization', 'x-amz-date'] };
    expect(isAllowedByRules([], store, asked)).toBe(allowed);
  });

  it('MinIO echoes the origin for a star, with credentials', () => {
    const { response } = evaluateRules([], minio, preflight('PUT', ['x-a']));
    expect(headersOf(response)).toMatchObject({
      'Access-Control-Allow-Origin': A,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': 'x-a',
    });
  });

  it('S3 looks at the asked method and headers of any request', () => {
    const rules = [rule([A], ['GET'], { allowedHeaders: ['x-a'] })];
    const actual = { kind: 'actual', origin: A, method: 'GET' } as const;
    const allowed = (more: object, store: RuledStore = aws) =>
      evaluateRules(rules, store, { ...actual, ...more }).allowed;
    expect(allowed({})).toBe(true);
    expect(allowed({ askedMethod: 'PUT' })).toBe(false);
    expect(allowed({ askedHeaders: ['x-b'] })).toBe(false);
    expect(allowed({ askedMethod: 'PUT', askedHeaders: ['x-b'] }, gcs)).toBe(true);
  });

  it('Ceph looks at the asked method of any request, and answers those of the asked headers that it allows', () => {
    const rules = [rule([A], ['GET', 'PUT'], { allowedHeaders: ['x-a'] })];
    const evaluate = (askedMethod: string, askedHeaders: string[]) =>
      evaluateRules(rules, ceph, { kind: 'actual', origin: A, method: 'GET', askedMethod, askedHeaders });
    expect(evaluate('DELETE', []).allowed).toBe(false);
    expect(headersOf(evaluate('PUT', ['x-b', ' X-A']).response)).toMatchObject({
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Allow-Headers': 'X-A',
    });
    expect(headersOf(evaluate('PUT', ['x-b']).response)).not.toHaveProperty('Access-Control-Allow-Headers');
  });

  it('Ceph answers a star with a star, and without Vary, where no Authorization came along', () => {
    const answers = (more: object) => {
      const request = { kind: 'actual', origin: A, method: 'GET', ...more } as const;
      const { response, alternatives } = evaluateRules([rule(['*'], ['GET'])], ceph, request);
      return [response, ...alternatives].map(headersOf);
    };
    const star = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET' };
    const echo = { ...star, 'Access-Control-Allow-Origin': A, Vary: 'Origin' };
    expect(answers({ authorized: false })).toEqual([star]);
    expect(answers({ authorized: true })).toEqual([echo]);
    expect(answers({})).toEqual([star, echo]);
    expect(headersOf(evaluateRules([rule(['*'], ['GET'])], ceph, preflight('GET')).response)).toEqual(echo);
  });

  it('Ceph lets the text before a star share characters with that after it', () => {
    const rules = [rule(['https://a*a.example'], ['GET'], { allowedHeaders: ['x-a*a'] })];
    const request = preflight('GET', ['x-a']);
    const { allowed, trace } = evaluateRules(rules, ceph, request);
    expect([allowed, trace[0]?.originPattern, trace[0]?.refusedHeaders]).toEqual([
      true,
      'https://a*a.example',
      [],
    ]);
    expect(evaluateRules(rules, aws, request).trace[0]).toMatchObject({
      originMatches: false,
      refusedHeaders: ['x-a'],
    });
  });

  it('Ceph parts header names at spaces, semicolons and equals signs too', () => {
    const rules = [rule([A], ['GET'], { allowedHeaders: ['x-a', 'x-b'] })];
    const request = preflight('GET', ['x-a x-b', ';X-A=\tx-b']);
    const { response, trace } = evaluateRules(rules, ceph, request);
    expect(headersOf(response)['Access-Control-Allow-Headers']).toBe('x-a,x-b,X-A,x-b');
    expect(trace[0]?.refusedHeaders).toEqual([]);
    expect(evaluateRules(rules, aws, request).allowed).toBe(false);
  });

  it('Ceph refuses an expired presigned URL before it looks at the preflight, and then one that asks for no method', () => {
    const evaluate = (method: string | null, origin: string | null) =>
      evaluateRules(exact, ceph, { ...preflight('GET', [], origin), method, presigned: true });
    for (const { doubts, alternatives } of [evaluate('GET', null), evaluate(null, A), evaluate('PATCH', A)]) {
      expect([doubts, alternatives]).toEqual([
        ['presigned-signature'],
        [{ status: 403, headers: [], code: 'AccessDenied', message: '' }],
      ]);
    }
    expect(evaluate('PATCH', A).refusal).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(evaluateRules(exact, ceph, preflight('PATCH')).refusal?.status).toBe(403);
  });

  it.each([
    ['get', 400, 'Invalid Access-Control-Request-Method: get'],
    ['CONNECT', 400, 'Invalid Access-Control-Request-Method: CONNECT'],
    ['PATCH', 403, 'This CORS request is not allowed'],
  ])('S3 answers to the method %s with %d', (method, status, words) => {
    const { refusal } = evaluateRules(exact, aws, preflight(method));
    expect(refusal?.status).toBe(status);
    expect(refusal?.message).toContain(words);
  });
});
