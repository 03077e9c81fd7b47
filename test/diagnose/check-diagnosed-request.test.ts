import { describe, expect, it } from 'vitest';
import { checkDiagnosedRequest } from '../../src/diagnose/check-diagnosed-request.js';
import { ConfigError } from '../../src/model/errors.js';

const GOOD = { method: 'PUT', key: 'a.bin' };

function issuesOf(request: unknown, options: unknown = {}): [path: string, value: string][] {
  try {
    checkDiagnosedRequest(request, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.issues.map(({ path, value }) => [path, value]);
    throw error;
  }
}

describe('checkDiagnosedRequest', () => {
  it('takes what can be diagnosed', () => {
    expect(issuesOf(GOOD)).toEqual([]);
    const odd = [{ allowedOrigins: ['https://a.example/'], allowedMethods: ['get'] }];
    expect(
      issuesOf({ ...GOOD, signing: 'url', headers: { 'content-type': 'a/b' } }, { rules: odd, timeoutMs: 1 }),
    ).toEqual([]);
  });

  it('lists everything at once', () => {
    const request = { method: 'put', key: '', signing: 'cookie', header: {} };
    const paths = issuesOf(request, { timeoutMs: 0, rules: [{ allowedOrigin: 'https://a.example' }] }).map(
      ([path]) => path,
    );
    expect(paths).toEqual([
      'header',
      'method',
      'key',
      'signing',
      'rules[0].allowedOrigins',
      'rules[0].allowedMethods',
      'timeoutMs',
    ]);
  });

  it.each(['..', '../other', 'a/../b', './a', 'a/.'])(
    'refuses the key %s, which a browser resolves',
    (key) => {
      expect(issuesOf({ ...GOOD, key })).toEqual([['key', JSON.stringify(key)]]);
    },
  );

  it.each([[undefined], [null], ['PUT'], [[]]])('refuses %j as a request, and as options', (value) => {
    expect(issuesOf(value)).toHaveLength(1);
    expect(issuesOf(GOOD, value ?? null)).toHaveLength(1);
  });

  it('refuses headers that no browser sends, and shows none of their values', () => {
    const issues = issuesOf({
      ...GOOD,
      headers: { 'x y': 'v', 'x-amz-meta-a': '图', 'x-secret': 'hidden\nvalue', n: 1 },
    });
    expect(issues.map(([path]) => path)).toEqual(
      ['["x y"]', '["x-amz-meta-a"]', '["x-secret"]', '["n"]'].map((name) => `headers${name}`),
    );
    expect(JSON.stringify(issues)).not.toContain('hidden');
  });
});
