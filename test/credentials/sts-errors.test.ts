import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import { stsErrorCode } from '../../src/credentials/sts-error-code.js';
import { EXPECTED, FIELDS, NOW, SECRET, TOKEN } from './answers.js';

const read = (answer: unknown) => readCredentials(answer, NOW, 'temporary');

describe('an STS that refuses is quoted by its code:', () => {
  it.each<readonly [service: string, answer: unknown, code: string]>([
    [
      'AWS in XML',
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code></Error></ErrorResponse>',
      '"AccessDenied"',
    ],
    ['a store in XML', '<Error><Code>AccessDenied</Code><Message/></Error>', '"AccessDenied"'],
    [
      'AWS in JSON',
      { Error: { Code: 'ExpiredToken', Message: 'x', Type: 'Sender' }, RequestId: 'x' },
      '"ExpiredToken"',
    ],
    [
      'Alibaba',
      {
        RequestId: 'x',
        HostId: 'sts.aliyuncs.com',
        Code: 'EntityNotExist.Role',
        Message: 'The role not exists.',
      },
      '"EntityNotExist.Role"',
    ],
    [
      'Alibaba in XML',
      '<Error><RequestId>x</RequestId><HostId>sts.aliyuncs.com</HostId><Code>NoPermission</Code><Message>x</Message></Error>',
      '"NoPermission"',
    ],
    [
      'Tencent',
      { Response: { Error: { Code: 'AuthFailure.SecretIdNotFound', Message: 'x' }, RequestId: 'x' } },
      '"AuthFailure.SecretIdNotFound"',
    ],
    [
      'a sample server',
      { StatusCode: '500', ErrorCode: 'InvalidParameter.RoleArn', ErrorMessage: 'x' },
      '"InvalidParameter.RoleArn"',
    ],
    [
      'Cloudflare',
      { success: false, errors: [{ code: 10000, message: 'Authentication error' }], result: null },
      '"10000"',
    ],
    ['an app’s server', { code: 401, message: 'log in', data: null }, '"401"'],
    ['an app’s server, with something', { code: 403, data: { user: 'alice' } }, '"403"'],
    ['JSON text', JSON.stringify({ Code: 'NoPermission' }), '"NoPermission"'],
  ])('%s', async (_, answer, code) => {
    const message = `The STS, or the server that asks it, gave no credentials but the error ${code}: ask it otherwise`;
    await expect(read(answer)).rejects.toMatchObject({ code: 'ERR_CREDENTIALS', message, issues: [] });
  });
});

describe('no error is seen', () => {
  it.each([
    ['in credentials with a code', { ...FIELDS, Code: 'Success' }],
    ['in credentials with a code of anything', { ...FIELDS, Code: 'Failed', Error: { Code: 'x' } }],
    ['around credentials', { code: 1, errors: [], data: FIELDS }],
  ])('%s', async (_, answer) => {
    expect(await read(answer)).toEqual(EXPECTED);
  });

  it.each([
    ['success', { Code: 'Success' }],
    ['zero', { code: 0, data: {} }],
    ['200', { code: '200', data: {} }],
    ['nothing', { Code: '', code: null, errors: [] }],
  ])('in %s: then the fields are missed', async (_, answer) => {
    await expect(read(answer)).rejects.toMatchObject({ issues: { length: 4 } });
  });
});

describe('what is quoted', () => {
  it('is never a secret', async () => {
    for (const secret of [SECRET, TOKEN, 'wyLTSmsyPGP1ohvvw8xYgB29dlGI8KMiH2pK', 'a'.repeat(41)]) {
      const error = await read({ Code: secret }).catch(String);
      expect(error).toContain(`the error of ${secret.length} characters, not shown`);
      expect(error).not.toContain(secret);
    }
  });

  it('is a code or its length, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom('Code', 'ErrorCode', 'code', 'Error', 'errors'),
        (value, name) => {
          const code = stsErrorCode([{ [name]: value }]);
          if (code !== undefined)
            expect(code).toMatch(/^"(-?\d{1,6}|[A-Za-z]+([._-][A-Za-z]+)*)"$|^of \d+ characters, not shown$/);
        },
      ),
    );
  });
});
