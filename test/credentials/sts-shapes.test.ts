import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import { CredentialsError } from '../../src/model/errors.js';
import { END, FIELDS, KEY, NOW, SECRET, TOKEN } from './answers.js';
import { VENDOR_ANSWERS, type VendorAnswer } from './vendor-answers.js';

const read = (answer: unknown) => readCredentials(answer, NOW, 'temporary');

async function issuesOf(answer: unknown) {
  const outcome = await read(answer).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(CredentialsError);
  return (outcome as CredentialsError).issues;
}

/** A copy of the answer without what stands at these paths. */
function without(answer: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone({ credentials: answer });
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const holder = names.reduce<unknown>((value, name) => Reflect.get(Object(value), name), copy);
    expect(Reflect.deleteProperty(Object(holder), last)).toBe(true);
  }
  return copy.credentials;
}

/** Where else the answer may tell the end: Tencent tells it twice. */
const endsOf = ({ paths: [, , , end] }: VendorAnswer) => [
  end,
  end.replace(/\w+$/, 'Expiration'),
  end.replace(/\w+$/, 'expiration'),
];

const named = VENDOR_ANSWERS.map((vendor) => [vendor.producer, vendor] as const);

describe('credentials are read as they arrive from', () => {
  it.each(named)('%s', async (_, { answer, expected }) => {
    expect(await read(answer)).toEqual(expected);
    expect(await read(JSON.stringify(answer))).toEqual(expected);
  });

  it.each(named)('%s, within what an app’s server puts around it', async (_, { answer, expected, paths }) => {
    expect(await read({ code: 0, message: 'ok', data: answer })).toEqual(expected);
    expect(await read({ status: 'success', result: { code: 200, data: answer } })).toEqual(expected);
    if (paths[0].split('.').length === 2) expect(await read({ credentials: answer })).toEqual(expected);
  });
});

describe('what is missing is named as the producer spells it:', () => {
  it.each(named)('%s', async (_, vendor) => {
    for (const [column, path] of vendor.paths.entries()) {
      const [isToken, isEnd] = [column === 2, column === 3];
      const less = without(vendor.answer, isEnd ? endsOf(vendor) : [path]);
      if (isEnd && vendor.tellsNoEnd) {
        expect(await read(less)).toEqual(vendor.expected);
        continue;
      }
      const missed = (isToken && vendor.missedWithoutToken) || [path];
      expect((await issuesOf(less)).map(({ code, path: at }) => [code, at])).toEqual(
        missed.map((at) => ['missing', at]),
      );
    }
  });
});

describe('long-lived keys', () => {
  it.each([
    ['as QingStor’s console gives them', { access_key_id: KEY, secret_access_key: SECRET }],
    ['as Alibaba’s', { AccessKeyId: KEY, AccessKeySecret: SECRET }],
    ['in the own spelling', { accessKeyId: KEY, secretAccessKey: SECRET }],
  ])('are read %s, where they may be', async (_, answer) => {
    const keys = { accessKeyId: KEY, secretAccessKey: SECRET };
    expect(await readCredentials(answer, NOW, 'any')).toEqual(keys);
    await expect(read(answer)).rejects.toThrow(CredentialsError);
  });

  it('miss a token by the name that goes with theirs', async () => {
    expect(
      (await issuesOf({ access_key_id: KEY, secret_access_key: SECRET })).map(({ path }) => path),
    ).toEqual(['credentials.security_token', 'credentials.expiration']);
  });
});

describe('Alibaba in XML', () => {
  // It has no AssumeRoleResult, unlike that of AWS.
  const xml = (fields: string) =>
    `<?xml version='1.0' encoding='UTF-8'?><AssumeRoleResponse><RequestId>6894B13B</RequestId><AssumedRoleUser>` +
    `<Arn>acs:ram::123456789012:role/a/b</Arn></AssumedRoleUser><Credentials>${fields}</Credentials></AssumeRoleResponse>`;
  const fields = `<AccessKeyId>${KEY}</AccessKeyId><AccessKeySecret>${SECRET}</AccessKeySecret><Expiration>${END}</Expiration>`;

  it('is read', async () => {
    const answer = xml(`${fields}<SecurityToken>${TOKEN}</SecurityToken>`);
    expect(await read(answer)).toMatchObject({
      accessKeyId: KEY,
      secretAccessKey: SECRET,
      securityToken: TOKEN,
    });
  });

  it('is told what it lacks in its own words', async () => {
    expect((await issuesOf(xml(fields))).map(({ path }) => path)).toEqual([
      'credentials.AssumeRoleResponse.Credentials.SecurityToken',
    ]);
  });
});

