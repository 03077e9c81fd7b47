import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import { CredentialsError } from '../../src/model/errors.js';
import { ANSWERS, assumeRoleXml, EXPECTED, FIELDS, KEY, NOW, SECRET, TOKEN } from './answers.js';
import { VENDOR_ANSWERS } from './vendor-answers.js';

async function errorFor(answer: unknown): Promise<CredentialsError> {
  const outcome = await readCredentials(answer, NOW, 'temporary').catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(CredentialsError);
  return outcome as CredentialsError;
}

/** Everything of an error that a log could show. */
function everything(error: CredentialsError): string {
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    JSON.stringify(error.issues),
    String(error.cause),
  ].join('\n');
}

describe('readCredentials', () => {
  it.each(ANSWERS)('reads %s', async (_, answer) => {
    expect(await readCredentials(answer, NOW, 'temporary')).toEqual(EXPECTED);
  });

  it('takes long-lived keys only where they may be', async () => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET };
    expect(await readCredentials(keys, NOW, 'any')).toEqual(keys);
    const { issues } = await errorFor(keys);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['missing', 'credentials.securityToken'],
      ['missing', 'credentials.expiration'],
    ]);
  });

  it('takes null for a token that is not there', async () => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET, securityToken: null, expiration: null };
    expect(await readCredentials(keys, NOW, 'any')).toEqual({ accessKeyId: KEY, secretAccessKey: SECRET });
  });

  it('says of an empty token what to do, by whether one is needed', async () => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET, securityToken: '' };
    await expect(readCredentials(keys, NOW, 'any')).rejects.toMatchObject({
      issues: [
        {
          path: 'credentials.securityToken',
          value: '""',
          message: 'is empty: leave it out, or give the token',
        },
      ],
    });
    const { issues } = await errorFor(keys);
    expect(issues[0]).toMatchObject({ path: 'credentials.securityToken', message: 'is needed' });
  });
});

