import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import { signAwsV4Policy } from '../../../src/signing/aws-v4/sign-form.js';
import { signCosPolicy } from '../../../src/signing/cos/sign-form.js';
import { cosSigner } from '../../../src/signing/cos/signer.js';
import { signOssV1Policy } from '../../../src/signing/oss-v1/sign-form.js';
import { signOssV4Policy } from '../../../src/signing/oss-v4/sign-form.js';
import { signQingstorPolicy } from '../../../src/signing/qingstor/sign-form.js';
import { LONG_LIVED, SUBJECT, signForm } from '../subject.js';
import { policyTextOf } from './policy.js';

async function issuesOf(signing: Promise<unknown>): Promise<ConfigError['issues']> {
  const error = await signing.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).not.toContain(LONG_LIVED.secretAccessKey);
  return (error as ConfigError).issues;
}

const told = async (signing: Promise<unknown>): Promise<string[]> =>
  (await issuesOf(signing)).map(({ code, path }) => `${code} ${path}`);

/** As a caller without types may call it. */
type Loose = (...given: readonly unknown[]) => Promise<unknown>;

const KEYS = [
  'missing credentials',
  'missing credentials.accessKeyId',
  'missing credentials.secretAccessKey',
];
const WINDOW = { startSeconds: 1_557_989_753, endSeconds: 1_557_996_953 };

describe.each<readonly [name: string, sign: Loose, more: readonly string[], context: unknown]>([
  ['signAwsV4Policy', signAwsV4Policy as Loose, ['missing now', 'missing region'], SUBJECT],
  ['signOssV4Policy', signOssV4Policy as Loose, ['missing now', 'missing region'], SUBJECT],
  ['signOssV1Policy', signOssV1Policy as Loose, [], undefined],
  ['signQingstorPolicy', signQingstorPolicy as Loose, [], undefined],
  ['signCosPolicy', signCosPolicy as Loose, ['missing keyTime'], WINDOW],
])('%s', (_, sign, more, context) => {
  it('names everything that is missing at once', async () => {
    expect(await told(sign())).toEqual(['missing policyText', ...KEYS, ...more]);
  });

  it('signs no policy that is not text', async () => {
    for (const policy of [{ conditions: [] }, 5, null]) {
      expect(await told(sign(policy, LONG_LIVED, context))).toEqual(['invalid policyText']);
    }
  });

  it('shows no credentials that cannot be right', async () => {
    const wrong = { ...LONG_LIVED, accessKeyId: [LONG_LIVED.secretAccessKey] };
    expect(await told(sign(undefined, wrong, context))).toEqual([
      'missing policyText',
      'invalid credentials.accessKeyId',
    ]);
  });
});

describe('signCosPolicy', () => {
  const conditions = [
    { 'q-sign-algorithm': 'sha1' },
    ['eq', '$q-ak', LONG_LIVED.accessKeyId],
    { 'q-sign-time': '1557989753;1557996953' },
  ];
  const sign = (policy: unknown) => signCosPolicy(JSON.stringify(policy), LONG_LIVED, WINDOW);

  it('signs a policy with the three conditions that COS wants, as its form signer does', async () => {
    await expect(sign({ expiration: '2019-05-16T08:55:53.000Z', conditions })).resolves.toBeDefined();
    const form = await signForm(cosSigner, SUBJECT);
    const [startSeconds = 0, endSeconds = 0] = form.fields['q-key-time']?.split(';').map(Number) ?? [];
    const own = await signCosPolicy(policyTextOf(form), SUBJECT.credentials, { startSeconds, endSeconds });
    expect(own).toEqual({ policy: form.fields.policy, signature: form.fields['q-signature'] });
  });

  it('lists each condition that is absent', async () => {
    const paths = ['q-sign-algorithm', 'q-ak', 'q-sign-time'];
    const missing = (names: readonly string[]) =>
      names.map((name) => `missing policyText.conditions ${name}`);
    expect(await told(sign({ conditions: [] }))).toEqual(missing(paths));
    for (const [index, path] of paths.entries()) {
      const others = conditions.filter((__, at) => at !== index);
      expect(await told(sign({ conditions: others }))).toEqual(missing([path]));
    }
    // Anything may begin so, and then it is not what is signed.
    const open = [['starts-with', '$q-ak', ''], ...conditions.filter((__, at) => at !== 1)];
    expect(await told(sign({ conditions: open }))).toEqual(missing(['q-ak']));
  });

  it('lists each condition that is not what is signed, and shows no key', async () => {
    const wrong = [
      { 'q-sign-algorithm': 'md5', 'q-ak': LONG_LIVED.secretAccessKey },
      ['eq', '$q-sign-time', '1;2'],
    ];
    expect(await told(sign({ conditions: wrong }))).toEqual([
      'invalid policyText.conditions q-sign-algorithm',
      'invalid policyText.conditions q-ak',
      'invalid policyText.conditions q-sign-time',
    ]);
    expect(await told(sign({ conditions: [...conditions, { 'q-ak': 'other' }] }))).toEqual([
      'invalid policyText.conditions q-ak',
    ]);
  });

  it('refuses what is no JSON of a policy', async () => {
    for (const text of ['nope', '[]', '7', 'null', '{']) {
      expect(await told(signCosPolicy(text, LONG_LIVED, WINDOW))).toEqual(['invalid policyText']);
    }
    expect(await told(sign({}))).toEqual(['missing policyText.conditions']);
    expect(await told(sign({ conditions: { 'q-ak': 'a' } }))).toEqual(['invalid policyText.conditions']);
  });
});
