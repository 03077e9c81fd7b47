import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRfc3986 } from '../../src/signing/encode-rfc3986.js';
import type { SignatureTrace } from '../../src/signing/signer.js';
import { entriesOf, headerValue, hidden, key, parameterValue } from './arbitraries.js';
import { SCHEMES } from './schemes.js';
import { BY_REQUEST } from './signings.js';
import { LONG_LIVED, requestOf, SUBJECT, type Subject, signForm } from './subject.js';

/** All that can be read of a value, in whatever way it is logged. */
function textOf(value: unknown): string {
  const parts = [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(value),
  ];
  if (value instanceof Error) parts.push(value.message, String(value.stack), textOf(value.cause));
  return parts.join('\n');
}

/** The texts of a trace as they are, neither quoted nor escaped. */
function plainTextOf({ canonicalRequest, stringToSign, signedHeaders }: SignatureTrace): string {
  return [canonicalRequest, stringToSign, ...signedHeaders].join('\n');
}

/** What a hidden text would look like wherever it got to. */
function formsOf(text: string): string[] {
  return [
    text,
    encodeRfc3986(text),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    inspect(text).slice(1, -1),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('hex'),
  ];
}

function expectNothingOf(hiddenTexts: readonly string[], shown: string): void {
  for (const form of hiddenTexts.flatMap(formsOf)) expect(shown).not.toContain(form);
}

/** A subject with a secret and a token, both of the hostile kind, neither being part of anything else. */
const withHidden = fc
  .tuple(
    hidden,
    hidden,
    key,
    entriesOf(fc.constantFrom('content-type', 'x-own'), headerValue, (name) => name),
  )
  .map(([secretAccessKey, securityToken, name, headers]): Subject => {
    const credentials = { accessKeyId: 'AKIDFIXTURE', secretAccessKey, securityToken };
    return { ...SUBJECT, key: name, headers: Object.fromEntries(headers), credentials };
  })
  .filter(({ credentials: { securityToken = '', secretAccessKey }, key: name, headers }) => {
    const open = [name, encodeRfc3986(name), ...Object.values(headers)];
    const isPartOf = (text: string, others: readonly string[]) =>
      others.some((other) => other.includes(text));
    // The token is sent: a secret that is part of it would be, too.
    return !isPartOf(securityToken, open) && !isPartOf(secretAccessKey, [...open, ...formsOf(securityToken)]);
  });

const secretsOf = ({ credentials: { secretAccessKey, securityToken = '' } }: Subject): string[] => [
  secretAccessKey,
  securityToken,
];

