import { describe, expect, it } from 'vitest';
import type { FormFields } from '../../../../src/node/local-bucket/authentication.js';
import {
  type AllowedLength,
  checkConditions,
} from '../../../../src/node/local-bucket/form/check-conditions.js';
import { readPolicy } from '../../../../src/node/local-bucket/form/read-policy.js';

const NOW = new Date('2026-05-24T10:00:00Z');
const FIELDS = { bucket: 'photos', key: 'a/b', 'content-type': 'image/png' };

describe('a policy', () => {
  it.each([
    [[{ bucket: 'photos' }, { KEY: 'a/b' }], null],
    [[['eq', '$key', 'a/b']], null],
    [[['EQ', '$Key', 'a/c']], 'policy-failed'],
    [[['starts-with', '$key', 'a/']], null],
    [[['starts-with', '$key', '']], null],
    [[['starts-with', '$key', 'b']], 'policy-failed'],
    [[['in', '$content-type', ['image/png', 'image/gif']]], null],
    [[['in', '$content-type', ['image/gif']]], 'policy-failed'],
    [[['not-in', '$content-type', ['image/gif']]], null],
    [[['not-in', '$content-type', ['image/png']]], 'policy-failed'],
    [[{ acl: 'private' }], 'policy-failed'],
    [[['eq', '$key']], 'invalid-policy'],
    [[['matches', '$key', 'x']], 'invalid-policy'],
    [[['in', '$key', 'x']], 'invalid-policy'],
    [[['content-length-range', 5, 1]], 'invalid-policy'],
    [[['content-length-range', -1, 1]], 'invalid-policy'],
    ['none', 'invalid-policy'],
  ])('with %j: %s', (conditions, code) => {
    expect(codeOf(() => check({ conditions }))).toBe(code);
  });

  it('bounds the file by all its ranges together', () => {
    const conditions = [
      ['content-length-range', 1, 10],
      ['content-length-range', '2', '20'],
    ];
    expect(check({ conditions })).toEqual({ minBytes: 2, maxBytes: 10 });
  });

  it('ends', () => {
    expect(codeOf(() => check({ expiration: '2026-05-24T10:00:00.001Z' }))).toBeNull();
    expect(codeOf(() => check({ expiration: '2026-05-24T10:00:00Z' }))).toBe('policy-expired');
    expect(codeOf(() => check({ expiration: 'soon' }))).toBe('invalid-policy');
    expect(codeOf(() => readPolicy('{'))).toBe('invalid-policy');
  });

  it('must speak of each field, where the store wants that', () => {
    const mustBeCovered = (field: string) => field !== 'key';
    expect(codeOf(() => check({}, mustBeCovered))).toBe('policy-failed');
    expect(
      codeOf(() => check({ conditions: [['starts-with', '$content-type', '']] }, mustBeCovered)),
    ).toBeNull();
  });

  it('tells no token', () => {
    const conditions = [{ 'x-amz-security-token': 'half of a credential' }];
    expect(() => check({ conditions })).toThrowError(
      expect.objectContaining({ facts: { message: expect.not.stringContaining('half') } }),
    );
  });
});

function check(
  policy: { conditions?: unknown; expiration?: string },
  mustBeCovered: (field: string) => boolean = () => false,
): AllowedLength {
  const json = JSON.stringify({ expiration: '2027-01-01T00:00:00Z', conditions: [], ...policy });
  const caller = { accessKeyId: '', secretAccessKey: '', session: null };
  const fields: FormFields = new Map(Object.entries(FIELDS));
  return checkConditions({ caller, ...readPolicy(json), mustBeCovered }, fields, NOW);
}

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
