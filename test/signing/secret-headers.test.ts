import { describe, expect, it } from 'vitest';
import { hideSecretHeaders, isSecretHeader, shownHeader } from '../../src/signing/secret-headers.js';

const SECRET = [
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-amz-server-side-encryption-customer-key',
  'x-amz-copy-source-server-side-encryption-customer-key',
  'x-cos-server-side-encryption-customer-key',
  'x-cos-copy-source-server-side-encryption-customer-key',
  'x-oss-server-side-encryption-customer-key',
  'x-oss-copy-source-server-side-encryption-customer-key',
  'x-qs-encryption-customer-key',
  'x-qs-copy-source-encryption-customer-key',
];
const OPEN = [
  'content-type',
  'x-authorization',
  'x-amz-date',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-server-side-encryption-customer-key-md5',
  'x-oss-meta-x-oss-server-side-encryption-customer-key',
];
const TOKENS = [
  'x-amz-security-token',
  'x-ci-security-token',
  'x-cos-security-token',
  'x-oss-security-token',
];

describe('headers that hold a key', () => {
  it.each(SECRET)('%s does', (name) => {
    expect(isSecretHeader(name)).toBe(true);
    expect(isSecretHeader(` ${name.toUpperCase()}\t`)).toBe(true);
    expect(shownHeader(name, 'abc')).toBe('<secret>');
  });

  it.each(OPEN)('%s does not', (name) => {
    expect(isSecretHeader(name)).toBe(false);
    expect(shownHeader(name, 'abc')).toBe('abc');
  });

  it.each(TOKENS)('%s shows as the token', (name) => {
    expect(shownHeader(name, 'abc')).toBe('<security token>');
  });

  it('are hidden among others, their names as they were', () => {
    const given = { Authorization: 'abc', 'Content-Type': 'image/png', 'X-Amz-Date': 'today' };
    const hidden = hideSecretHeaders(given);
    expect(hidden).toEqual({ ...given, Authorization: '<secret>' });
    expect(given.Authorization).toBe('abc');
  });
});
