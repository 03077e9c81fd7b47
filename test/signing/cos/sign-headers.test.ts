import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  it('begins at multiples of five minutes and ends 20 minutes later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 4_000_000_000_000 }), async (milliseconds) => {
        const seconds = Math.floor(milliseconds / 1000);
        const start = seconds - (seconds % 300);
        const subject = { ...SUBJECT, now: new Date(milliseconds) };
        expect(await windowOf(subject)).toBe(`${start};${start + 1200}`);
      }),
    );
  });

  it('ends with the credentials at the latest', async () => {
    const expiration = at(nowSeconds + 600);
    const subject = { ...SUBJECT, credentials: { ...SUBJECT.credentials, expiration } };
    expect(await windowOf(subject)).toBe(`${nowSeconds};${nowSeconds + 600}`);
    const later = { ...SUBJECT.credentials, expiration: at(nowSeconds + 7200) };
    expect(await windowOf({ ...SUBJECT, credentials: later })).toBe(`${nowSeconds};${nowSeconds + 1200}`);
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

  it('is about now where only the start is known', async () => {
    const credentials = { ...SUBJECT.credentials, startTime: at(nowSeconds - 61) };
    expect(await windowOf({ ...SUBJECT, credentials })).toBe(`${nowSeconds};${nowSeconds + 1200}`);
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