describe('the times of Tencent', () => {
  const seconds = Date.parse(END) / 1000;
  const cos = { TmpSecretId: KEY, TmpSecretKey: SECRET, SecurityToken: TOKEN };

  it.each([
    ['seconds as text', { ...cos, ExpiredTime: String(seconds), StartTime: String(seconds - 60) }],
    [
      'beside and within',
      { credentials: { ...cos, ExpiredTime: seconds, StartTime: seconds - 60 }, startTime: 1 },
    ],
    [
      'half a second apart',
      { ...cos, ExpiredTime: seconds, Expiration: '2026-11-21T11:00:00.500Z', StartTime: seconds - 60 },
    ],
  ])('%s', async (_, answer) => {
    expect(await read(answer)).toMatchObject({
      expiration: new Date(END),
      startTime: new Date('2026-11-21T10:59:00Z'),
    });
  });

  it.each([
    [
      'the end in milliseconds',
      { ...cos, ExpiredTime: seconds * 1000 },
      'credentials.ExpiredTime',
      /milliseconds/,
    ],
    [
      'the start in milliseconds',
      { ...cos, ExpiredTime: seconds, StartTime: seconds * 1000 },
      'credentials.StartTime',
      /milliseconds/,
    ],
    [
      'a start that is none',
      { ...cos, ExpiredTime: seconds, StartTime: 'now' },
      'credentials.StartTime',
      /ISO 8601/,
    ],
    [
      'a start after the end',
      { ...cos, ExpiredTime: seconds, StartTime: seconds + 1 },
      'credentials.StartTime',
      /not before the end/,
    ],
    [
      'two ends',
      { ...cos, ExpiredTime: seconds, Expiration: '2026-11-21T12:00:00Z' },
      'credentials.ExpiredTime',
      /credentials\.Expiration/,
    ],
  ])('are refused: %s', async (_, answer, path, message) => {
    expect(await issuesOf(answer)).toEqual([
      expect.objectContaining({ code: 'invalid', path, message: expect.stringMatching(message) }),
    ]);
  });

  it('do not tell what the clock here should say', async () => {
    const late = new Date(Date.parse(END) + 1);
    await expect(
      readCredentials({ ...cos, ExpiredTime: seconds, StartTime: seconds - 900 }, late, 'temporary'),
    ).rejects.toMatchObject({
      issues: [{ code: 'expired', path: 'credentials.ExpiredTime' }],
    });
  });
});

describe('one field under two names', () => {
  it('is read when both are the same, or one is empty', async () => {
    expect(await read({ ...FIELDS, SecurityToken: TOKEN })).toMatchObject({ securityToken: TOKEN });
    expect(await read({ ...FIELDS, SecurityToken: '', sessionToken: null })).toMatchObject({
      securityToken: TOKEN,
    });
  });

  it('is an issue that names both when they differ, and shows neither', async () => {
    const other = `other${TOKEN}`;
    const issues = await issuesOf({ ...FIELDS, SecurityToken: other, secretAccessKey: TOKEN });
    expect(issues.map(({ path, message }) => [path, message])).toEqual([
      ['credentials.SecretAccessKey', 'is not the same as credentials.secretAccessKey: give one of them'],
      ['credentials.SessionToken', 'is not the same as credentials.SecurityToken: give one of them'],
    ]);
    expect(JSON.stringify(issues)).not.toContain(TOKEN);
  });
});

