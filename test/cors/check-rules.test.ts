import { describe, expect, it } from 'vitest';
import { checkRules } from '../../src/cors/check-rules.js';
import { s3 } from '../../src/stores/s3.js';

const GOOD = { allowedOrigins: ['https://app.example.com'], allowedMethods: ['GET', 'PUT'] };
const check = (rules: unknown) =>
  checkRules(rules, s3.corsLimits).map(({ code, path, value }) => [code, path, value]);

describe('checkRules accepts', () => {
  it.each<readonly [what: string, rule: object]>([
    ['the least', GOOD],
    [
      'everything',
      {
        id: 'R&D <季度>\t1',
        allowedOrigins: [
          '*',
          'null',
          'https://*.example.com',
          '*.example.com',
          'http://localhost:*',
          'http://[::1]:8080',
          'capacitor://localhost',
        ],
        allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
        allowedHeaders: ['*', 'x-amz-*', 'Content-Type'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 0,
      },
    ],
    ['empty lists where they may be', { ...GOOD, allowedHeaders: [], exposeHeaders: [] }],
    ['an id of 255 characters', { ...GOOD, id: 'x'.repeat(255) }],
    [
      'ports that are not the default',
      { ...GOOD, allowedOrigins: ['http://a.example:443', 'https://a.example:80'] },
    ],
  ])('%s', (_, rule) => {
    expect(check([rule])).toEqual([]);
  });

  it('as many rules as the store takes, and no more', () => {
    expect(check(Array.from({ length: 100 }, () => GOOD))).toEqual([]);
    expect(check(Array.from({ length: 101 }, () => GOOD))).toEqual([['limit', 'rules', '101']]);
  });
});

describe('checkRules finds', () => {
  it('the second of two rules with one id', () => {
    const rules = [{ ...GOOD, id: 'a' }, GOOD, GOOD, { ...GOOD, id: 'a' }];
    expect(check(rules)).toEqual([['invalid', 'rules[3].id', '"a"']]);
  });

  it.each<readonly [rules: unknown, code: string, value: string]>([
    [undefined, 'missing', 'absent'],
    [null, 'invalid', 'null'],
    [GOOD, 'invalid', 'an object'],
    ['[]', 'invalid', '"[]"'],
    [[], 'missing', 'absent'],
  ])('in the whole: %j', (rules, code, value) => {
    expect(check(rules)).toEqual([[code, 'rules', value]]);
  });

  it.each<readonly [field: string, value: unknown, path: string, code: string, shown: string]>([
    ['allowedOrigins', undefined, 'allowedOrigins', 'missing', 'absent'],
    ['allowedOrigins', [], 'allowedOrigins', 'missing', 'absent'],
    ['allowedOrigins', '*', 'allowedOrigins', 'invalid', '"*"'],
    ['allowedOrigins', [''], 'allowedOrigins[0]', 'never-matches', '""'],
    ['allowedOrigins', ['*', 1], 'allowedOrigins[1]', 'invalid', '1'],
    ['allowedOrigins', ['http://*.*'], 'allowedOrigins[0]', 'invalid', '"http://*.*"'],
    ['allowedOrigins', ['app.example.com'], 'allowedOrigins[0]', 'never-matches', '"app.example.com"'],
    ['allowedOrigins', ['https://'], 'allowedOrigins[0]', 'never-matches', '"https://"'],
    ['allowedOrigins', ['https://a.example/'], 'allowedOrigins[0]', 'never-matches', '"https://a.example/"'],
    [
      'allowedOrigins',
      ['https://a.example/x'],
      'allowedOrigins[0]',
      'never-matches',
      '"https://a.example/x"',
    ],
    [
      'allowedOrigins',
      ['https://a.example?x'],
      'allowedOrigins[0]',
      'never-matches',
      '"https://a.example?x"',
    ],
    ['allowedOrigins', ['*.example/'], 'allowedOrigins[0]', 'never-matches', '"*.example/"'],
    ['allowedOrigins', ['https://a b'], 'allowedOrigins[0]', 'never-matches', '"https://a b"'],
    ['allowedOrigins', ['https://A.example'], 'allowedOrigins[0]', 'never-matches', '"https://A.example"'],
    ['allowedOrigins', ['HTTPS://a.example'], 'allowedOrigins[0]', 'never-matches', '"HTTPS://a.example"'],
    [
      'allowedOrigins',
      ['https://münchen.example'],
      'allowedOrigins[0]',
      'never-matches',
      '"https://münchen.example"',
    ],
    [
      'allowedOrigins',
      ['https://a.example:443'],
      'allowedOrigins[0]',
      'never-matches',
      '"https://a.example:443"',
    ],
    [
      'allowedOrigins',
      ['http://*.example:80'],
      'allowedOrigins[0]',
      'never-matches',
      '"http://*.example:80"',
    ],
    ['allowedMethods', undefined, 'allowedMethods', 'missing', 'absent'],
    ['allowedMethods', [], 'allowedMethods', 'missing', 'absent'],
    ['allowedMethods', ['GET', 'put'], 'allowedMethods[1]', 'invalid', '"put"'],
    ['allowedMethods', ['OPTIONS'], 'allowedMethods[0]', 'invalid', '"OPTIONS"'],
    ['allowedMethods', ['PATCH'], 'allowedMethods[0]', 'invalid', '"PATCH"'],
    ['allowedMethods', ['*'], 'allowedMethods[0]', 'invalid', '"*"'],
    ['allowedMethods', [''], 'allowedMethods[0]', 'invalid', '""'],
    ['allowedHeaders', 'x', 'allowedHeaders', 'invalid', '"x"'],
    ['allowedHeaders', ['x-*-*'], 'allowedHeaders[0]', 'invalid', '"x-*-*"'],
    ['allowedHeaders', ['ok', 'a b'], 'allowedHeaders[1]', 'invalid', '"a b"'],
    ['allowedHeaders', [''], 'allowedHeaders[0]', 'invalid', '""'],
    ['allowedHeaders', ['a,b'], 'allowedHeaders[0]', 'invalid', '"a,b"'],
    ['exposeHeaders', ['*'], 'exposeHeaders[0]', 'invalid', '"*"'],
    ['exposeHeaders', ['x-amz-*'], 'exposeHeaders[0]', 'invalid', '"x-amz-*"'],
    ['exposeHeaders', ['ETag:'], 'exposeHeaders[0]', 'invalid', '"ETag:"'],
    ['id', 7, 'id', 'invalid', '7'],
    ['id', 'x'.repeat(256), 'id', 'invalid', `"${'x'.repeat(79)}…"`],
    ['id', 'a\0', 'id', 'invalid', '"a\\u0000"'],
    ['id', '\ud800', 'id', 'invalid', '"\\ud800"'],
    ['maxAgeSeconds', -1, 'maxAgeSeconds', 'invalid', '-1'],
    ['maxAgeSeconds', 1.5, 'maxAgeSeconds', 'invalid', '1.5'],
    ['maxAgeSeconds', '600', 'maxAgeSeconds', 'invalid', '"600"'],
    ['maxAgeSeconds', Number.NaN, 'maxAgeSeconds', 'invalid', 'NaN'],
    ['maxAgeSeconds', 1e21, 'maxAgeSeconds', 'invalid', '1e+21'],
  ])('in %s: %j', (field, value, path, code, shown) => {
    expect(check([GOOD, { ...GOOD, [field]: value }])).toEqual([[code, `rules[1].${path}`, shown]]);
  });

  it.each([null, 'rule', 7])('a rule that is %j', (rule) => {
    expect(check([GOOD, rule]).map(([code, path]) => [code, path])).toEqual([['invalid', 'rules[1]']]);
  });

  it('a name that nobody knows, with the one that is meant', () => {
    const issues = checkRules([{ ...GOOD, allowedHeader: ['*'], MaxAge: 5 }], s3.corsLimits);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['unknown', 'rules[0].allowedHeader'],
      ['unknown', 'rules[0].MaxAge'],
    ]);
    expect(issues[0]?.message).toContain('did you mean "allowedHeaders"?');
    expect(issues[1]?.message).toContain('maxAgeSeconds');
  });

  it('all of it at once', () => {
    const bad = {
      id: 7,
      allowedOrigins: ['https://a.example/', 'https://b.example', 'b.example'],
      allowedMethods: ['OPTIONS', 'GET', 'get'],
      allowedHeaders: ['x y'],
      exposeHeaders: ['*'],
      maxAgeSeconds: '1',
    };
    expect(check([bad, {}, GOOD]).map(([, path]) => path)).toEqual([
      'rules[0].allowedOrigins[0]',
      'rules[0].allowedOrigins[2]',
      'rules[0].allowedMethods[0]',
      'rules[0].allowedMethods[2]',
      'rules[0].allowedHeaders[0]',
      'rules[0].exposeHeaders[0]',
      'rules[0].id',
      'rules[0].maxAgeSeconds',
      'rules[1].allowedOrigins',
      'rules[1].allowedMethods',
    ]);
  });
});
