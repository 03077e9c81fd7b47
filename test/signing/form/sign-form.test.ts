import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyCondition } from '../../../src/signing/signer.js';
import {
  almostSame,
  key as anyKey,
  parameterValue as anyValue,
  entriesOf,
  isKeptInForm,
} from '../arbitraries.js';
import { SCHEMES } from '../schemes.js';
import { LONG_LIVED, SUBJECT, signForm } from '../subject.js';
import { policyOf, policyTextOf, readConditions } from './policy.js';

const key = anyKey.filter(isKeptInForm);
const parameterValue = anyValue.filter(isKeptInForm);
const FILE_NAME = '$' + '{filename}';
/** In the order of the form: what the signature adds, with a token. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  'aws-v4': [
    'x-amz-algorithm',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-security-token',
    'policy',
    'x-amz-signature',
  ],
  'oss-v4': [
    'x-oss-signature-version',
    'x-oss-credential',
    'x-oss-date',
    'x-oss-security-token',
    'policy',
    'x-oss-signature',
  ],
  'oss-v1': ['OSSAccessKeyId', 'x-oss-security-token', 'policy', 'Signature'],
  cos: ['policy', 'q-sign-algorithm', 'q-ak', 'q-key-time', 'x-cos-security-token', 'q-signature'],
};
/** Of these, what the store asks no condition for. */
const UNCOVERED: Readonly<Record<string, readonly string[]>> = {
  'aws-v4': ['policy', 'x-amz-signature'],
  'oss-v4': ['policy', 'x-oss-signature'],
  'oss-v1': ['OSSAccessKeyId', 'policy', 'Signature'],
  cos: ['policy', 'x-cos-security-token', 'q-signature'],
};

/** Fields of a form as nobody should choose them, but none that a form or a signature sets. */
const fieldsFor = (prefix: string) =>
  entriesOf(
    fc.oneof(
      fc.constantFrom('Content-Type', 'Cache-Control', 'success_action_status', `${prefix}meta-a`),
      fc.stringMatching(/^z[A-Za-z0-9_.-]{1,10}$/),
    ),
    parameterValue,
    (name) => name.toLowerCase(),
  ).map((entries) => Object.fromEntries(entries));

describe.each(SCHEMES)('a form of $title', (scheme) => {
  const { signer } = scheme;
  const fields = fieldsFor(scheme.prefix);
  const ownKey = key.filter(scheme.takesKeyInForm);

  it('is signed over the policy that it carries', async () => {
    await fc.assert(
      fc.asyncProperty(ownKey, fields, async (name, headers) => {
        const subject = { ...SUBJECT, key: name, headers };
        const signed = await signForm(signer, subject);
        expect(signed.fields[scheme.field]).toBe(scheme.signPolicy(signed.fields, subject));
      }),
    );
  });

  it('has another signature when a field has another value', async () => {
    const character = fc.constantFrom(' ', 'a', '"', '\\', '字');
    await fc.assert(
      fc.asyncProperty(fields, almostSame(parameterValue, character), async (others, values) => {
        const [one, other] = await Promise.all(
          values.map(async (value) => {
            const headers = { ...others, zField: value };
            return (await signForm(signer, { ...SUBJECT, headers })).fields[scheme.field];
          }),
        );
        expect(one).not.toBe(other);
      }),
    );
  });

  it('carries key and fields as they were given, and no file: that goes last', async () => {
    await fc.assert(
      fc.asyncProperty(ownKey, fields, async (name, headers) => {
        const signed = await signForm(signer, { ...SUBJECT, key: name, headers });
        expect(signed.fields).toMatchObject({ ...headers, key: name });
        expect(Object.keys(signed.fields).map((field) => field.toLowerCase())).not.toContain('file');
      }),
    );
  });
});

