import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../src/model/errors.js';
import {
  AWKWARD_KEYS,
  entriesOf,
  key,
  LONE_SURROGATES,
  parameterValue,
  RESOLVED_KEYS,
} from './arbitraries.js';
import { SCHEMES } from './schemes.js';
import { BY_REQUEST } from './signings.js';
import { SUBJECT, type Subject, signForm } from './subject.js';

const ADDRESSINGS = ['virtual-host', 'path', 'custom-domain'] as const;
const addressing = fc.constantFrom(...ADDRESSINGS);

describe.each(BY_REQUEST)('the URL of $title', ({ scheme, sign }) => {
  /** A browser parses a URL before it sends it, and sends what comes of that. */
  const expectSentAsSigned = async (subject: Subject) => {
    const signed = await sign(subject);
    const sent = new URL(signed.url);
    expect(sent.href).toBe(signed.url);
    const prefix = subject.addressing === 'path' ? `/${subject.bucket}/` : '/';
    expect(sent.pathname.startsWith(prefix)).toBe(true);
    const segments = sent.pathname.slice(prefix.length).split('/').map(decodeURIComponent);
    expect(segments).toEqual(subject.key.split('/'));
    expect(scheme.signsPath(signed.trace, sent, subject)).toBe(true);
  };

  it.each(AWKWARD_KEYS)('is sent as it was signed for the key %j', async (name) => {
    for (const form of ADDRESSINGS) await expectSentAsSigned({ ...SUBJECT, key: name, addressing: form });
  });

  it('is sent as it was signed for any key', async () => {
    await fc.assert(
      fc.asyncProperty(key, addressing, async (name, form) => {
        await expectSentAsSigned({ ...SUBJECT, key: name, addressing: form });
      }),
    );
  });

  it('carries any query as it was given', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(entriesOf(name, parameterValue, scheme.foldParameter), async (entries) => {
        const { url } = await sign({ ...SUBJECT, query: Object.fromEntries(entries) });
        const sent = new URL(url);
        expect(sent.href).toBe(url);
        expect([...sent.searchParams]).toEqual(expect.arrayContaining(entries));
      }),
    );
  });

  it('keeps a plus a plus', async () => {
    const { url } = await sign({ ...SUBJECT, key: 'a+b', query: { x: '1+2' } });
    expect(url.startsWith('https://photos.store.example/a%2Bb?')).toBe(true);
    expect(url).toMatch(/[?&]x=1%2B2(&|$)/);
  });

  it('is that of the bucket where there is no key', async () => {
    const at = async (form: (typeof ADDRESSINGS)[number]) => {
      const { origin, pathname } = new URL((await sign({ ...SUBJECT, key: '', addressing: form })).url);
      return origin + pathname;
    };
    expect(await at('virtual-host')).toBe('https://photos.store.example/');
    expect(await at('path')).toBe('https://store.example/photos');
    expect(await at('custom-domain')).toBe('https://store.example/');
  });

  it.each(RESOLVED_KEYS)('does not exist for the key %j, which a browser makes another one', async (name) => {
    for (const form of ADDRESSINGS) {
      await expect(sign({ ...SUBJECT, key: name, addressing: form })).rejects.toThrow(UnsupportedError);
    }
  });

  it.each(LONE_SURROGATES)('does not exist for half a character: %j', async (text) => {
    await expect(sign({ ...SUBJECT, key: text })).rejects.toThrow(UnsupportedError);
    await expect(sign({ ...SUBJECT, query: { prefix: text } })).rejects.toThrow(UnsupportedError);
    await expect(sign({ ...SUBJECT, query: { [text]: '1' } })).rejects.toThrow(UnsupportedError);
  });

  it('has no header Host in it, which the browser sets', async () => {
    expect(Object.keys((await sign(SUBJECT)).headers)).not.toContain('host');
  });
});

describe.each(SCHEMES)('the URL of a form of $title', ({ signer }) => {
  it.each([
    ['virtual-host', 'https://photos.store.example/'],
    ['path', 'https://store.example/photos'],
    ['custom-domain', 'https://store.example/'],
  ] as const)('by %s is that of the bucket, whatever the key', async (form, url) => {
    const signed = await signForm(signer, { ...SUBJECT, addressing: form, key: 'a b?c' });
    expect(signed.url).toBe(url);
    expect(new URL(signed.url).href).toBe(url);
  });
});
