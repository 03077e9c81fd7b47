import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import { signCosHeaders } from '../../../src/signing/cos/sign-headers.js';
import { cosSigner } from '../../../src/signing/cos/signer.js';
import { contextOf, LONG_LIVED, requestOf, SUBJECT, type Subject, signHeaders } from '../subject.js';
import { parametersOf } from './parameters.js';

const HALF_HOUR_SECONDS = 1800;
const nowSeconds = SUBJECT.now.getTime() / 1000;
const at = (seconds: number) => new Date(seconds * 1000);
const windowOf = async (subject: Subject) =>
  parametersOf((await signHeaders(cosSigner, subject)).headers.authorization)['q-sign-time'];

describe('the window of time of a signature in headers', () => {
  it('begins five minutes before a multiple of five minutes and ends 20 minutes after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 300_000, max: 4_000_000_000_000 }), async (milliseconds) => {
        const seconds = Math.floor(milliseconds / 1000);
        const step = seconds - (seconds % 300);
        const subject = { ...SUBJECT, now: new Date(milliseconds) };
        expect(await windowOf(subject)).toBe(`${step - 300};${step + 1200}`);
      }),
    );
  });

  it('ends with the credentials at the latest', async () => {
    const expiration = at(nowSeconds + 600);
    const subject = { ...SUBJECT, credentials: { ...SUBJECT.credentials, expiration } };
    expect(await windowOf(subject)).toBe(`${nowSeconds - 300};${nowSeconds + 600}`);
    const later = { ...SUBJECT.credentials, expiration: at(nowSeconds + 7200) };
    expect(await windowOf({ ...SUBJECT, credentials: later })).toBe(
      `${nowSeconds - 300};${nowSeconds + 1200}`,
    );
  });

  it('is the life of the credentials where their server told it, whatever the clock here says', async () => {
    const credentials = {
      ...SUBJECT.credentials,
      startTime: at(nowSeconds - 61),
      expiration: at(nowSeconds + HALF_HOUR_SECONDS),
    };
    for (const off of [0, -86_400, 86_400]) {
      const subject = { ...SUBJECT, credentials, now: at(nowSeconds + off) };
      expect(await windowOf(subject)).toBe(`${nowSeconds - 61};${nowSeconds + HALF_HOUR_SECONDS}`);
    }
  });

  it('begins with the credentials where only their start is known, and never before', async () => {
    const credentials = { ...SUBJECT.credentials, startTime: at(nowSeconds - 61) };
    expect(await windowOf({ ...SUBJECT, credentials })).toBe(`${nowSeconds - 61};${nowSeconds + 1200}`);
  });

  it.each([1, 10, 29])(
    'has begun for a store behind whose clock the one here is %d s ahead',
    async (ahead) => {
      // At the second in which a step begins here, and as long as it has not begun there.
      for (let late = 0; late < ahead; late += 1) {
        const here = nowSeconds + late;
        const there = here - ahead;
        const [start = Number.NaN, end = Number.NaN] =
          (await windowOf({ ...SUBJECT, now: at(here) }))?.split(';').map(Number) ?? [];
        expect(start).toBeLessThanOrEqual(there);
        expect(end).toBeGreaterThanOrEqual(there);
      }
    },
  );

  it.each([{}, { startSeconds: 5 }, { startSeconds: 1.5, endSeconds: 'later' }, 7, null])(
    'is refused where it is none: %j',
    async (keyTime) => {
      const signing = signHeaders(cosSigner, SUBJECT, { keyTime });
      await expect(signing).rejects.toBeInstanceOf(ConfigError);
      await expect(signing).rejects.toThrow(/keyTime/);
    },
  );

  it('is refused where it ends before it begins', async () => {
    const signing = signHeaders(cosSigner, SUBJECT, { keyTime: { startSeconds: 9, endSeconds: 9 } });
    await expect(signing).rejects.toMatchObject({ issues: [{ path: 'keyTime.endSeconds', value: '9' }] });
  });

  it('counts whole seconds', async () => {
    const credentials = {
      ...SUBJECT.credentials,
      startTime: new Date(SUBJECT.now.getTime() + 999),
      expiration: new Date(SUBJECT.now.getTime() + 60_999),
    };
    expect(await windowOf({ ...SUBJECT, credentials })).toBe(`${nowSeconds};${nowSeconds + 60}`);
  });

  it('may be given', async () => {
    const keyTime = { startSeconds: 1_557_989_753, endSeconds: 1_557_996_953 };
    const { headers } = await signHeaders(cosSigner, SUBJECT, { keyTime });
    expect(parametersOf(headers.authorization)).toMatchObject({
      'q-sign-time': '1557989753;1557996953',
      'q-key-time': '1557989753;1557996953',
    });
  });
});

describe('a signature of COS in headers', () => {
  it('says what it covers, in the order of the vendor’s own', async () => {
    const headers = { 'Content-Type': 'image/png', 'x-cos-acl': 'private' };
    const query = { uploads: '', 'A/b': '1' };
    const signed = await signHeaders(cosSigner, { ...SUBJECT, headers, query, credentials: LONG_LIVED });
    expect(signed.headers.authorization).toMatch(
      /^q-sign-algorithm=sha1&q-ak=AKIDFIXTURE&q-sign-time=\d+;\d+&q-key-time=\d+;\d+&q-header-list=content-type;host;x-cos-acl&q-url-param-list=a%2fb;uploads&q-signature=[0-9a-f]{40}$/,
    );
  });

  it('ties itself to the bucket by its host, unless that is not wanted', async () => {
    const sign = (bucket: string, signHost?: boolean) =>
      signCosHeaders(requestOf({ ...SUBJECT, bucket, credentials: LONG_LIVED }), LONG_LIVED, {
        ...contextOf(SUBJECT),
        ...(signHost === undefined ? {} : { signHost }),
      });
    const free = await sign('photos', false);
    expect(parametersOf(free.headers.authorization)['q-header-list']).toBe('');
    expect(free.trace.signedHeaders).toEqual([]);
    expect((await sign('others', false)).headers.authorization).toBe(free.headers.authorization);
    const tied = await sign('photos');
    expect(parametersOf(tied.headers.authorization)['q-header-list']).toBe('host');
    expect(tied.trace.canonicalRequest).toContain('\nhost=photos.store.example\n');
    expect((await sign('photos', true)).headers.authorization).toBe(tied.headers.authorization);
  });
});
