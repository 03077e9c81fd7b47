import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  almostSame,
  entriesOf,
  headerValue,
  isAddressable,
  key,
  parameterValue,
  shuffled,
} from './arbitraries.js';
import { SCHEMES } from './schemes.js';
import { BY_FORM, BY_REQUEST } from './signings.js';
import { LONG_LIVED, SUBJECT, type Subject, signForm, signHeaders, signUrl } from './subject.js';

/** Two subjects that differ in one thing only. */
type Pair = readonly [Subject, Subject];

// No store takes a name that begins with "xn--", and as part of a host's name it must be one encoded.
const bucket = fc
  .stringMatching(/^[a-z0-9]([a-z0-9-]{1,20}[a-z0-9])?$/)
  .filter((name) => !name.startsWith('xn--'));
const hexDigit = fc.constantFrom(...'0123456789abcdef');
const printable = fc.stringMatching(/^[!-~]{8,40}$/);
const differing = <Value>(values: fc.Arbitrary<Value>, into: (value: Value) => Partial<Subject>) =>
  fc
    .tuple(values, values)
    .filter(([a, b]) => a !== b)
    .map(
      ([a, b]): Pair => [
        { ...SUBJECT, ...into(a) },
        { ...SUBJECT, ...into(b) },
      ],
    );
const edited = (text: fc.Arbitrary<string>, into: (text: string) => Partial<Subject>) =>
  almostSame(text, hexDigit)
    .filter((texts) => texts.every((one) => one !== '' && isAddressable(one)))
    .map(
      ([a, b]): Pair => [
        { ...SUBJECT, ...into(a) },
        { ...SUBJECT, ...into(b) },
      ],
    );
const laterBy = (seconds: number) => ({ now: new Date(SUBJECT.now.getTime() + seconds * 1000) });

