import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startTestBucket, type TestBucket } from '../support/local-bucket.js';
import { element } from '../support/send.js';

const KEYS = ['a', 'a/1', 'a/2', 'a/b/3', 'b/1', 'c', 'd e+%'];

describe('a listing of keys', () => {
  it.each([
    ['', ['a', 'a/1', 'a/2', 'a/b/3', 'b/1', 'c', 'd e+%'], []],
    ['?prefix=a/', ['a/1', 'a/2', 'a/b/3'], []],
    ['?delimiter=/', ['a', 'c', 'd e+%'], ['a/', 'b/']],
    ['?delimiter=/&prefix=a/', ['a/1', 'a/2'], ['a/b/']],
    ['?marker=a/2', ['a/b/3', 'b/1', 'c', 'd e+%'], []],
    ['?marker=a/2&delimiter=/', ['c', 'd e+%'], ['a/', 'b/']],
    ['?marker=a/&delimiter=/', ['c', 'd e+%'], ['b/']],
    ['?list-type=2&start-after=b', ['b/1', 'c', 'd e+%'], []],
    ['?list-type=2&max-keys=0', [], []],
    ['?prefix=x', [], []],
  ])('%s', async (query, keys, prefixes) => {
    const bucket = await filled();
    const { text } = await bucket.signed('GET', `/photos${query}`);
    expect(all(text, 'Key')).toEqual(keys);
    expect(all(text.replace(/<Prefix>[^<]*<\/Prefix>/, ''), 'Prefix')).toEqual(prefixes);
    expect(element(text, 'IsTruncated')).toBe('false');
  });

  it('encodes keys when it is asked to', async () => {
    const bucket = await filled();
    const { text } = await bucket.signed('GET', '/photos?encoding-type=url&prefix=d');
    expect([all(text, 'Key'), element(text, 'EncodingType')]).toEqual([['d%20e%2B%25'], 'url']);
  });

  it.each(['?max-keys=x', '?max-keys=-1', '?list-type=2&continuation-token=!'])(
    'refuses %s',
    async (query) => {
      const bucket = await filled();
      expect((await bucket.signed('GET', `/photos${query}`)).code).toBe('InvalidArgument');
    },
  );

  it('says the same in pages of any size, in both versions', async () => {
    const bucket = await filled();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('', '/'),
        fc.constantFrom(1, 2),
        async (size, delimiter, version) => {
          const whole = await bucket.signed('GET', `/photos?delimiter=${delimiter}`);
          const told: string[] = [];
          let from = '';
          for (;;) {
            const type = version === 2 ? '&list-type=2' : '';
            const { text } = await bucket.signed(
              'GET',
              `/photos?delimiter=${delimiter}&max-keys=${size}${type}${from}`,
            );
            const page = [...all(text, 'Key'), ...all(text.replace(/<Prefix>[^<]*<\/Prefix>/, ''), 'Prefix')];
            expect(page.length).toBeLessThanOrEqual(size);
            told.push(...page);
            if (element(text, 'IsTruncated') === 'false') break;
            from =
              version === 2
                ? `&continuation-token=${element(text, 'NextContinuationToken')}`
                : `&marker=${encodeURIComponent(element(text, 'NextMarker') ?? '')}`;
          }
          const rest = whole.text.replace(/<Prefix>[^<]*<\/Prefix>/, '');
          expect(told.sort()).toEqual([...all(whole.text, 'Key'), ...all(rest, 'Prefix')].sort());
        },
      ),
      { numRuns: 20 },
    );
  });
});

async function filled(): Promise<TestBucket> {
  const bucket = await startTestBucket();
  for (const key of KEYS) await bucket.signed('PUT', `/photos/${encodeURIComponent(key)}`, { body: key });
  return bucket;
}

function all(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}