describe.each(BY_REQUEST)('the trace of $title', ({ scheme, sign, signatureOf }) => {
  it('holds neither secret nor token nor signature', async () => {
    await fc.assert(
      fc.asyncProperty(withHidden, async (subject) => {
        const signed = await sign(subject);
        const shown = `${plainTextOf(signed.trace)}\n${textOf(signed.trace)}`;
        expectNothingOf([...secretsOf(subject), signatureOf(signed)], shown);
      }),
    );
  });

  it('holds no token that the caller wrote into the query, in whatever case and however often', async () => {
    const names = ['X-Amz-Security-Token', 'x-oss-security-token', 'x-cos-security-token', 'security-token'];
    const spelling = fc
      .tuple(fc.constantFrom(...names), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }))
      .map(([name, capitals]) =>
        [...name].map((letter, at) => (capitals[at] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
      );
    const spellings = fc.uniqueArray(fc.oneof(spelling, fc.constantFrom(...names)), {
      minLength: 1,
      maxLength: 4,
      selector: scheme.title === 'cos' ? (name) => name.toLowerCase() : (name) => name,
    });
    await fc.assert(
      fc.asyncProperty(withHidden, spellings, async (subject, written) => {
        const { securityToken = '' } = subject.credentials;
        const query = Object.fromEntries(written.map((name) => [name, securityToken]));
        const { trace } = await sign({ ...subject, query });
        expectNothingOf([securityToken], `${plainTextOf(trace)}\n${textOf(trace)}`);
      }),
    );
  });

  it('says where the token was', async () => {
    const { trace } = await sign(SUBJECT);
    expect(plainTextOf(trace).includes('<security token>')).toBe(scheme.token !== undefined);
  });

  it('is, where nothing is hidden, what was signed', async () => {
    const headers = entriesOf(scheme.signedHeader, headerValue, (name) => name);
    const query = entriesOf(scheme.signedParameter, parameterValue, scheme.foldParameter);
    await fc.assert(
      fc.asyncProperty(key, headers, query, async (name, given, parameters) => {
        const subject = {
          ...SUBJECT,
          credentials: LONG_LIVED,
          key: name,
          headers: Object.fromEntries(given),
          query: Object.fromEntries(parameters),
        };
        const signed = await sign(subject);
        const { canonicalRequest, stringToSign } = signed.trace;
        expect(signatureOf(signed)).toBe(scheme.sign(stringToSign, subject));
        if (canonicalRequest === null) return;
        const hash = scheme.title === 'cos' ? 'sha1' : 'sha256';
        expect(stringToSign.trimEnd().split('\n').at(-1)).toBe(
          createHash(hash).update(canonicalRequest).digest('hex'),
        );
      }),
    );
  });

  it('lists the headers that are signed, and no other', async () => {
    const signedNames = fc.uniqueArray(scheme.signedHeader, { maxLength: 5 });
    const otherNames = fc.uniqueArray(scheme.unsignedHeader ?? scheme.signedHeader, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(signedNames, otherNames, async (names, others) => {
        const all = [...new Set([...names, ...others])];
        const { trace } = await sign({
          ...SUBJECT,
          headers: Object.fromEntries(all.map((name) => [name.toUpperCase(), 'a'])),
        });
        const expected = new Set(scheme.unsignedHeader === undefined ? all : names);
        const own = new Set(['host', ...scheme.signer.headerNames]);
        expect(trace.signedHeaders.filter((name) => !own.has(name))).toEqual([...expected].sort());
        expect(trace.signedHeaders).toEqual([...trace.signedHeaders].sort());
      }),
    );
  });

  it('is made when it is looked at', async () => {
    let holder: object | null = await sign(SUBJECT);
    while (holder !== null && !Object.hasOwn(holder, 'trace')) holder = Object.getPrototypeOf(holder);
    expect(Object.getOwnPropertyDescriptor(holder, 'trace')?.get).toBeTypeOf('function');
  });

  const cases = scheme.keyHeaders.flatMap((name) => [name, name.toUpperCase()]);
  it.each(cases)('does not show the key in %s', async (name) => {
    const customerKey = 'bWluZSBhbG9uZSwgdGhpcnR5LXR3byBieXRlcyBvZiBpdA==';
    const algorithm = name.toLowerCase().replace(/key$/, 'algorithm');
    const headers = { [name]: customerKey, [algorithm]: 'AES256' };
    const signed = await sign({ ...SUBJECT, headers });
    expect(signed.headers[name.toLowerCase()]).toBe(customerKey);
    const shown = plainTextOf(signed.trace);
    expectNothingOf([customerKey], `${shown}\n${textOf(signed.trace)}`);
    const equals = scheme.title === 'cos' ? '=' : ':';
    expect(shown).toContain(`${name.toLowerCase()}${equals}<secret>`);
    expect(shown).toContain(`${algorithm}${equals}AES256`);
  });
});

describe.each(SCHEMES)('$title', (scheme) => {
  const { signer } = scheme;

  it('sends no secret, and the token only where it belongs', async () => {
    await fc.assert(
      fc.asyncProperty(withHidden, async (subject) => {
        fc.pre(scheme.takesKeyInForm(subject.key));
        const [secret = '', token = ''] = secretsOf(subject);
        const byHeaders = await signer.signHeaders(requestOf(subject), subject.credentials, subject);
        const byUrl = await signer.signUrl(requestOf(subject), subject.credentials, subject);
        const form = await signForm(signer, { ...subject, headers: {} });
        const policy = Buffer.from(form.fields.policy ?? '', 'base64').toString();
        const sent = { byHeaders: { ...byHeaders, trace: '' }, byUrl: { ...byUrl, trace: '' }, form, policy };
        expectNothingOf([secret], textOf(sent));
        expectNothingOf([token], `${byHeaders.url}\n${textOf(byUrl.headers)}\n${form.url}`);
      }),
    );
  });

  it('throws nothing that holds secret or token', async () => {
    const bad = fc.constantFrom<Partial<Subject>>(
      { key: 'a/../b' },
      { key: 'a\ud800' },
      { key: '', headers: { policy: 'a', Policy: 'b' } },
      { query: { prefix: '\udc00' } },
      { expiresInSeconds: 0 },
      { expiresInSeconds: Number.NaN },
    );
    await fc.assert(
      fc.asyncProperty(withHidden, bad, fc.boolean(), async (subject, fault, isHalf) => {
        const { credentials } = subject;
        const hiddenTexts = secretsOf(subject);
        const token = isHalf ? `${credentials.securityToken}\ud800` : (credentials.securityToken ?? '');
        const faulty = { ...subject, ...fault, credentials: { ...credentials, securityToken: token } };
        // A caller that hands the token over by itself does so where it can be wrong.
        const fields = { ...faulty.headers, key: token, [scheme.field]: credentials.secretAccessKey };
        const results = await Promise.allSettled([
          signer.signHeaders(requestOf(faulty), faulty.credentials, faulty),
          signer.signUrl(requestOf(faulty), faulty.credentials, faulty),
          signForm(signer, faulty, { fields }),
        ]);
        const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
        expect(errors.length).toBeGreaterThan(0);
        for (const error of errors) expectNothingOf(hiddenTexts, textOf(error));
      }),
    );
  });
});
