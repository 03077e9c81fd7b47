import { describe, expect, it } from 'vitest';
import { SUITE } from './cases.js';
import { findDifferences, judgeDifferences } from './compare.js';

const theirs = new Map([['a / 1 GET /x', { status: '200', etag: '"1"' }]]);
const ours = new Map([['a / 1 GET /x', { status: '404', etag: '"1"', code: 'NoSuchKey' }]]);
const known = [{ steps: 'a / ', fields: { status: ['200', '404'] as const }, reason: 'because' }];

describe('judgeDifferences', () => {
  it('tells listed from unlisted differences, field by field', () => {
    const found = findDifferences(theirs, ours);
    const { listed, unlisted, stale } = judgeDifferences(found, known);
    expect(listed).toEqual([{ difference: found[0], reason: 'because' }]);
    expect(unlisted).toEqual([{ step: 'a / 1 GET /x', field: 'code', theirs: undefined, ours: 'NoSuchKey' }]);
    expect(stale).toEqual([]);
  });

  it('tells what is listed, but differs no longer or otherwise', () => {
    expect(judgeDifferences([], known).stale).toEqual(['a / : status']);
    const otherwise = findDifferences(theirs, new Map([['a / 1 GET /x', { status: '403', etag: '"1"' }]]));
    const { unlisted, stale } = judgeDifferences(otherwise, known);
    expect([unlisted.length, stale.length]).toEqual([1, 1]);
  });
});

describe('the suite', () => {
  it('says each name once', () => {
    const names = SUITE.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
