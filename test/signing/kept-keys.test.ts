import { afterEach, describe, expect, it, vi } from 'vitest';
import { cosSigner } from '../../src/signing/cos/signer.js';
import { BY_REQUEST } from './signings.js';
import { SUBJECT, type Subject, signForm, signUrl } from './subject.js';

/** WebCrypto that counts the keys it is given, and fails to take as many as it is told to. */
function countingCrypto(failures = 0): { readonly imported: () => number } {
  const { subtle } = globalThis.crypto;
  let imported = 0;
  let failing = failures;
  vi.stubGlobal('crypto', {
    subtle: {
      digest: subtle.digest.bind(subtle),
      sign: subtle.sign.bind(subtle),
      importKey: async (...options: Parameters<SubtleCrypto['importKey']>) => {
        imported += 1;
        failing -= 1;
        if (failing >= 0) throw new DOMException('not this time', 'OperationError');
        return subtle.importKey(...options);
      },
    },
  });
  return { imported: () => imported };
}

afterEach(() => void vi.unstubAllGlobals());

const fresh = (): Subject => ({ ...SUBJECT, credentials: { ...SUBJECT.credentials } });

/** What comes of it: the signature, or why there is none. */
const attempt = (signing: Promise<string>): Promise<string> =>
  signing.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));

describe.each(BY_REQUEST)('the key of $title', ({ signature }) => {
  it('is made once for credentials', async () => {
    const { imported } = countingCrypto();
    const subject = fresh();
    await signature(subject);
    const once = imported();
    expect(once).toBeGreaterThan(0);
    await signature(subject);
    await signature({ ...subject, key: 'other' });
    expect(imported()).toBe(once);
    await signature(fresh());
    expect(imported()).toBe(2 * once);
  });

  it('is made once for many signatures at the same time', async () => {
    const { imported } = countingCrypto();
    await signature(fresh());
    const once = imported();
    const subject = fresh();
    await Promise.all(['a', 'b', 'c'].map((key) => signature({ ...subject, key })));
    expect(imported()).toBe(2 * once);
  });

  it('is made anew when the secret of the object is another', async () => {
    const changeable = { ...SUBJECT.credentials };
    const subject = { ...SUBJECT, credentials: changeable };
    const before = await signature(subject);
    Object.assign(changeable, { secretAccessKey: 'another/secret+of=nobody-0123456789' });
    const after = await signature(subject);
    expect(after).not.toBe(before);
    expect(after).toBe(await signature({ ...subject, credentials: { ...changeable } }));
  });

  it('is tried again after it could not be made', async () => {
    const expected = await signature(SUBJECT);
    // It is begun before it is wanted, so a signature may try twice.
    countingCrypto(2);
    const subject = fresh();
    const tries = [await attempt(signature(subject)), await attempt(signature(subject))];
    expect(tries).toContain('not this time');
    expect(await signature(subject)).toBe(expected);
  });
});

describe('the key of COS', () => {
  const cos = BY_REQUEST.find(({ title }) => title === 'cos headers');

  it('is the same for five minutes', async () => {
    const { imported } = countingCrypto();
    const subject = fresh();
    const signAfter = (seconds: number) =>
      cos?.signature({ ...subject, now: new Date(SUBJECT.now.getTime() + seconds * 1000) });
    await signAfter(0);
    const once = imported();
    for (const seconds of [1, 60, 299]) await signAfter(seconds);
    expect(imported()).toBe(once);
    // The secret itself is imported but once for credentials.
    await signAfter(300);
    expect(imported()).toBe(once + 1);
    await signAfter(600);
    expect(imported()).toBe(once + 2);
  });

  it.each(['url', 'form'])('is not pushed out by that of many windows for a %s', async (form) => {
    const { imported } = countingCrypto();
    const subject = fresh();
    await cos?.signature(subject);
    for (let seconds = 1; seconds <= 20; seconds += 1) {
      const now = new Date(SUBJECT.now.getTime() + seconds * 1000);
      await (form === 'url' ? signUrl : signForm)(cosSigner, { ...subject, now });
    }
    const before = imported();
    await cos?.signature(subject);
    expect(imported()).toBe(before);
  });

  it('is made once for many URLs of one window', async () => {
    const { imported } = countingCrypto();
    const subject = fresh();
    await signUrl(cosSigner, subject);
    const before = imported();
    await signUrl(cosSigner, { ...subject, key: 'other' });
    expect(imported()).toBe(before);
  });
});

describe('the keys of a day', () => {
  it.each(['aws-v4 headers', 'oss-v4 headers'])('are kept for each day and region: %s', async (title) => {
    const { imported } = countingCrypto();
    const subject = fresh();
    const signing = BY_REQUEST.find((request) => request.title === title);
    const variants: Partial<Subject>[] = [
      {},
      { region: 'eu-west-1' },
      { now: new Date('2026-05-25T00:00:00Z') },
    ];
    for (const variant of variants) await signing?.signature({ ...subject, ...variant });
    expect(imported()).toBe(15);
    for (const variant of variants) await signing?.signature({ ...subject, ...variant });
    expect(imported()).toBe(15);
  });
});