describe.each(SCHEMES.filter(({ title }) => title !== 'qingstor'))('the policy of $title', (scheme) => {
  const { title, signer, token } = scheme;
  const fields = fieldsFor(scheme.prefix);

  it('covers bucket, key, every field and the signature, each as it is sent', async () => {
    const temporary = fc.constantFrom(SUBJECT.credentials, LONG_LIVED);
    await fc.assert(
      fc.asyncProperty(key, fields, temporary, async (name, headers, credentials) => {
        const signed = await signForm(signer, { ...SUBJECT, key: name, headers, credentials });
        const conditions = readConditions(policyOf(signed));
        // COS calls one and the same thing q-key-time in the form and q-sign-time in the policy.
        const sent = Object.entries({ ...signed.fields, bucket: SUBJECT.bucket }).map(
          ([field, value]) => [field === 'q-key-time' ? 'q-sign-time' : field, value] as const,
        );
        const covers = ([field]: readonly [string, string]) =>
          conditions.some((condition) => condition.field === field.toLowerCase());
        const isLongLived = credentials === LONG_LIVED;
        const uncovered = UNCOVERED[title]?.filter((field) => !isLongLived || field !== token?.field);
        expect(sent.filter((entry) => !covers(entry)).map(([field]) => field)).toEqual(uncovered);
        const values = new Map(sent.map(([field, value]) => [field.toLowerCase(), value]));
        for (const condition of conditions) {
          expect(condition.accepts(values.get(condition.field) ?? 'not sent')).toBe(true);
          expect(condition.accepts(`${values.get(condition.field)}!`)).toBe(false);
        }
      }),
    );
  });

  it('ends when the form does by itself', async () => {
    const { expiration } = policyOf(await signForm(signer, { ...SUBJECT, expiresInSeconds: 90 }));
    expect(expiration).toBe('2026-05-24T10:01:30.000Z');
  });

  it('goes with the fields in the order in which they should be sent', async () => {
    const signed = await signForm(signer, { ...SUBJECT, headers: { 'Content-Type': 'image/png', acl: 'a' } });
    expect(Object.keys(signed.fields)).toEqual(['key', 'Content-Type', 'acl', ...(ADDED[title] ?? [])]);
  });

  it.each([
    [`dir/${FILE_NAME}`, 'dir/'],
    [FILE_NAME, ''],
    [`a ${FILE_NAME} b`, 'a '],
    [`${FILE_NAME}${FILE_NAME}`, ''],
  ])('demands of the key %j what is known of it', async (name, start) => {
    const signed = await signForm(signer, { ...SUBJECT, key: name });
    expect(signed.fields.key).toBe(name);
    const aboutKey = policyOf(signed).conditions.filter((condition) =>
      JSON.stringify(condition).includes('$key'),
    );
    expect(aboutKey).toEqual([['starts-with', '$key', start]]);
  });

  it.each<readonly [field: string, condition: PolicyCondition]>([
    ['key', ['starts-with', '$key', 'dir/']],
    ['key', ['starts-with', '$Key', 'dir/']],
    ['key', { key: 'dir/cat.png' }],
    ['bucket', { bucket: 'photos' }],
    ['bucket', ['eq', '$bucket', 'photos']],
    ['content-type', ['starts-with', '$Content-Type', 'image/']],
    ['content-type', ['in', '$content-type', ['image/png', 'image/jpeg']]],
    ['content-type', { 'CONTENT-TYPE': 'image/png' }],
  ])('takes the caller’s condition on %s in place of its own: %j', async (field, condition) => {
    const subject = { ...SUBJECT, headers: { 'Content-Type': 'image/png' } };
    const policy = policyOf(await signForm(signer, subject, { conditions: [condition] }));
    expect(policy.conditions).toContainEqual(condition);
    expect(readConditions(policy).filter((read) => read.field === field)).toHaveLength(1);
    const others = ['bucket', 'key', 'content-type'].filter((other) => other !== field);
    expect(readConditions(policy).map((read) => read.field)).toEqual(expect.arrayContaining(others));
  });

  it('keeps what else the caller demands, beside all of its own', async () => {
    const demanded: PolicyCondition[] = [
      ['content-length-range', 1, 10_485_760],
      ['not-in', '$cache-control', ['no-cache']],
    ];
    const plain = policyOf(await signForm(signer, SUBJECT));
    const { conditions } = policyOf(await signForm(signer, SUBJECT, { conditions: demanded }));
    expect(conditions).toHaveLength(plain.conditions.length + 2);
    expect(conditions).toEqual(expect.arrayContaining([...plain.conditions, ...demanded]));
  });

  it('is UTF-8, whatever the key', async () => {
    const signed = await signForm(signer, { ...SUBJECT, key: '报告/🎉\u00a0"\\.png' });
    expect(policyTextOf(signed)).toContain('报告/🎉\u00a0\\"\\\\.png');
  });
});
