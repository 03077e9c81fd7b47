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
    expect([allowed, doubts, response.status]).toEqual([null, ['origin-case'], 403]);
    // If capitals do not count, with credentials or without.
    expect(alternatives.map((answer) => headersOf(answer)['Access-Control-Allow-Origin'])).toEqual([A, A]);
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
    for (const request of [preflight('PUT', [], null), { ...preflight('PUT'), method: null }])
      expect(evaluateRules(rules, oss, request).refusal).toEqual({
        status: 400,
        headers: [],
        code: 'BadRequest',
        message: 'Insufficient information. Origin request header needed.',
        unknown: ['status', 'body'],
      });
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
    expect(evaluateRules(exact, oss, request).allowed).toBe(true);
  });

  it.each([
    ['S3', aws],
    ['B2', b2],
    ['Google Cloud Storage', gcs],
    ['Wasabi', wasabi],
    ['MinIO', minio],
    ['QingStor', qingstor],
  ])('of %s it is not known whether it checks that signature', (_, store) => {
    const request = { ...preflight('GET', ['x-a']), presigned: true };
    const { allowed, doubts, alternatives } = evaluateRules(exact, store, request);
    expect([allowed, doubts]).toEqual([null, ['presigned-signature']]);
    expect(alternatives.at(-1)).toMatchObject({ headers: [], unknown: ['status', 'body'] });
    expect(evaluateRules(exact, store, { ...request, presigned: false }).allowed).toBe(true);
    expect(evaluateRules(exact, store, { ...request, method: 'DELETE' }).allowed).toBe(false);
  });

  it('of S3, OSS and COS it is not known what a star and another origin of one rule answer together', () => {
    const origins = (store: RuledStore, allowedOrigins: string[]) => {
      const { response, alternatives } = evaluateRules(
        [rule(allowedOrigins, ['GET'])],
        store,
        preflight('GET'),
      );
      const all = [response, ...alternatives].map(
        (answer) => headersOf(answer)['Access-Control-Allow-Origin'],
      );
      return [...new Set(all)];
    };
    for (const store of [aws, oss, cos]) {
      expect(origins(store, [A, '*'])).toEqual(['*', A]);
      expect(origins(store, ['*', 'https://*.example'])).toEqual(['*', A]);
      expect(origins(store, ['*', 'https://b.example'])).toEqual(['*']);
      expect(origins(store, [A, 'https://*.example'])).toEqual([A]);
    }
    expect(origins(ceph, [A, '*'])).toEqual([A]);
    // Nor what QingStor answers to a star within an origin.
    expect(origins(qingstor, ['https://*.example'])).toEqual([A, '*']);
    expect(origins(qingstor, [A])).toEqual([A]);
  });

  it.each([
    ['QingStor', qingstor],
    ['Google Cloud Storage', gcs],
  ])('of %s it is not known how a star for all methods is answered', (_, store) => {
    const { response, alternatives } = evaluateRules([rule([A], ['*'])], store, preflight('PUT'));
    const methods = [response, ...alternatives].map((one) => headersOf(one)['Access-Control-Allow-Methods']);
    expect(new Set(methods)).toEqual(new Set(['*', 'PUT']));
  });

  it('of QingStor it is not known whether it asks a second rule for the origin', () => {
    const rules = [rule([A], ['GET']), rule([A], ['PUT'])];
    expect(evaluateRules(rules, qingstor, preflight('PUT'))).toMatchObject({
      allowed: null,
      doubts: ['rule-selection'],
      decidingRule: 1,
    });
    expect(evaluateRules(rules, qingstor, preflight('GET'))).toMatchObject({ allowed: true, doubts: [] });
    expect(evaluateRules(rules, qingstor, preflight('DELETE'))).toMatchObject({ allowed: false, doubts: [] });
  });

  it('two unknown things count together, though neither decides alone', () => {
    const rules = [rule(['https://A.example'], ['PUT'], { allowedHeaders: ['x-cos-*'] })];
    const { allowed, doubts, trace, nearest } = evaluateRules(rules, cos, preflight('PUT', ['x-cos-acl']));
    expect([allowed, doubts]).toEqual([null, ['origin-case', 'header-wildcard']]);
    expect(trace[0]).toMatchObject({
      originMatches: null,
      originPattern: 'https://A.example',
      refusedHeaders: [],
      doubtfulHeaders: [{ name: 'x-cos-acl', pattern: 'x-cos-*' }],
      matches: null,
    });
    expect(nearest).toEqual([0]);
  });

  it('a rule in doubt is nearer than one that refuses, and further than one that matches', () => {
    const rules = [
      rule(['https://b.example'], ['PUT']),
      rule([A], ['GET']),
      rule(['https://A.example'], ['PUT']),
      rule([A], ['PUT']),
    ];
    expect(evaluateRules(rules, oss, preflight('PUT')).nearest).toEqual([3, 2, 1, 0]);
  });

  it('rules that may be read as either give both their answers, where both allow', () => {
    const rules = [rule(['https://A.example'], ['GET'], { exposeHeaders: ['ETag'] }), rule(['*'], ['GET'])];
    const { allowed, doubts, response, alternatives } = evaluateRules(rules, cos, preflight('GET'));
    expect([allowed, doubts]).toEqual([true, ['origin-case']]);
    const told = [response, ...alternatives].map((answer) => {
      const { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed } =
        headersOf(answer);
      return [origin, exposed];
    });
    expect(told).toEqual([
      ['*', undefined],
      [A, 'ETag'],
    ]);
  });

  it('Google Cloud Storage lets pages read what they may send, and send what they may read', () => {
    const rules = [rule([A], ['PUT'], { allowedHeaders: ['x-a'], exposeHeaders: ['x-b'] })];
    const { allowed, response } = evaluateRules(rules, gcs, preflight('PUT', ['x-b']));
    expect(allowed).toBe(true);
    expect(headersOf(response)).toMatchObject({
      'Access-Control-Allow-Headers': 'x-a,x-b',
      'Access-Control-Expose-Headers': 'x-a, x-b',
    });
    expect(evaluateRules(rules, aws, preflight('PUT', ['x-b'])).allowed).toBe(false);
  });

  it.each([
    ['MinIO', minio],
    ['Wasabi', wasabi],
  ])('of %s without rules it is not known what it does with other methods', (_, store) => {
    const { allowed, doubts, response, alternatives } = evaluateRules([], store, preflight('PATCH'));
    expect([allowed, doubts]).toEqual([null, ['default-rules']]);
    expect(headersOf(response)['Access-Control-Allow-Methods']).toContain('PATCH');
    expect(alternatives.at(-1)?.headers).toEqual([]);
  });

  it('of MinIO it is known that a preflight succeeds, and not by which status', () => {
    const { response, alternatives } = evaluateRules([], minio, preflight('PUT'));
    expect([response, ...alternatives].map(({ status, unknown }) => [status, unknown])).toEqual([
      [200, ['access-control-max-age', 'vary']],
      [204, ['access-control-max-age', 'vary']],
    ]);
  });

  it.each([
    ['MinIO', minio],
    ['Wasabi', wasabi],
    ['Spaces', spaces],
    ['B2', b2],
    ['R2', r2],
  ])('of %s it is not known with what it refuses', (_, store) => {
    const { refusal } = evaluateRules(exact, store, preflight('DELETE'));
    expect(refusal).toMatchObject({ headers: [], unknown: ['status', 'body'] });
  });

  it.each([
    ['R2', r2],
    ['B2', b2],
    ['Wasabi', wasabi],
    ['Google Cloud Storage', gcs],
  ])('of %s the life of a preflight without one, and Vary, are not known', (_, store) => {
    const { response } = evaluateRules([rule([A], ['GET'])], store, preflight('GET'));
    expect(response.unknown).toEqual(['access-control-max-age', 'vary']);
  });

  it('of R2 it is not known what a star within a header name does', () => {
    const rules = [rule([A], ['GET'], { allowedHeaders: ['x-amz-*'] })];
    expect(evaluateRules(rules, r2, preflight('GET', ['x-amz-date'])).doubts).toEqual(['header-wildcard']);
  });

  it('S3 names method and resource in its refusals, and does not say how it refuses one without a method', () => {
    const members = (rules: readonly CorsRule[], more: object) =>
      evaluateRules(rules, aws, { ...preflight('DELETE'), ...more }).refusal?.members;
    expect(members(exact, { resource: 'object' })).toEqual({ Method: 'DELETE', ResourceType: 'OBJECT' });
    expect(members(exact, {})).toEqual({ Method: 'DELETE' });
    expect(members([], { method: null })).toEqual({ Method: 'OPTIONS', ResourceType: 'BUCKET' });
    expect(members([], { origin: null })).toEqual({});
    const { refusal } = evaluateRules(exact, aws, { ...preflight('GET'), method: null });
    expect(refusal).toMatchObject({ status: 400, code: 'BadRequest', unknown: ['status', 'body'] });
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