const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = FIELDS;
const MALFORMED: readonly (readonly [
  what: string,
  answer: unknown,
  issues: readonly (readonly [code: string, path: string, value: string])[],
])[] = [
  [
    'no key id',
    { SecretAccessKey, SessionToken, Expiration },
    [['missing', 'credentials.AccessKeyId', 'absent']],
  ],
  ['an empty secret', { ...FIELDS, SecretAccessKey: '' }, [['missing', 'credentials.SecretAccessKey', '""']]],
  [
    'no token',
    { AccessKeyId, SecretAccessKey, Expiration },
    [['missing', 'credentials.SessionToken', 'absent']],
  ],
  [
    'no end',
    { AccessKeyId, SecretAccessKey, SessionToken },
    [['missing', 'credentials.Expiration', 'absent']],
  ],
  [
    'nothing of it, in the own spelling',
    {},
    [
      ['missing', 'credentials.accessKeyId', 'absent'],
      ['missing', 'credentials.secretAccessKey', 'absent'],
      ['missing', 'credentials.securityToken', 'absent'],
      ['missing', 'credentials.expiration', 'absent'],
    ],
  ],
  [
    'nothing of it, wrapped',
    { Credentials: {} },
    [
      ['missing', 'credentials.Credentials.AccessKeyId', 'absent'],
      ['missing', 'credentials.Credentials.SecretAccessKey', 'absent'],
      ['missing', 'credentials.Credentials.SessionToken', 'absent'],
      ['missing', 'credentials.Credentials.Expiration', 'absent'],
    ],
  ],
  [
    'several faults at once',
    {
      Credentials: { AccessKeyId: 7, SecretAccessKey: ` ${SECRET}`, SessionToken: null, Expiration: 'soon' },
    },
    [
      ['invalid', 'credentials.Credentials.AccessKeyId', 'a number, not shown'],
      ['invalid', 'credentials.Credentials.SecretAccessKey', `a secret of ${SECRET.length + 1} characters`],
      ['missing', 'credentials.Credentials.SessionToken', 'null'],
      ['invalid', 'credentials.Credentials.Expiration', 'text of 4 characters, not shown'],
    ],
  ],
  [
    'milliseconds',
    { ...FIELDS, Expiration: Date.parse(Expiration) },
    [['invalid', 'credentials.Expiration', String(Date.parse(Expiration))]],
  ],
  [
    'milliseconds as text',
    { ...FIELDS, Expiration: String(Date.parse(Expiration)) },
    [['invalid', 'credentials.Expiration', `"${Date.parse(Expiration)}"`]],
  ],
  [
    'an end in the past',
    { ...FIELDS, Expiration: '2026-11-21T09:59:59Z' },
    [['expired', 'credentials.Expiration', '"2026-11-21T09:59:59Z"']],
  ],
  [
    'an end that is now',
    { ...FIELDS, Expiration: NOW },
    [['expired', 'credentials.Expiration', NOW.toISOString()]],
  ],
  ...['2026-11-21 11:00', '2026-11-21T11:00:00', '2026-11-21', '11/21/2026', '2026-13-41T11:00:00Z'].map(
    (date) =>
      [
        `the date ${date}`,
        { ...FIELDS, Expiration: date },
        [['invalid', 'credentials.Expiration', `"${date}"`]],
      ] as const,
  ),
  [
    'an invalid Date',
    { ...FIELDS, Expiration: new Date('x') },
    [['invalid', 'credentials.Expiration', 'an invalid Date']],
  ],
  ['the end 0', { ...FIELDS, Expiration: 0 }, [['invalid', 'credentials.Expiration', '0']]],
  ['the end NaN', { ...FIELDS, Expiration: Number.NaN }, [['invalid', 'credentials.Expiration', 'NaN']]],
  ['the end true', { ...FIELDS, Expiration: true }, [['invalid', 'credentials.Expiration', 'true']]],
  ['null', null, [['invalid', 'credentials', 'null']]],
  ['undefined', undefined, [['invalid', 'credentials', 'absent']]],
  ['a number', 42, [['invalid', 'credentials', '42']]],
  ['an array', [FIELDS], [['invalid', 'credentials', 'an array of 1']]],
  ['a function', () => FIELDS, [['invalid', 'credentials', 'a function']]],
  ['a Date', NOW, [['invalid', 'credentials', NOW.toISOString()]]],
  ['empty text', '', [['invalid', 'credentials', 'text of 0 characters that is neither JSON nor XML']]],
  [
    'an HTML page',
    '<!DOCTYPE html><html><body>Log in</body></html>',
    [['invalid', 'credentials', 'text of 47 characters that is neither JSON nor XML']],
  ],
  ['JSON null', 'null', [['invalid', 'credentials', 'null']]],
  ['JSON of an array', '[]', [['invalid', 'credentials', 'an array of 0']]],
  [
    'JSON cut short',
    JSON.stringify({ Credentials: FIELDS }).slice(0, -3),
    [
      [
        'invalid',
        'credentials',
        `text of ${JSON.stringify({ Credentials: FIELDS }).length - 3} characters that is neither JSON nor XML`,
      ],
    ],
  ],
  [
    'XML of something else',
    '<html><body>Sign in</body></html>',
    [
      ['missing', 'credentials.accessKeyId', 'absent'],
      ['missing', 'credentials.secretAccessKey', 'absent'],
      ['missing', 'credentials.securityToken', 'absent'],
      ['missing', 'credentials.expiration', 'absent'],
    ],
  ],
  [
    'XML without an end',
    assumeRoleXml({ AccessKeyId, SecretAccessKey, SessionToken }),
    [['missing', 'credentials.AssumeRoleResponse.AssumeRoleResult.Credentials.Expiration', 'absent']],
  ],
];

describe('a malformed answer gives one error that lists every problem', () => {
  it.each(MALFORMED)('%s', async (_, answer, expected) => {
    const error = await errorFor(answer);
    expect(error.code).toBe('ERR_CREDENTIALS');
    expect(error.issues.map(({ code, path, value }) => [code, path, value])).toEqual(expected);
    for (const { path, value, message } of error.issues) {
      expect(error.message).toContain(`${path}: ${message} (seen: ${value})`);
    }
  });

  it('with one sentence for each kind of end that is wrong', async () => {
    const sentence = async (end: unknown) =>
      (await errorFor({ ...FIELDS, Expiration: end })).issues[0]?.message;
    expect(await sentence(Date.parse(Expiration))).toContain('milliseconds');
    expect(await sentence('2026-11-21T09:00:00Z')).toContain(NOW.toISOString());
    expect(await sentence('2026-11-21T11:00:00')).toContain('ISO 8601');
  });
});

