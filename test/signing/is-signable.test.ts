import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/errors.js';
import { SCHEMES } from './schemes.js';
import { contextOf, formOf, requestOf, SUBJECT } from './subject.js';

/** As a caller without types may call a signer. */
type Loose = (subject: unknown, credentials: unknown, context: unknown) => Promise<unknown>;

const SIGNERS = SCHEMES.flatMap(({ title, signer }) => [
  { title: `${title} headers`, sign: signer.signHeaders as unknown as Loose, subject: requestOf(SUBJECT) },
  { title: `${title} url`, sign: signer.signUrl as unknown as Loose, subject: requestOf(SUBJECT) },
  { title: `${title} form`, sign: signer.signForm as unknown as Loose, subject: formOf(SUBJECT) },
]);

const { credentials } = SUBJECT;

async function issuesOf(signing: Promise<unknown>): Promise<ConfigError['issues']> {
  const error = await signing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).issues;
}

async function pathsOf(signing: Promise<unknown>): Promise<string[]> {
  return (await issuesOf(signing)).map(({ path }) => path).sort();
}

describe.each(SIGNERS)('$title', ({ title, sign, subject }) => {
  const isForm = title.endsWith('form');
  const lives = title.endsWith('headers') || title === 'qingstor form' ? [] : ['expiresInSeconds'];

  it('names everything that is missing at once', async () => {
    const keys = ['credentials', 'credentials.accessKeyId', 'credentials.secretAccessKey'];
    const all = ['key', 'location', 'now', ...keys, ...(isForm ? [] : ['method']), ...lives];
    expect(await pathsOf(sign(undefined, undefined, undefined))).toEqual(all.sort());
    expect(await pathsOf(sign({}, {}, {}))).toEqual(all.filter((path) => path !== 'credentials').sort());
  });

  it('signs for no time that is none', async () => {
    const context = { ...contextOf(SUBJECT), now: new Date(Number.NaN) };
    const issues = await issuesOf(sign(subject, credentials, context));
    expect(issues).toMatchObject([{ code: 'invalid', path: 'now', value: 'an invalid Date' }]);
  });

  it('signs for no key that is not text, and shows no secret', async () => {
    const wrong = { ...credentials, securityToken: 7, secretAccessKey: ['abcdef'] };
    const issues = await issuesOf(sign({ ...subject, key: undefined }, wrong, contextOf(SUBJECT)));
    expect(issues.map(({ path, value }) => [path, value]).sort()).toEqual([
      ['credentials.secretAccessKey', 'an object, not shown'],
      ['credentials.securityToken', 'a number, not shown'],
      ['key', 'absent'],
    ]);
  });

  it('signs for no place that is none', async () => {
    const { location } = requestOf(SUBJECT);
    for (const wrong of [{}, { ...location, host: undefined }, { ...location, region: 7 }]) {
      const issues = await issuesOf(sign({ ...subject, location: wrong }, credentials, contextOf(SUBJECT)));
      expect(issues).toMatchObject([{ code: 'invalid', path: 'location' }]);
    }
  });

  it('says what is wrong of anything that is given', async () => {
    const anything = fc.anything({ withDate: true });
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (request, keys, context) => {
        expect((await issuesOf(sign(request, keys, context))).length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(SIGNERS.filter(({ title }) => !title.endsWith('headers')))('$title', ({ sign, subject }) => {
  it('signs with no credentials that have ended', async () => {
    const { now } = SUBJECT;
    for (const expiration of [now, new Date(now.getTime() - 1), new Date(0)]) {
      const issues = await issuesOf(sign(subject, { ...credentials, expiration }, contextOf(SUBJECT)));
      expect(issues).toMatchObject([
        { code: 'expired', path: 'credentials.expiration', value: expiration.toISOString() },
      ]);
    }
    const justInTime = { ...credentials, expiration: new Date(now.getTime() + 1) };
    await expect(sign(subject, justInTime, contextOf(SUBJECT))).resolves.toBeDefined();
    for (const expiration of ['2027-01-01', new Date(Number.NaN), null]) {
      const issues = await issuesOf(sign(subject, { ...credentials, expiration }, contextOf(SUBJECT)));
      expect(issues).toMatchObject([{ code: 'invalid', path: 'credentials.expiration' }]);
    }
  });
});

describe.each(SIGNERS.filter(({ title }) => !title.endsWith('form')))('$title', ({ sign, subject }) => {
  it('signs no header and no parameter that is not text, and shows none', async () => {
    const headers = { 'x-a': 1, 'x-b': undefined, 'x-c': 'c' };
    const query = { a: ['b'], c: '' };
    const issues = await issuesOf(sign({ ...subject, headers, query }, credentials, contextOf(SUBJECT)));
    expect(issues.map(({ code, path, value }) => `${code} ${path} ${value}`)).toEqual([
      'invalid query.a an object, not shown',
      'invalid headers.x-a a number, not shown',
      'missing headers.x-b absent',
    ]);
  });

  it('signs no headers and no query that are none', async () => {
    for (const wrong of [null, 'a', 7]) {
      const request = { ...subject, query: wrong, headers: wrong };
      expect(await pathsOf(sign(request, credentials, contextOf(SUBJECT)))).toEqual(['headers', 'query']);
    }
  });

  it('signs no Host of the caller', async () => {
    for (const name of ['Host', 'host', 'HOST']) {
      const headers = { [name]: 'other.example' };
      const issues = await issuesOf(sign({ ...subject, headers }, credentials, contextOf(SUBJECT)));
      expect(issues).toMatchObject([{ code: 'invalid', path: `headers.${name}` }]);
    }
  });
});
