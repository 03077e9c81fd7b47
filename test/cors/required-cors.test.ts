import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import type { CorsOperation, PageUse } from '../../src/cors/required/cors-operation.js';
import { requiredRequests, signatureNames } from '../../src/cors/required/required-requests.js';
import { requiredCors } from '../../src/cors/required-cors.js';
import { validateCors } from '../../src/cors/validate-cors.js';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { ConfigError } from '../../src/model/errors.js';
import { compileRules } from '../../src/rules/compile-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws } from '../../src/stores/aws.js';
import { ceph } from '../../src/stores/ceph.js';
import { gcs } from '../../src/stores/gcs.js';
import { minio } from '../../src/stores/minio.js';
import { oss } from '../../src/stores/oss.js';
import { r2 } from '../../src/stores/r2.js';
import type { RuledStore } from '../../src/stores/store.js';
import { STORES } from './validate/stores.js';

const ORIGIN = 'https://app.example.com';
const OPERATIONS: readonly CorsOperation[] = [
  ...(['upload', 'multipart-upload', 'abort-upload', 'form-upload'] as const),
  ...(['download', 'head', 'list', 'delete', 'manage-cors'] as const),
];

/** Whether a store can do it at all. */
function isPossible(store: RuledStore, operation: CorsOperation, signing: PageUse['signing']): boolean {
  if (signing === 'form' && operation !== 'form-upload') return false;
  if (operation === 'form-upload') return store.signer.signForm !== undefined;
  if (operation !== 'manage-cors') return true;
  return 'corsCodec' in store && !('withoutCorsApi' in store) && store.corsReadableInPage !== false;
}

const CASES = STORES.flatMap((store) =>
  OPERATIONS.flatMap((operation) =>
    (['headers', 'url', 'form'] as const)
      .filter((signing) => isPossible(store, operation, signing))
      .map((signing) => [store.title, operation, signing, store] as const),
  ),
);

/** Each rule with one value fewer. */
function lessened(rule: CorsRule): CorsRule[] {
  return (['allowedOrigins', 'allowedMethods', 'allowedHeaders'] as const).flatMap((field) =>
    (rule[field] ?? []).map((_value, index) => ({
      ...rule,
      [field]: (rule[field] ?? []).filter((_other, place) => place !== index),
    })),
  );
}

describe.each(CASES)('requiredCors on %s for %s signed by %s', (_title, operation, signing, store) => {
  const use = { store, operations: [operation], signing, headers: { 'x-meta-a': '1' } };
  const requests = requiredRequests(store, use).map((request) => ({ ...request, origin: ORIGIN }));
  const rules = requiredCors({ ...use, origin: ORIGIN });

  it('lets each request pass, and its answer be read', () => {
    const compiled = compileRules(rules, store);
    for (const { origin, method, headers, needsPreflight, exposes } of requests) {
      const preflight = compiled.evaluate({ kind: 'preflight', origin, method, headers });
      const response = compiled.evaluate({ kind: 'actual', origin, method }).response;
      const verdict = checkCors({
        request: { origin, method, unsafeHeaders: headers },
        preflight: needsPreflight ? preflight.response : null,
        response: {
          ...response,
          headers: [...response.headers, ...exposes.map((name) => [name, 'x'] as const)],
        },
      });
      expect(preflight.allowed).toBe(true);
      expect(verdict).toMatchObject({ allowed: true });
      const readable = verdict.allowed === true ? verdict.readableHeaders : [];
      expect(readable).toEqual(expect.arrayContaining(exposes.map((name) => name.toLowerCase())));
    }
  });

  it('refuses one of them with anything less', () => {
    for (const less of lessened(rules[0])) {
      expect(requests.every((request) => isAllowedByRules([less], store, request) === true)).toBe(false);
    }
    const needed = requests.flatMap(({ exposes }) => exposes);
    const { noExposeHeaders, requestIdHeader } = store.corsLimits;
    // Where a rule that exposes nothing may be refused, it exposes what gives nothing away.
    const least = needed.length === 0 && noExposeHeaders !== 'taken' ? [requestIdHeader] : needed;
    expect([...(rules[0].exposeHeaders ?? [])].sort()).toEqual([...new Set(least)].sort());
  });

  it('grants no other origin, method or name', () => {
    for (const request of requests) {
      const others = [
        { ...request, origin: 'https://app.example.com.evil.example' },
        { ...request, origin: 'http://app.example.com' },
        { ...request, headers: [...request.headers, 'x-other'] },
        ...['GET', 'PUT', 'POST', 'DELETE', 'HEAD']
          .filter((method) => !requests.some((one) => one.method === method))
          .map((method) => ({ ...request, method })),
      ];
      for (const other of others) expect(isAllowedByRules(rules, store, other)).toBe(false);
    }
  });

  it('gives a rule that the store takes and in which nothing is wrong', () => {
    const wanted = { ...use, origins: [ORIGIN] };
    const said = validateCors(rules, store, wanted).filter(({ severity }) => severity !== 'hint');
    // No rule helps where a page cannot manage rules, or a whole edition of a store takes none.
    const helpless = ['cors.wanted.unmanageable', 'cors.rules.not-per-bucket'];
    expect(said.filter(({ code }) => !helpless.includes(code))).toEqual([]);
  });
});