describe('no error shows the secret or the token', () => {
  it.each<readonly [string, unknown]>([
    ['the secret as the end', { ...FIELDS, Expiration: SECRET }],
    ['the token as the end', { ...FIELDS, Expiration: TOKEN }],
    [
      'fields moved by one',
      { AccessKeyId: SECRET, SecretAccessKey: `${TOKEN} `, SessionToken: 5, Expiration: KEY + SECRET },
    ],
    ['the secret alone', SECRET],
    ['the secret as JSON text', JSON.stringify(SECRET)],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ SecretAccessKey: SECRET, SessionToken: TOKEN }))],
    ['JSON cut in the secret', `{"SecretAccessKey":"${SECRET}`],
    ['an array of them', [SECRET, TOKEN]],
    ['a wrapper that is the secret', { Credentials: SECRET }],
    ['a field that is an object', { ...FIELDS, SecretAccessKey: { value: SECRET } }],
    ['XML with the secret as an element', `<${'S'}${SECRET}>`],
    ['XML with the secret as the end', assumeRoleXml({ ...FIELDS, Expiration: SECRET })],
    ['the names as values', { [SECRET]: 'AccessKeyId', [TOKEN]: 'SecretAccessKey' }],
  ])('%s', async (_, answer) => {
    const text = everything(await errorFor(answer));
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(TOKEN);
    // Nor the half of it: a shortened secret is a secret still.
    expect(text).not.toContain(SECRET.slice(0, 20));
    expect(text).not.toContain(TOKEN.slice(0, 20));
  });

  it('however an answer is damaged', async () => {
    const names = [
      'AccessKeyId',
      'SecretAccessKey',
      'SessionToken',
      'Expiration',
      'expiration',
      'accessKeyId',
      'AccessKeySecret',
      'TmpSecretKey',
      'Token',
      'stsToken',
      'XCosSecurityToken',
      'ExpiredTime',
      'StartTime',
      'Code',
      'ErrorCode',
      'code',
    ];
    const piece = fc.oneof(
      fc.constantFrom<unknown>(
        SECRET,
        TOKEN,
        KEY,
        Expiration,
        ` ${SECRET}`,
        `${TOKEN}\n`,
        null,
        '',
        0,
        -1,
        1e13,
        true,
      ),
      fc.constantFrom<unknown>([SECRET], { a: TOKEN }, [], {}),
      fc.string(),
      fc.double(),
    );
    const fields = fc.dictionary(fc.constantFrom(...names), piece);
    const wrapped = fc
      .tuple(fields, fc.constantFrom('', 'Credentials', 'AssumeRoleResponse', 'Response', 'data', 'Error'))
      .map(([value, name]) => (name === '' ? value : { [name]: value }));
    const text = fc
      .tuple(
        fc.constantFrom(
          JSON.stringify({ Credentials: FIELDS }),
          JSON.stringify(JSON.stringify(FIELDS)),
          assumeRoleXml(),
          ...VENDOR_ANSWERS.map(({ answer }) => JSON.stringify(answer)),
        ),
        fc.nat(),
        fc.nat(40),
        fc.string({ maxLength: 4 }),
      )
      .map(([whole, at, length, put]) => {
        const place = at % whole.length;
        return whole.slice(0, place) + put + whole.slice(place + length);
      });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          wrapped,
          wrapped.map((value) => JSON.stringify(value)),
          text,
        ),
        async (answer) => {
          const outcome = await readCredentials(answer, NOW, 'temporary').catch((error: unknown) => error);
          if (!(outcome instanceof Error)) return;
          expect(outcome).toBeInstanceOf(CredentialsError);
          const shown = everything(outcome as CredentialsError);
          expect(shown).not.toContain(SECRET.slice(0, 20));
          expect(shown).not.toContain(TOKEN.slice(0, 20));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what the answer is held against', () => {
  it('must be a time and one of the needs', async () => {
    const wrong = (now: unknown, needs: unknown) =>
      readCredentials({ ...FIELDS }, now as Date, needs as 'any').catch((error: unknown) => error);
    expect(await wrong(undefined, undefined)).toMatchObject({
      code: 'ERR_CONFIG',
      issues: [
        { code: 'missing', path: 'now' },
        { code: 'missing', path: 'needs' },
      ],
    });
    expect(await wrong(new Date(Number.NaN), 'temp')).toMatchObject({
      issues: [
        { code: 'invalid', path: 'now' },
        { code: 'invalid', path: 'needs', value: '"temp"' },
      ],
    });
  });
});
