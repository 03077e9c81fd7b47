import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, CredentialsError, SignerError, UnsupportedError } from '../../src/model/errors.js';
import { aws } from '../../src/stores/aws.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { r2 } from '../../src/stores/r2.js';
import {
  type AllowSigning,
  type AnswerOptions,
  answerSigningRequest,
} from '../../src/transport/answer-signing-request.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import type { SigningQuestion } from '../../src/transport/signing-question.js';
import { SECRET, TOKEN, thrownBy } from './buckets.js';
import { PLACES, type Place, signingBucket } from './stores.js';

const PLACE: Place = { store: aws, region: 'eu-west-1', bucket: 'photos' };
const bucket = signingBucket(PLACE);
const HEADERS = {
  form: 'headers',
  method: 'PUT',
  bucket: 'photos',
  key: 'users/1/a.txt',
  query: {},
  headers: {},
};
const URL_FORM = { ...HEADERS, form: 'url', expiresInSeconds: 60 };
const FORM = { form: 'form', method: 'POST', bucket: 'photos', key: 'users/1/a.txt', expiresInSeconds: 60 };

const answer = (question: unknown, allow: AllowSigning = () => true) =>
  answerSigningRequest(bucket, question, allow);

async function issuesOf(question: unknown): Promise<string[]> {
  const error = await thrownBy(answer(question));
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).issues.map(({ code, path }) => `${code} ${path}`);
}

describe('answerSigningRequest', () => {
  it.each(PLACES)('gives in JSON what the bucket signs itself, on %s', async (_, place) => {
    const owner = signingBucket(place);
    const ask = async (question: object) =>
      JSON.parse(
        JSON.stringify(
          await answerSigningRequest(owner, { ...question, bucket: place.bucket }, () => true, {
            dangerouslyAllowEndlessForms: true,
          }),
        ),
      );
    const request = {
      method: 'PUT',
      key: 'users/1/a.txt',
      query: { acl: '' },
      headers: { 'content-type': 'a/b' },
    };
    const life = { expiresInSeconds: 60 };
    const signed = await signRequest(owner, request);
    expect(await ask({ form: 'headers', ...request })).toEqual({ url: signed.url, headers: signed.headers });
    const presigned = await presignUrl(owner, request, life);
    expect(await ask({ form: 'url', ...request, ...life })).toEqual({
      url: presigned.url,
      headers: presigned.headers,
      expiresAt: presigned.expiresAt.toISOString(),
    });
    const form = await signForm(owner, { key: 'a' }, life);
    expect(await ask({ form: 'form', method: 'POST', key: 'a', ...life })).toEqual({
      ...form,
      expiresAt: form.expiresAt?.toISOString() ?? null,
    });
  });

  it('takes a question in which what has a default is left out', async () => {
    const { query: _q, headers: _h, ...bare } = HEADERS;
    expect(await answer(bare)).toEqual(await answer(HEADERS));
    expect(await answer(FORM)).toEqual(await answer({ ...FORM, fields: {}, conditions: [] }));
  });
});

describe('a form whose signature has no end', () => {
  const place: Place = { store: qingstor, region: 'pek3b', bucket: 'photos' };
  const owner = signingBucket(place);
  const answerForm = (options?: AnswerOptions, question: object = FORM) =>
    answerSigningRequest(owner, question, () => true, options);

  it.each<AnswerOptions | undefined>([
    undefined,
    {},
    { dangerouslyAllowEndlessForms: false },
    { maxExpiresInSeconds: 60 },
  ])('is refused by %j, before anybody is asked', async (options) => {
    const asked: string[] = [];
    const call = answerSigningRequest(owner, FORM, () => asked.push('allow') > 0, options);
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ issues: [{ code: 'dangerous', path: 'form' }] });
    expect((error as Error).message).toContain('dangerouslyAllowEndlessForms');
    expect(asked).toEqual([]);
  });

  it('is signed where that is allowed', async () => {
    const signed = await answerForm({ dangerouslyAllowEndlessForms: true });
    expect(signed).toMatchObject({ expiresAt: null, warnings: [{ code: 'dangerous' }] });
  });

  it('is no reason to refuse a URL, or the form of another store', async () => {
    expect(await answerForm({}, URL_FORM)).toHaveProperty('expiresAt');
    expect(await answer(FORM)).toHaveProperty('expiresAt');
  });
});

