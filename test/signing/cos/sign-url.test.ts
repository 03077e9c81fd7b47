import { describe, expect, it } from 'vitest';
import { cosSigner } from '../../../src/signing/cos/signer.js';
import { SUBJECT, type Subject, signForm, signUrl } from '../subject.js';
import { parametersOf } from './parameters.js';

const nowSeconds = SUBJECT.now.getTime() / 1000;
const at = (seconds: number) => new Date(seconds * 1000);
const windowOf = async (subject: Subject) => {
  const { searchParams } = new URL((await signUrl(cosSigner, subject)).url);
  expect(searchParams.get('q-key-time')).toBe(searchParams.get('q-sign-time'));
  return searchParams.get('q-key-time');
};

describe('a URL of COS', () => {
  it('may carry the signature in one parameter', async () => {
    const subject = {
      ...SUBJECT,
      query: { 'response-content-type': 'a b' },
      headers: { range: 'bytes=0-1' },
    };
    const apart = new URL((await signUrl(cosSigner, subject)).url);
    const merged = await signUrl(cosSigner, subject, { merged: true });
    const sent = new URL(merged.url);
    expect(sent.href).toBe(merged.url);
    expect([...sent.searchParams.keys()]).toEqual(['response-content-type', 'x-cos-security-token', 'sign']);
    const own = [...apart.searchParams].filter(([name]) => name.startsWith('q-'));
    expect(parametersOf(sent.searchParams.get('sign'))).toEqual(Object.fromEntries(own));
    expect(own).toHaveLength(7);
  });

  it('has its signature after a question mark where it has no other parameter', async () => {
    const { accessKeyId, secretAccessKey } = SUBJECT.credentials;
    const subject = { ...SUBJECT, credentials: { accessKeyId, secretAccessKey } };
    const start = 'https://photos.store.example/dir/cat.png?';
    expect((await signUrl(cosSigner, subject)).url.startsWith(`${start}q-sign-algorithm=sha1&`)).toBe(true);
    const { url } = await signUrl(cosSigner, subject, { merged: true });
    expect(url.startsWith(`${start}sign=q-sign-algorithm%3Dsha1%26`)).toBe(true);
  });

  it('works on its own host only, unless that is not wanted', async () => {
    const listOf = async (more: object) =>
      new URL((await signUrl(cosSigner, SUBJECT, more)).url).searchParams.get('q-header-list');
    expect(await listOf({})).toBe('host');
    expect(await listOf({ signHost: true })).toBe('host');
    expect(await listOf({ signHost: false })).toBe('');
    const signatureAt = async (bucket: string) =>
      new URL((await signUrl(cosSigner, { ...SUBJECT, bucket }, { signHost: false })).url).searchParams.get(
        'q-signature',
      );
    expect(await signatureAt('others')).toBe(await signatureAt('photos'));
  });

  it('begins a step before a multiple of five minutes, or with the credentials where their start is known', async () => {
    const now = at(nowSeconds + 299);
    const end = nowSeconds + 299 + 3600;
    expect(await windowOf({ ...SUBJECT, now })).toBe(`${nowSeconds - 300};${end}`);
    const withStart = (startTime: Date) => ({
      ...SUBJECT,
      now,
      credentials: { ...SUBJECT.credentials, startTime },
    });
    expect(await windowOf(withStart(at(nowSeconds - 7)))).toBe(`${nowSeconds - 7};${end}`);
    expect(await windowOf(withStart(at(nowSeconds + 100)))).toBe(`${nowSeconds + 100};${end}`);
    expect(await windowOf(withStart(at(nowSeconds - 7200)))).toBe(`${nowSeconds - 7200};${end}`);
  });

  it.each([1, 10, 29])(
    'has begun for a store behind whose clock the one here is %d s ahead',
    async (ahead) => {
      for (let late = 0; late < ahead; late += 1) {
        const here = nowSeconds + late;
        const [start = Number.NaN] =
          (await windowOf({ ...SUBJECT, now: at(here) }))?.split(';').map(Number) ?? [];
        expect(start).toBeLessThanOrEqual(here - ahead);
      }
    },
  );

  it('ends when its window does, in whole seconds', async () => {
    const now = new Date(SUBJECT.now.getTime() + 999);
    const { url, expiresAt } = await signUrl(cosSigner, { ...SUBJECT, now });
    expect(new URL(url).searchParams.get('q-key-time')).toBe(`${nowSeconds - 300};${nowSeconds + 3600}`);
    expect(expiresAt).toEqual(at(nowSeconds + 3600));
  });

  it('takes a window that is given', async () => {
    const keyTime = { startSeconds: 1_557_989_753, endSeconds: 1_557_996_953 };
    const { url, expiresAt } = await signUrl(cosSigner, SUBJECT, { keyTime });
    expect(new URL(url).searchParams.get('q-key-time')).toBe('1557989753;1557996953');
    expect(expiresAt).toEqual(at(1_557_996_953));
  });

  it('ends with the credentials where the window that is given is longer', async () => {
    const keyTime = { startSeconds: 1, endSeconds: 4_000_000_000 };
    const credentials = { ...SUBJECT.credentials, expiration: at(nowSeconds + 10) };
    const { url, expiresAt } = await signUrl(cosSigner, { ...SUBJECT, credentials }, { keyTime });
    expect(new URL(url).searchParams.get('q-key-time')).toBe('1;4000000000');
    expect(expiresAt).toEqual(at(nowSeconds + 10));
  });

  it('takes no window that is none', async () => {
    await expect(signUrl(cosSigner, SUBJECT, { keyTime: {} })).rejects.toMatchObject({
      issues: [
        { code: 'missing', path: 'keyTime.startSeconds' },
        { code: 'missing', path: 'keyTime.endSeconds' },
      ],
    });
  });
});

describe('a form of COS', () => {
  it('has the window of a URL', async () => {
    const expiration = at(nowSeconds + 60);
    const credentials = { ...SUBJECT.credentials, startTime: at(nowSeconds - 7), expiration };
    const { fields } = await signForm(cosSigner, { ...SUBJECT, credentials });
    expect(fields['q-key-time']).toBe(`${nowSeconds - 7};${nowSeconds + 60}`);
  });
});