describe('the names by which a store signs', () => {
  const context = { now: new Date('2026-01-02T03:04:05Z') };
  const long = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' };
  const cases = STORES.flatMap((store) =>
    [false, true]
      .filter((temporary) => store.signer.takesToken || !temporary)
      .map((temporary) => [store.title, temporary, store] as const),
  );

  it.each(cases)('are those that %s sends, with a token: %s', async (_title, temporary, store) => {
    const credentials = temporary ? { ...long, securityToken: 'token' } : long;
    const host = 'photos.example.com';
    const location = { origin: `https://${host}`, host, bucketPath: '', bucket: 'photos', region: 'r-1' };
    const request = { method: 'PUT', key: 'a', headers: { 'content-type': 'image/png' }, location };
    const { headers } = await store.signer.signHeaders(request, credentials, context);
    const sent = Object.keys(headers).filter((name) => name !== 'content-type');
    expect(sent.sort()).toEqual(signatureNames(store.signer, temporary).sort());
  });
});

describe('requiredCors', () => {
  it('is the least rule of several operations and origins', () => {
    const operations = ['upload', 'download', 'multipart-upload', 'upload'] as const;
    expect(
      requiredCors({ store: aws, operations, signing: 'url', origin: [ORIGIN, 'http://localhost:3000'] }),
    ).toEqual([
      {
        allowedOrigins: ['http://localhost:3000', ORIGIN],
        allowedMethods: ['GET', 'POST', 'PUT'],
        allowedHeaders: ['content-type'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 600,
      },
    ]);
  });

  it('asks for no header that needs no permission', () => {
    const [rule] = requiredCors({
      store: oss,
      operations: ['upload'],
      signing: 'url',
      origin: ORIGIN,
      contentType: 'text/plain',
    });
    expect(rule.allowedHeaders).toBeUndefined();
  });

  it.each([ceph, oss, minio])('has no rule by which a page could manage the rules of $title', (store) => {
    const ask = () => requiredCors({ store, operations: ['manage-cors'], origin: ORIGIN });
    expect(ask).toThrow(ConfigError);
    expect(ask).toThrow(/operations\[0\]: cannot be: /);
  });

  it('leaves the token out where credentials have none', () => {
    const [rule] = requiredCors({ store: aws, operations: ['head'], temporary: false, origin: ORIGIN });
    expect(rule.allowedHeaders).toEqual(['authorization', 'x-amz-content-sha256', 'x-amz-date']);
  });

  it('tells every option that cannot be right, at once', () => {
    const operations = ['form-upload', 'manage-cors', 'copy'] as never;
    // Of a store without codec it is not known what goes with a CORS document.
    const { corsCodec: _, ...bare } = r2;
    const options = { store: bare, operations, origin: ['*', 'app.example.com'], maxAgeSeconds: -1 };
    const issues = [
      options,
      { ...options, store: gcs, temporary: true, signing: 'cookie' as never, operations: [] },
    ].map((one) => {
      try {
        requiredCors(one);
        return [];
      } catch (error) {
        return (error as ConfigError).issues.map(({ path }) => path);
      }
    });
    expect(issues).toEqual([
      ['origin', 'origin', 'operations[0]', 'operations[2]', 'operations[1]', 'maxAgeSeconds'],
      ['origin', 'origin', 'operations', 'signing', 'temporary', 'maxAgeSeconds'],
    ]);
    expect(() => requiredCors(options)).toThrow(ConfigError);
  });

  it('is allowed by the evaluator for any set of operations together', () => {
    const some = fc.subarray(
      OPERATIONS.filter((one) => one !== 'manage-cors' && one !== 'form-upload'),
      { minLength: 1 },
    );
    const name = fc.constantFrom(...STORES.map(({ title }) => title));
    fc.assert(
      fc.property(
        some,
        name,
        fc.constantFrom('headers', 'url'),
        fc.boolean(),
        (operations, title, signing, ranges) => {
          const store = STORES.find((one) => one.title === title) ?? aws;
          const rules = requiredCors({ store, operations, signing, ranges, origin: ORIGIN });
          for (const { method, headers } of requiredRequests(store, { operations, signing, ranges })) {
            const asked = { kind: 'preflight', origin: ORIGIN, method, headers } as const;
            expect(evaluateRules(rules, store, asked).allowed).toBe(true);
          }
        },
      ),
    );
  });
});