describe('allow', () => {
  it('cannot be forgotten', async () => {
    for (const allow of [undefined, null, true, {}]) {
      const error = await thrownBy(answerSigningRequest(bucket, HEADERS, allow as unknown as AllowSigning));
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ issues: [{ path: 'allow' }] });
    }
  });

  it.each([false, undefined, null, 0, '', 1, 'yes', {}, []])('lets nothing pass by %j', async (said) => {
    for (const given of [said, Promise.resolve(said)]) {
      for (const question of [HEADERS, URL_FORM, FORM]) {
        const error = await thrownBy(answer(question, () => given as unknown as boolean));
        expect(error).toBeInstanceOf(SignerError);
        expect((error as SignerError).message).toContain(
          `does not allow to sign ${question.method} "users/1/a.txt"`,
        );
      }
    }
  });

  it('is waited for, and what it throws passes through', async () => {
    expect(await answer(HEADERS, async () => true)).toHaveProperty('headers.authorization');
    const reason = new Error('no session');
    expect(await thrownBy(answer(HEADERS, () => Promise.reject(reason)))).toBe(reason);
    expect(
      await thrownBy(
        answer(HEADERS, () => {
          throw reason;
        }),
      ),
    ).toBe(reason);
  });

  it('sees all that decides, in one spelling', async () => {
    const seen: SigningQuestion[] = [];
    const allow = (question: SigningQuestion) => {
      seen.push(question);
      return true;
    };
    await answer(
      {
        ...HEADERS,
        method: 'put',
        headers: { 'X-Amz-Copy-Source': '/photos/users/2/a' },
        query: { acl: '' },
      },
      allow,
    );
    const { query: _q, headers: _h, ...bare } = URL_FORM;
    await answer(bare, allow);
    await answer(
      { ...FORM, fields: { acl: 'private' }, conditions: [['content-length-range', 0, 9]] },
      allow,
    );
    await answer(FORM, allow);
    expect(seen).toEqual([
      { ...HEADERS, headers: { 'x-amz-copy-source': '/photos/users/2/a' }, query: { acl: '' } },
      { ...URL_FORM },
      { ...FORM, fields: { acl: 'private' }, conditions: [['content-length-range', 0, 9]] },
      { ...FORM, fields: {}, conditions: [] },
    ]);
  });

  it('is not asked about what cannot be signed, and then no credentials are asked for', async () => {
    const asked: string[] = [];
    const owner = signingBucket(PLACE, { credentials: () => asked.push('credentials') });
    const allow = () => asked.push('allow') > 0;
    expect(await thrownBy(answerSigningRequest(owner, { ...HEADERS, key: 5 }, allow))).toBeInstanceOf(
      ConfigError,
    );
    expect(asked).toEqual([]);
    expect(await thrownBy(answerSigningRequest(owner, HEADERS, () => false))).toBeInstanceOf(SignerError);
    expect(asked).toEqual([]);
    expect(await thrownBy(answerSigningRequest(owner, HEADERS, allow))).toBeInstanceOf(CredentialsError);
    expect(asked).toEqual(['allow', 'credentials']);
  });
});