/** What a signature may depend on besides headers and parameters. */
const PARTS = {
  method: differing(fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'), (method) => ({ method })),
  key: edited(key, (text) => ({ key: text })),
  'bucket in the host': differing(bucket, (name) => ({ bucket: name })),
  'bucket in the path': differing(bucket, (name) => ({ bucket: name, addressing: 'path' })),
  region: differing(fc.stringMatching(/^[a-z0-9-]{1,20}$/), (region) => ({ region })),
  second: differing(fc.integer({ min: 0, max: 299 }), laterBy),
  'five minutes': differing(fc.integer({ min: 0, max: 1000 }), (steps) => laterBy(steps * 300)),
  life: differing(fc.integer({ min: 1, max: 604_800 }), (expiresInSeconds) => ({ expiresInSeconds })),
  secret: edited(printable, (secretAccessKey) => ({
    credentials: { ...SUBJECT.credentials, secretAccessKey },
  })),
  token: edited(printable, (securityToken) => ({ credentials: { ...SUBJECT.credentials, securityToken } })),
} satisfies Readonly<Record<string, fc.Arbitrary<Pair>>>;

type Part = keyof typeof PARTS;

const REQUEST_PARTS: readonly Part[] = [
  'method',
  'key',
  'bucket in the host',
  'bucket in the path',
  'five minutes',
  'secret',
];
const FORM_PARTS: readonly Part[] = [
  'key',
  'bucket in the host',
  'bucket in the path',
  'second',
  'five minutes',
  'life',
  'secret',
];

/** What matters to each. The rest must not: another one would be told that it may not differ from what it is sent. */
const MATTERS: Readonly<Record<string, readonly Part[]>> = {
  'aws-v4 headers': [...REQUEST_PARTS, 'region', 'second', 'token'],
  'aws-v4 url': [...REQUEST_PARTS, 'region', 'second', 'life', 'token'],
  'aws-v4 form': [...FORM_PARTS, 'region', 'token'],
  'oss-v4 headers': [...REQUEST_PARTS, 'region', 'second', 'token'],
  'oss-v4 url': [...REQUEST_PARTS, 'region', 'second', 'life', 'token'],
  'oss-v4 form': [...FORM_PARTS, 'region', 'token'],
  'oss-v1 headers': [...REQUEST_PARTS, 'second', 'token'],
  'oss-v1 url': [...REQUEST_PARTS, 'second', 'life', 'token'],
  'oss-v1 form': [...FORM_PARTS, 'token'],
  // A window of time is signed, which begins every five minutes.
  'cos headers': [...REQUEST_PARTS, 'token'],
  'cos url': [...REQUEST_PARTS, 'second', 'life', 'token'],
  // The token is a field that no condition is asked for.
  'cos form': FORM_PARTS,
  // There are no tokens.
  'qingstor headers': [...REQUEST_PARTS, 'second'],
  'qingstor url': [...REQUEST_PARTS, 'second', 'life'],
  // A policy is a list of fields, without bucket and without end.
  'qingstor form': ['key', 'secret'],
};

describe.each([...BY_REQUEST, ...BY_FORM])('the signature of $title', ({ title, takesKey, signature }) => {
  it.each(Object.keys(PARTS) as Part[])('depends as it should on: %s', async (part) => {
    const matters = MATTERS[title]?.includes(part);
    await fc.assert(
      fc.asyncProperty(PARTS[part], async ([one, other]) => {
        fc.pre(takesKey(one.key) && takesKey(other.key));
        expect((await signature(one)) !== (await signature(other))).toBe(matters);
      }),
    );
  });

  it('is the same each time', async () => {
    const { credentials } = SUBJECT;
    expect(await signature({ ...SUBJECT, credentials: { ...credentials } })).toBe(await signature(SUBJECT));
  });
});

describe.each(BY_REQUEST)('the headers in $title', ({ scheme, signature }) => {
  const named =
    scheme.unsignedHeader === undefined
      ? scheme.signedHeader
      : fc.oneof(scheme.signedHeader, scheme.unsignedHeader);
  const headers = entriesOf(named, headerValue, (name) => name);
  const sign = (entries: readonly (readonly [string, string])[]) =>
    signature({ ...SUBJECT, headers: Object.fromEntries(entries) });

  it('are signed whatever their order and case', async () => {
    const orders = headers.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries)));
    await fc.assert(
      fc.asyncProperty(orders, async ([entries, reordered]) => {
        const upper = reordered.map(([name, value]) => [name.toUpperCase(), value] as const);
        expect(await sign(upper)).toBe(await sign(entries));
      }),
    );
  });

  it('are signed without the space around a value, which is not sent', async () => {
    const space = fc.stringMatching(/^[ \t]{0,3}$/);
    await fc.assert(
      fc.asyncProperty(headers, space, space, async (entries, before, after) => {
        const wide = entries.map(([name, value]) => [name, before + value + after] as const);
        expect(await sign(wide)).toBe(await sign(entries));
      }),
    );
  });

  /** One header with two values, or with one and none, among others. */
  const oneChanged = (name: fc.Arbitrary<string>) =>
    fc.tuple(headers, name, almostSame(headerValue, hexDigit)).map(([others, changed, [before, after]]) => {
      const rest = others.filter(([other]) => other !== changed);
      const full = (value: string): [string, string][] => [...rest, [changed, value]];
      return [full(before), after === '' ? rest : full(after)] as const;
    });

  it('matter to the byte where they are signed', async () => {
    await fc.assert(
      fc.asyncProperty(oneChanged(scheme.signedHeader), async ([before, after]) => {
        expect(await sign(after)).not.toBe(await sign(before));
      }),
    );
  });
});

describe.each(BY_REQUEST)('the query parameters in $title', ({ scheme, signature }) => {
  const named =
    scheme.unsignedParameter === undefined
      ? scheme.signedParameter
      : fc.oneof(scheme.signedParameter, scheme.unsignedParameter);
  const query = entriesOf(named, parameterValue, scheme.foldParameter);
  const sign = (entries: readonly (readonly [string, string])[]) =>
    signature({ ...SUBJECT, query: Object.fromEntries(entries) });

  it('are signed whatever their order', async () => {
    const orders = query.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries)));
    await fc.assert(
      fc.asyncProperty(orders, async ([entries, reordered]) => {
        expect(await sign(reordered)).toBe(await sign(entries));
      }),
    );
  });

  const character = fc.oneof(fc.constantFrom(' ', '+', '%', '&', '=', '/', '\u00a0'), hexDigit);
  const oneChanged = (name: fc.Arbitrary<string>) =>
    fc.tuple(query, name, almostSame(parameterValue, character)).map(([others, changed, values]) => {
      const rest = others.filter(([other]) => scheme.foldParameter(other) !== scheme.foldParameter(changed));
      return values.map((value): [string, string][] => [...rest, [changed, value]]);
    });

  it('matter to the byte where they are signed', async () => {
    await fc.assert(
      fc.asyncProperty(oneChanged(scheme.signedParameter), async ([before = [], after = []]) => {
        expect(await sign(after)).not.toBe(await sign(before));
      }),
    );
  });

  it('matter where they are signed when only space at an end is more', async () => {
    const spaced = fc.tuple(scheme.signedParameter, parameterValue, fc.constantFrom(' ', '\t', '\u00a0'));
    await fc.assert(
      fc.asyncProperty(spaced, fc.boolean(), async ([name, value, space], isFirst) => {
        const wide = isFirst ? space + value : value + space;
        expect(await sign([[name, wide]])).not.toBe(await sign([[name, value]]));
      }),
    );
  });
});

