import { describe, expect, it } from 'vitest';
import { unknownOptions } from '../../src/model/unknown-options.js';

const KNOWN = ['store', 'region', 'credentials'];

describe('unknownOptions', () => {
  it.each([
    ['regoin', 'region'],
    ['Region', 'region'],
    ['regio', 'region'],
    ['regions', 'region'],
    ['credential', 'credentials'],
  ])('takes %s for %s', (key, meant) => {
    expect(unknownOptions({ [key]: 1 }, KNOWN)).toMatchObject([
      { code: 'unknown', path: key, message: `is not an option: did you mean "${meant}"?` },
    ]);
  });

  it('lists the options when none is near', () => {
    expect(unknownOptions({ bucketName: 1 }, KNOWN)[0]?.message).toBe(
      'is not an option: the options are store, region, credentials',
    );
  });

  it('shows the kind of a value and not the value', () => {
    expect(unknownOptions({ secret: 'abc', key: undefined }, KNOWN).map(({ value }) => value)).toEqual([
      'string, not shown',
      'undefined, not shown',
    ]);
  });

  it('has nothing to say of options that are known', () => {
    expect(unknownOptions({ region: 1, store: 2 }, KNOWN)).toEqual([]);
  });
});
