import { beforeAll, describe, expect, it } from 'vitest';
import { issueWords } from '../../demo/issue-words.js';
import { setLanguage } from '../../demo/texts.js';

beforeAll(() => setLanguage('en'));

describe('issueWords', () => {
  it.each([
    ['region', 'must be a region', 'Region: must be a region'],
    ['credentials.Expiration', 'is in the past', 'Region: Expiration is in the past'],
    [
      'rules[0].allowedOrigins[1]',
      'may hold one "*" only',
      'Region: Rule 1 allowedOrigins[1] may hold one "*" only',
    ],
  ])('%s', (path, message, words) => {
    expect(issueWords('Region', { code: 'invalid', path, value: '', message })).toBe(words);
  });
});
