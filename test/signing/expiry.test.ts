import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/errors.js';
import type { SignedForm, SignedUrl } from '../../src/signing/signer.js';
import { SCHEMES } from './schemes.js';
import { SUBJECT, type Subject, signForm, signUrl } from './subject.js';

const nowSeconds = SUBJECT.now.getTime() / 1000;

/** When each URL says that it ends, in Unix seconds, read as its store reads it. */
const END_IN_URL: Readonly<Record<string, (query: URLSearchParams) => number>> = {
  'aws-v4': (query) => nowSeconds + Number(query.get('X-Amz-Expires')),
  'oss-v4': (query) => nowSeconds + Number(query.get('x-oss-expires')),
  'oss-v1': (query) => Number(query.get('Expires')),
  cos: (query) => Number(query.get('q-sign-time')?.split(';')[1]),
  qingstor: (query) => Number(query.get('expires')),
};

/** What works for a time. A policy of QingStor has no end. */
const EXPIRING = SCHEMES.flatMap(({ title, signer, maxSeconds }) => {
  type Sign = (subject: Subject) => Promise<SignedUrl | SignedForm>;
  const url = { title: `${title} url`, maxSeconds, sign: ((subject) => signUrl(signer, subject)) as Sign };
  const form = {
    title: `${title} form`,
    maxSeconds: Number.POSITIVE_INFINITY,
    sign: ((subject) => signForm(signer, subject)) as Sign,
  };
  return title === 'qingstor' ? [url] : [url, form];
});

async function issuesOf(signing: Promise<unknown>): Promise<ConfigError['issues']> {
  const error = await signing.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).issues;
}

describe.each(EXPIRING)('the life of $title', ({ sign, maxSeconds }) => {
  it.each([1, 604_800])('may be %d seconds', async (expiresInSeconds) => {
    const { expiresAt } = await sign({ ...SUBJECT, expiresInSeconds });
    expect(expiresAt).toEqual(new Date((nowSeconds + expiresInSeconds) * 1000));
  });

  it('is limited where the scheme limits it', async () => {
    const signing = sign({ ...SUBJECT, expiresInSeconds: 604_801 });
    if (maxSeconds < 604_801) {
      const [issue] = await issuesOf(signing);
      expect(issue).toMatchObject({ code: 'limit', path: 'expiresInSeconds', value: '604801' });
      expect(issue?.message).toContain('from 1 to 604800 (7 days)');
    } else {
      expect((await signing).expiresAt).toEqual(new Date((nowSeconds + 604_801) * 1000));
    }
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '60' as unknown as number])(
    'may not be %s',
    async (expiresInSeconds) => {
      const issues = await issuesOf(sign({ ...SUBJECT, expiresInSeconds }));
      expect(issues).toMatchObject([{ code: 'limit', path: 'expiresInSeconds' }]);
    },
  );

  it('ends by itself or with the credentials, whichever is first', async () => {
    const life = fc.integer({ min: 1, max: 604_800 });
    await fc.assert(
      fc.asyncProperty(life, life, async (expiresInSeconds, leftSeconds) => {
        const expiration = new Date((nowSeconds + leftSeconds) * 1000);
        const credentials = { ...SUBJECT.credentials, expiration };
        const { expiresAt } = await sign({ ...SUBJECT, credentials, expiresInSeconds });
        const end = nowSeconds + Math.min(expiresInSeconds, leftSeconds);
        expect(expiresAt).toEqual(new Date(end * 1000));
      }),
    );
  });
});

describe.each(SCHEMES)('the URL of $title', ({ title, signer }) => {
  it('says itself when it ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 604_800 }), async (expiresInSeconds) => {
        const { url } = await signUrl(signer, { ...SUBJECT, expiresInSeconds });
        expect(END_IN_URL[title]?.(new URL(url).searchParams)).toBe(nowSeconds + expiresInSeconds);
      }),
    );
  });
});
