import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { entriesOf, headerValue, hidden, key, parameterValue } from './arbitraries.js';
import { BY_FORM, BY_REQUEST } from './signings.js';
import { SUBJECT, type Subject } from './subject.js';

afterEach(() => void vi.unstubAllGlobals());

describe.each([...BY_REQUEST, ...BY_FORM])('the signature of $title', ({ scheme, takesKey, signature }) => {
  const subjects = fc
    .record({
      key: key.filter(takesKey),
      headers: entriesOf(
        fc.constantFrom('content-type', `${scheme.prefix}meta-a`),
        headerValue,
        (name) => name,
      ),
      query: entriesOf(scheme.signedParameter, parameterValue, scheme.foldParameter),
      secret: hidden,
      token: hidden,
    })
    .map(
      ({ key: name, headers, query, secret, token }) =>
        (): Subject => ({
          ...SUBJECT,
          key: name,
          headers: Object.fromEntries(headers),
          query: Object.fromEntries(query),
          // Keys are kept with the object, so each platform gets one of its own.
          credentials: { accessKeyId: 'AKIDFIXTURE', secretAccessKey: secret, securityToken: token },
        }),
    );

  it('is the same by WebCrypto and by JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(subjects, async (fresh) => {
        const byWebCrypto = await signature(fresh());
        vi.stubGlobal('crypto', undefined);
        try {
          expect(await signature(fresh())).toBe(byWebCrypto);
        } finally {
          vi.unstubAllGlobals();
        }
      }),
    );
  });

  it('is made where crypto is there but hides its hashes, as over plain http', async () => {
    const expected = await signature(SUBJECT);
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    const credentials = { ...SUBJECT.credentials };
    expect(await signature({ ...SUBJECT, credentials })).toBe(expected);
  });
});
