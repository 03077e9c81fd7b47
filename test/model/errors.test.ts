import { describe, expect, it, vi } from 'vitest';
import * as errors from '../../src/model/errors.js';

type Errors = typeof errors;

/** One error of each class, as one copy of the SDK makes them. */
function oneOfEach(from: Errors): readonly (readonly [name: string, code: string, error: Error])[] {
  const request = { method: 'PUT', url: 'https://s3.example/photos/a.txt' };
  const attempt = { method: 'PUT', key: 'a.txt' };
  const answer = { kind: 'denied', serviceCode: 'AccessDenied', serviceMessage: 'Access Denied' } as const;
  const none = { rules: [] };
  const change = { expected: none, found: none, diff: '', seen: 'before' } as const;
  return [
    ['CorsChangedError', 'ERR_CHANGED', new from.CorsChangedError('No', change)],
    ['ConfigError', 'ERR_CONFIG', new from.ConfigError('No', [])],
    ['CredentialsError', 'ERR_CREDENTIALS', new from.CredentialsError('No', [])],
    ['HttpError', 'ERR_HTTP', new from.HttpError(request, 403, answer)],
    ['NetworkError', 'ERR_NETWORK', new from.NetworkError(request, attempt)],
    ['ParseError', 'ERR_PARSE', new from.ParseError('No')],
    ['SignerError', 'ERR_SIGNER', new from.SignerError('No')],
    ['UnsupportedError', 'ERR_UNSUPPORTED', new from.UnsupportedError('No')],
  ];
}

// A second copy on the page: the same modules, loaded once more.
vi.resetModules();
const copy: Errors = await import('../../src/model/errors.js');

describe('isBucketPreflightError', () => {
  it.each(oneOfEach(errors))('knows %s of this copy', (name, code, error) => {
    expect(errors.isBucketPreflightError(error)).toBe(true);
    expect(error).toBeInstanceOf(errors.BucketPreflightError);
    expect(error).toMatchObject({ name, code });
  });

  it.each(oneOfEach(copy))('knows %s of another copy', (_, code, error) => {
    expect(error).not.toBeInstanceOf(errors.BucketPreflightError);
    expect(errors.isBucketPreflightError(error)).toBe(true);
    expect(error).toMatchObject({ code });
  });

  it.each([
    undefined,
    null,
    'ERR_HTTP',
    403,
    new Error('x'),
    { code: 'ERR_HTTP' },
    { 'bucket-preflight.error': true },
    new DOMException('x', 'AbortError'),
    () => true,
  ])('knows %s to be none', (value) => {
    expect(errors.isBucketPreflightError(value)).toBe(false);
  });

  it('leaves no mark in what loggers print', () => {
    const error = new errors.ParseError('No');
    expect(Object.keys(error).sort()).toEqual(['code', 'issues', 'name']);
    expect(JSON.stringify(error)).not.toContain('bucket-preflight');
  });
});

describe('messages', () => {
  const request = { method: 'PUT', url: 'https://s3.example/photos/a.txt' };

  it('list every issue with path, advice and value', () => {
    const issues = [
      { code: 'missing', path: 'region', value: 'absent', message: 'is needed' },
      { code: 'invalid', path: 'endpoint', value: '"x"', message: 'must be a URL' },
    ] as const;
    expect(new errors.ConfigError('The options cannot be used', issues).message).toBe(
      'The options cannot be used:\n  region: is needed (seen: absent)\n  endpoint: must be a URL (seen: "x")',
    );
    expect(new errors.CredentialsError('The function failed', []).message).toBe('The function failed');
  });

  it.each([
    [
      { serviceCode: 'AccessDenied', serviceMessage: 'Access Denied' },
      '[PUT] "https://s3.example/photos/a.txt": 403 AccessDenied: Access Denied',
    ],
    [
      { serviceCode: 'NoSuchKey', serviceMessage: '' },
      '[PUT] "https://s3.example/photos/a.txt": 403 NoSuchKey',
    ],
    [{ serviceCode: '', serviceMessage: '' }, '[PUT] "https://s3.example/photos/a.txt": 403'],
    [
      { serviceCode: 'X', serviceMessage: '', expectedRegion: 'eu-west-1' },
      '[PUT] "https://s3.example/photos/a.txt": 403 X (the bucket is in region "eu-west-1")',
    ],
  ])('say what the store said: %j', (answer, message) => {
    expect(new errors.HttpError(request, 403, { kind: 'other', ...answer }).message).toBe(message);
  });

  it('say why no answer could be read, where that is known', () => {
    const attempt = { method: 'PUT', key: 'a.txt' };
    const cause = new Error('x');
    const unknown = new errors.NetworkError(request, attempt, { cause });
    expect(unknown.message).toMatch(
      /^\[PUT\] "https:\/\/s3\.example\/photos\/a\.txt": no answer could be read/,
    );
    expect(unknown.cause).toBe(cause);
    const known = new errors.NetworkError(request, attempt, { why: 'it was the weather' });
    expect(known.message).toBe('[PUT] "https://s3.example/photos/a.txt": it was the weather');
    expect(Object.hasOwn(known, 'cause')).toBe(false);
  });
});