describe('wrappers', () => {
  it('are not looked into where the keys are already', async () => {
    const data = { AccessKeyId: 'other', SecretAccessKey: 'other' };
    expect(await read({ ...FIELDS, data, result: data })).toMatchObject({ accessKeyId: KEY });
  });

  it('have no keys beside them: a token there is another one', async () => {
    const { SessionToken, ...lacking } = FIELDS;
    const issues = await issuesOf({ SessionToken, Token: 'of the app', Credentials: lacking });
    expect(issues.map(({ path }) => path)).toEqual(['credentials.Credentials.SessionToken']);
  });

  it('say that they hold credentials before those that hold anything', async () => {
    const answer = { data: { user: 'alice' }, Response: {}, credentials: FIELDS };
    expect(await read(answer)).toMatchObject({ accessKeyId: KEY });
  });

  it('may be a ring, which holds nothing', async () => {
    const ring: Record<string, unknown> = {};
    ring.data = ring;
    expect((await issuesOf(ring)).map(({ code }) => code)).toEqual([
      'missing',
      'missing',
      'missing',
      'missing',
    ]);
  });

  it('keep every end of the way, however an answer is wrapped', async () => {
    const wrappers = fc.array(
      fc.constantFrom(
        'body',
        'data',
        'result',
        'Response',
        'AssumeRoleResponse',
        'AssumeRoleResult',
        'credentials',
        'Credentials',
      ),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(
        wrappers,
        fc.constantFrom(...VENDOR_ANSWERS.filter(({ paths }) => paths[0].split('.').length === 2)),
        async (names, vendor) => {
          const wrapped = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), vendor.answer);
          expect(await read(wrapped)).toEqual(vendor.expected);
          const [id] = vendor.paths;
          const place = ['credentials', ...names].join('.');
          const lacking = names.reduceRight<unknown>(
            (inner, name) => ({ [name]: inner }),
            without(vendor.answer, [id]),
          );
          expect((await issuesOf(lacking)).map(({ path }) => path)).toEqual([
            id.replace('credentials', place),
          ]);
        },
      ),
    );
  });
});

describe('the client options of ali-oss with the STS’s own name of the token', () => {
  const answer = { accessKeyId: KEY, accessKeySecret: SECRET, securityToken: TOKEN };
  const keys = { accessKeyId: KEY, secretAccessKey: SECRET, securityToken: TOKEN };

  it('need not tell the end', async () => {
    expect(await read(answer)).toEqual(keys);
    expect(await read(JSON.stringify(answer))).toEqual(keys);
    expect(await read({ code: 200, data: answer })).toEqual(keys);
    expect(await read({ ...answer, expiration: END })).toEqual({ ...keys, expiration: new Date(END) });
  });

  it('need it where they stand as Alibaba’s newer SDKs have them', async () => {
    for (const wrapped of [{ credentials: answer }, { body: { credentials: answer } }]) {
      expect((await issuesOf(wrapped)).map(({ code, path }) => [code, path.replace('.body', '')])).toEqual([
        ['missing', 'credentials.credentials.expiration'],
      ]);
    }
  });

  it('need the token', async () => {
    const { securityToken: _, ...less } = answer;
    await expect(read(less)).rejects.toThrow(CredentialsError);
  });
});

describe('an answer that is a signature', () => {
  const form = {
    policy: 'cG9saWN5',
    x_oss_credential: 'AKID/20261121/oss',
    x_oss_date: 'd',
    signature: 'c2ln',
  };

  it.each<readonly [string, unknown]>([
    ['of a form of OSS', { ...form, security_token: TOKEN, host: 'h', dir: 'd' }],
    ['of a form of OSS by V1', { accessid: KEY, policy: 'cG9saWN5', signature: 'c2ln', expire: '1' }],
    ['of COS', { Authorization: 'q-sign-algorithm=sha1&q-signature=a', SecurityToken: TOKEN }],
    ['of QingStor', { access_key_id: KEY, signature: 'c2ln', expires: 1 }],
    ['within what an app’s server puts around it', { code: 0, data: form }],
    ['as JSON', JSON.stringify(form)],
  ])('%s says that the server signs itself, and shows nothing of it', async (_, answer) => {
    const error = await read(answer).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain('signer: remoteSigner({ url })');
    for (const hidden of [TOKEN, 'c2ln', 'cG9saWN5', 'q-signature'])
      expect(String(error)).not.toContain(hidden);
  });

  it('is not seen in credentials, however they are wrapped, nor in an error', async () => {
    const answer = { signature: 'a', accessKeyId: KEY, accessKeySecret: SECRET, securityToken: TOKEN };
    expect(await read(answer)).toMatchObject({ secretAccessKey: SECRET });
    await expect(read({ Code: 'NoPermission', policy: 'a', Message: 'x' })).rejects.toThrow('NoPermission');
  });
});
