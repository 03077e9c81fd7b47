import { describe, expect, it } from 'vitest';
import { checkDiagnosedRequest } from '../../src/diagnose/check-diagnosed-request.js';
import { ConfigError } from '../../src/model/errors.js';
import { s3 } from '../../src/stores/s3.js';
import { exampleBucket } from '../support/buckets.js';

const GOOD = { method: 'PUT', key: 'a.bin' };

async function issuesOf(
  request: unknown,
  options: unknown = {},
  bucket: unknown = exampleBucket(s3),
): Promise<[path: string, value: string][]> {
  try {
    await checkDiagnosedRequest(bucket, request, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.issues.map(({ path, value }) => [path, value]);
    throw error;
  }
}

describe('checkDiagnosedRequest', () => {
  it('takes what can be diagnosed', async () => {
    expect(await issuesOf(GOOD)).toEqual([]);
    const odd = [{ allowedOrigins: ['https://a.example/'], allowedMethods: ['get'] }];
    expect(
      await issuesOf(
        { ...GOOD, signing: 'url', headers: { 'content-type': 'a/b' } },
        { rules: odd, timeoutMs: 1 },
      ),
    ).toEqual([]);
  });

  it('lists everything at once', async () => {
    const request = {
      method: 'put',
      key: '',
      signing: 'cookie',
      header: {},
      withCookies: 1,
      sawUpload: 'no',
      hasFailed: null,
    };
    const paths = (
      await issuesOf(request, { timeoutMs: 0, rules: [{ allowedOrigin: 'https://a.example' }] })
    ).map(([path]) => path);
    expect(paths).toEqual([
      'header',
      'method',
      'key',
      'signing',
      'withCookies',
      'sawUpload',
      'hasFailed',
      'rules[0].allowedOrigins',
      'rules[0].allowedMethods',
      'timeoutMs',
    ]);
  });

  it.each(['..', '../other', 'a/../b', './a', 'a/.'])(
    'refuses the key %s, which a browser resolves',
    async (key) => {
      expect(await issuesOf({ ...GOOD, key })).toEqual([['key', JSON.stringify(key)]]);
    },
  );

  it.each([[undefined], [null], ['PUT'], [[]]])('refuses %j as a request, and as options', async (value) => {
    expect(await issuesOf(value)).toHaveLength(1);
    expect(await issuesOf(GOOD, value ?? null)).toHaveLength(1);
  });

  it.each([[undefined], [null], [{}], ['photos']])('refuses %j as a bucket', async (bucket) => {
    expect((await issuesOf(GOOD, {}, bucket ?? null)).map(([path]) => path)).toEqual(['bucket']);
  });

  it.each<readonly [option: string, value: unknown]>([
    ['onStart', 'x'],
    ['onEvidence', 'x'],
    ['signal', {}],
    ['signal', null],
    ['useCredentials', 'yes'],
    ['timeoutMs', Number.POSITIVE_INFINITY],
    ['timeoutMs', 3e9],
    ['rules[0].id', 5],
    ['rules[0].maxAgeSeconds', '600'],
  ])('refuses %s: %j', async (path, value) => {
    const rule = { allowedOrigins: ['*'], allowedMethods: ['PUT'], [path.replace(/^.*\./, '')]: value };
    const options = path.startsWith('rules') ? { rules: [rule] } : { [path]: value };
    expect((await issuesOf(GOOD, options)).map(([seen]) => seen)).toEqual([path]);
  });

  it('looks into a whole configuration too', async () => {
    const rule = { allowedOrigins: ['*'], allowedMethods: ['PUT'], id: 5 };
    expect(
      (await issuesOf(GOOD, { rules: { rules: [rule], responseVary: true } })).map(([seen]) => seen),
    ).toEqual(['rules[0].id']);
    expect((await issuesOf(GOOD, { rules: {} })).map(([seen]) => seen)).toEqual(['rules']);
  });

  it('refuses headers that no browser sends, and shows none of their values', async () => {
    const issues = await issuesOf({
      ...GOOD,
      headers: { 'x y': 'v', 'x-amz-meta-a': '图', 'x-secret': 'hidden\nvalue', n: 1 },
    });
    expect(issues.map(([path]) => path)).toEqual(
      ['["x y"]', '["x-amz-meta-a"]', '["x-secret"]', '["n"]'].map((name) => `headers${name}`),
    );
    expect(JSON.stringify(issues)).not.toContain('hidden');
  });
});