describe('a question that cannot be signed', () => {
  it.each<readonly [string, unknown, readonly string[]]>([
    ['nothing', undefined, ['missing question']],
    ['null', null, ['invalid question']],
    ['text', JSON.stringify(HEADERS), ['invalid question']],
    ['a list', [HEADERS], ['missing form']],
    ['no form', { ...HEADERS, form: undefined }, ['missing form']],
    ['another form', { ...HEADERS, form: 'constructor' }, ['invalid form']],
    ['an unknown field', { ...HEADERS, acl: 'x' }, ['unknown acl']],
    ['a life of a signature in headers', { ...HEADERS, expiresInSeconds: 60 }, ['unknown expiresInSeconds']],
    ['another bucket', { ...HEADERS, bucket: 'other' }, ['invalid bucket']],
    ['no bucket', { ...HEADERS, bucket: undefined }, ['missing bucket']],
    ['no method', { ...HEADERS, method: undefined }, ['missing method']],
    ['no key', { ...URL_FORM, key: undefined }, ['missing key']],
    ['a list of headers', { ...HEADERS, headers: [] }, ['invalid headers']],
    [
      'a header of the signature',
      { ...HEADERS, headers: { Authorization: 'x' } },
      ['invalid headers.Authorization'],
    ],
    [
      'a parameter of the signature',
      { ...URL_FORM, query: { 'X-Amz-Signature': 'x' } },
      ['invalid query.X-Amz-Signature'],
    ],
    ['a query of numbers', { ...HEADERS, query: { a: 1 } }, ['invalid query.a']],
    ['no life of a URL', { ...URL_FORM, expiresInSeconds: undefined }, ['missing expiresInSeconds']],
    ['half a second', { ...URL_FORM, expiresInSeconds: 0.5 }, ['invalid expiresInSeconds']],
    ['a life as text', { ...FORM, expiresInSeconds: '60' }, ['invalid expiresInSeconds']],
    ['more than the scheme takes', { ...URL_FORM, expiresInSeconds: 604_801 }, ['limit expiresInSeconds']],
    ['a form by another method', { ...FORM, method: 'PUT' }, ['invalid method']],
    ['a form with headers', { ...FORM, headers: {} }, ['unknown headers']],
    ['a form without a key', { ...FORM, key: '' }, ['missing key']],
    ['a form with a list of fields', { ...FORM, fields: ['a'] }, ['invalid fields']],
    ['a form with fields that are numbers', { ...FORM, fields: { a: 1 } }, ['invalid fields.a']],
    ['a form with a field of the signature', { ...FORM, fields: { policy: 'x' } }, ['invalid fields.policy']],
    ['conditions that are no list', { ...FORM, conditions: {} }, ['invalid conditions']],
    [
      'everything at once',
      { form: 'url', bucket: 'b', method: '', keys: 'a', query: 1, headers: 2, expiresInSeconds: 0 },
      [
        'unknown keys',
        'invalid bucket',
        'invalid method',
        'missing key',
        'invalid query',
        'invalid headers',
        'invalid expiresInSeconds',
      ],
    ],
  ])('%s', async (_, question, issues) => {
    expect(await issuesOf(question)).toEqual(issues);
  });

  it.each([
    [['content-length-range', 1]],
    [['content-length-range', 5, 1]],
    [['content-length-range', -1, 1]],
    [['content-length-range', '1', '2']],
    [['eq', 'acl', 'private']],
    [['eq', '$acl']],
    [['eq', '$acl', 5]],
    [['starts-with', '$', 'x']],
    [['in', '$acl', 'private']],
    [['not-in', '$acl', [5]]],
    [['like', '$acl', 'x']],
    [['eq', '$acl', 'private', 'more']],
    [[]],
    [{}],
    [{ acl: 5 }],
    ['eq'],
    [null],
    [5],
  ])('the condition %j', async (condition) => {
    expect(await issuesOf({ ...FORM, conditions: [['eq', '$acl', 'private'], condition] })).toEqual([
      'invalid conditions[1]',
    ]);
  });

  it.each([
    [['content-length-range', 0, 0]],
    [['starts-with', '$acl', '']],
    [['in', '$acl', ['private']]],
    [['not-in', '$acl', []]],
    [{ acl: 'private' }],
  ])('not the condition %j', async (condition) => {
    expect(await answer({ ...FORM, conditions: [condition] })).toHaveProperty('fields.policy');
  });

  it.each([
    [['starts-with', '$key', '']],
    [['starts-with', '$KEY', 'users/']],
    [['eq', '$bucket', 'other']],
    [{ Key: 'users/2/a.txt' }],
    [{ bucket: 'other' }],
    [['starts-with', '$Content-Type', '']],
    [['in', '$content-type', ['text/html']]],
  ])('a condition that would let more through than was allowed: %j', async (condition) => {
    const question = { ...FORM, fields: { 'Content-Type': 'image/png' }, conditions: [condition] };
    expect(await issuesOf(question)).toEqual(['invalid conditions[0]']);
  });

  it('a key that no browser can address: it would be another one', async () => {
    for (const question of [HEADERS, URL_FORM]) {
      const key = 'users/1/../2/a.txt';
      expect(await thrownBy(answer({ ...question, key }))).toBeInstanceOf(UnsupportedError);
    }
  });

  it('a form on a store that takes none', async () => {
    const owner = signingBucket({
      store: r2,
      endpoint: 'https://a.r2.cloudflarestorage.com',
      bucket: 'photos',
    } as Place);
    const error = await thrownBy(answerSigningRequest(owner, FORM, () => true));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect((error as Error).message).toContain('Cloudflare R2');
  });

  it('shows no secret of whoever sent it', async () => {
    const question = {
      ...HEADERS,
      headers: { 'x-amz-server-side-encryption-customer-key': `${SECRET}é`, date: TOKEN },
      query: { 'x-amz-security-token': TOKEN },
      [TOKEN.slice(0, 12)]: SECRET,
    };
    const error = await thrownBy(answer(question));
    const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(TOKEN);
  });
});