/** What a scheme leaves unsigned, where it does. */
const UNSIGNED = BY_REQUEST.flatMap(({ title, scheme: { unsignedHeader, unsignedParameter }, signature }) => [
  ...(unsignedHeader === undefined ? [] : [{ title, what: 'headers', name: unsignedHeader, signature }]),
  ...(unsignedParameter === undefined ? [] : [{ title, what: 'query', name: unsignedParameter, signature }]),
]);

describe.each(UNSIGNED)('the $what in $title', ({ what, name, signature }) => {
  it('do not matter where they are not signed', async () => {
    const one = fc.dictionary(name, headerValue, { minKeys: 1, maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(one, async (unsigned) => {
        expect(await signature({ ...SUBJECT, [what]: unsigned })).toBe(await signature(SUBJECT));
      }),
    );
  });
});

describe.each(SCHEMES)('$title', (scheme) => {
  const { signer, token } = scheme;
  const { securityToken = '' } = SUBJECT.credentials;
  const added = (text: string) => [...new URL(text).searchParams.keys()].map((name) => name.toLowerCase());

  it('names all that it adds to a request', async () => {
    const byHeaders = await signHeaders(signer, SUBJECT);
    expect(Object.keys(byHeaders.headers).sort()).toEqual([...signer.headerNames].sort());
    const inUrls = new Set<string>();
    for (const option of scheme.urlOptions) {
      for (const name of added((await signUrl(signer, SUBJECT, option)).url)) inUrls.add(name);
    }
    expect([...inUrls].sort()).toEqual([...signer.queryNames].sort());
  });

  it('adds to what a request has and changes none of it', async () => {
    const headers = { 'Content-Type': 'image/png', [`${scheme.prefix}meta-a`]: ' b ' };
    const subject = { ...SUBJECT, headers, query: { uploads: '', prefix: 'a b' } };
    const own = { 'content-type': 'image/png', [`${scheme.prefix}meta-a`]: ' b ' };
    expect((await signHeaders(signer, subject)).headers).toMatchObject(own);
    const byUrl = await signUrl(signer, subject);
    expect(byUrl.headers).toEqual(own);
    expect(Object.fromEntries(new URL(byUrl.url).searchParams)).toMatchObject(subject.query);
  });

  it('carries the token where the scheme has one', async () => {
    const byHeaders = await signHeaders(signer, SUBJECT);
    const byUrl = await signUrl(signer, SUBJECT);
    const { fields } = await signForm(signer, SUBJECT);
    expect(signer.takesToken).toBe(token !== undefined);
    if (token === undefined) {
      const text = JSON.stringify([byHeaders, byUrl, fields]) + Buffer.from(fields.policy ?? '', 'base64');
      expect(text).not.toContain(securityToken);
      expect(text).not.toContain(encodeURIComponent(securityToken));
      return;
    }
    expect(byHeaders.headers[token.header]).toBe(securityToken);
    expect(new URL(byUrl.url).searchParams.get(token.parameter)).toBe(securityToken);
    expect(fields[token.field]).toBe(securityToken);
  });

  it('has no place for a token where there is none', async () => {
    const subject = { ...SUBJECT, credentials: LONG_LIVED };
    const byHeaders = await signHeaders(signer, subject);
    const byUrl = await signUrl(signer, subject);
    const { fields } = await signForm(signer, subject);
    const text = JSON.stringify([byHeaders, byHeaders.trace, byUrl, byUrl.trace, fields]);
    expect(text).not.toMatch(/token/i);
    expect(Buffer.from(fields.policy ?? '', 'base64').toString()).not.toMatch(/token/i);
  });

  it('signs a region exactly where it says so', () => {
    const depends = Object.entries(MATTERS).filter(([, parts]) => parts.includes('region'));
    expect(depends.some(([title]) => title.startsWith(`${scheme.title} `))).toBe(signer.signsRegion);
  });
});
