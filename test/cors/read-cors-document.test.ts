import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameConfiguration } from '../../src/cors/is-same-configuration.js';
import { readCorsDocument } from '../../src/cors/read-cors-document.js';
import { ParseError } from '../../src/model/errors.js';
import { anyConfiguration, CODECS } from '../stores/cors-configurations.js';

const parseError = async (text: string): Promise<ParseError> => {
  const error = await readCorsDocument(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ParseError);
  return error as ParseError;
};

describe.each(Object.entries(CODECS))('readCorsDocument reads what is written for %s', (_, codec) => {
  it.each(['write', 'writeJson'] as const)('by %s', async (how) => {
    const written = anyConfiguration.filter(({ rules }) => how === 'write' || rules.length > 0);
    await fc.assert(
      fc.asyncProperty(written, async (configuration) => {
        const read = await readCorsDocument(codec[how](configuration));
        expect(read.unknown).toEqual([]);
        expect(isSameConfiguration(read.configuration, configuration, { corsCodec: codec })).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('readCorsDocument finds the shape', () => {
  const rule = { allowedOrigins: ['https://a.example'], allowedMethods: ['GET', 'PUT'] };
  it.each([
    ['aws-cli', '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET","PUT"]}]'],
    ['aws-cli', '{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET","PUT"]}'],
    [
      'aws-cli',
      '{"CORSConfiguration":{"CORSRules":[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET","PUT"]}]}}',
    ],
    ['cos-js', '{"CORSRules":{"AllowedOrigin":"https://a.example","AllowedMethod":["GET","PUT"]}}'],
    [
      'cos-js',
      '{"CORSRules":[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET","PUT"]}],"ResponseVary":null}',
    ],
    ['ossutil', '{"CORSRule":{"AllowedOrigin":"https://a.example","AllowedMethod":["GET","PUT"]}}'],
    ['ali-oss', '[{allowedOrigin: "https://a.example", allowedMethod: ["GET", "PUT"]}]'],
    ['bucket-preflight', '[{"allowedOrigins":["https://a.example"],"allowedMethods":["GET","PUT"]}]'],
    ['r2', '[{"allowed":{"origins":["https://a.example"],"methods":["GET","PUT"]}}]'],
    [
      'r2',
      '{"success":true,"errors":[],"messages":[],"result":{"rules":[{"allowed":{"origins":["https://a.example"],"methods":["GET","PUT"]}}]}}',
    ],
    [
      'b2',
      '{"corsRules":[{"allowedOrigins":["https://a.example"],"allowedOperations":["s3_get","s3_put"]}]}',
    ],
    ['gcloud', '{"cors":[{"origin":["https://a.example"],"method":["GET","PUT"]}]}'],
    [
      'terraform',
      '{"cors_rule":{"allowed_origins":["https://a.example"],"allowed_methods":["GET","PUT"],"max_age_seconds":null}}',
    ],
    [
      'terraform',
      '{"terraform":{},"resource":{"aws_s3_bucket":{"b":{"bucket":"b"}},"aws_s3_bucket_cors_configuration":{"x":[{"bucket":"b","cors_rule":[{"allowed_origins":["https://a.example"],"allowed_methods":["GET","PUT"]}]}]}}}',
    ],
    ['qingstor', '[{"allowed_origin":"https://a.example","allowed_methods":["GET","PUT"]}]'],
    [
      's3-xml',
      '<CORSRule><AllowedOrigin>https://a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod></CORSRule>',
    ],
    [
      's3-xml',
      '\ufeff\n<?xml version="1.0"?><x:CORSRule xmlns:x="a"><x:AllowedOrigin>https://a.example</x:AllowedOrigin><x:AllowedMethod>GET</x:AllowedMethod><x:AllowedMethod>PUT</x:AllowedMethod></x:CORSRule>',
    ],
  ])('%s: %s', async (shape, text) => {
    const { warnings, ...read } = await readCorsDocument(text);
    expect(read).toEqual({ shape, configuration: { rules: [rule] }, unknown: [] });
    expect(warnings.map(({ code }) => code)).toEqual(
      { 'ali-oss': ['not-json'], gcloud: ['one-header-list'] }[shape as string] ?? [],
    );
  });

  it.each([
    ['[]', 'aws-cli'],
    ['{"CORSRules":[]}', 'aws-cli'],
    ['{"cors_rules":null}', 'qingstor'],
    ['{"rules":[],"responseVary":false}', 'bucket-preflight'],
    ['<CorsConfig/>', 'gcs-xml'],
    ['<CORSConfiguration/>', 's3-xml'],
  ])('of %s, which has no rules', async (text, shape) => {
    const { configuration, ...read } = await readCorsDocument(text);
    expect(read).toEqual({ shape, unknown: [], warnings: [] });
    expect(configuration.rules).toEqual([]);
  });

  it('of several rules without what belongs around them', async () => {
    const one = '<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>';
    expect((await readCorsDocument(`${one}\n${one}`)).configuration.rules).toHaveLength(2);
  });

  it('of what COS gives: names in the plural, the life as text', async () => {
    const text =
      '{"CORSRules":[{"ID":"a","AllowedOrigins":["*"],"AllowedMethods":["GET"],"AllowedHeaders":["*"],"ExposeHeaders":[],"MaxAgeSeconds":"600"}],"ResponseVary":"true","statusCode":200}';
    expect(await readCorsDocument(text)).toEqual({
      shape: 'cos-js',
      configuration: {
        rules: [
          {
            id: 'a',
            allowedOrigins: ['*'],
            allowedMethods: ['GET'],
            allowedHeaders: ['*'],
            maxAgeSeconds: 600,
          },
        ],
        responseVary: true,
      },
      unknown: [{ path: 'statusCode', name: 'statusCode' }],
      warnings: [],
    });
  });
});

describe('readCorsDocument reports', () => {
  it.each([
    ['[{"AllowedOrigins":["*"],"AllowedMethod":["GET"],"Note":1}]', ['[0].Note']],
    [
      '{"rules":[{"allowed":{"origins":["*"],"note":1},"note":{"b":2}}],"note":3}',
      ['note', 'rules[0].allowed.note', 'rules[0].note'],
    ],
    ['{"Bucket":"b","CORSRules":[{"AllowedOrigin":"*"}]}', ['Bucket']],
    [
      '{"CORSConfiguration":{"CORSRules":[{"AllowedOrigins":["*"]}],"x":1},"y":2}',
      ['CORSConfiguration.x', 'y'],
    ],
    [
      '{"corsRules":[{"allowedOrigins":["*"],"allowedOperations":["s3_get","s3_put_object"]}]}',
      ['corsRules[0].allowedOperations[1]'],
    ],
    ['<CORSRule><AllowedOrigins>*</AllowedOrigins></CORSRule>', ['CORSRule[0].AllowedOrigins']],
    ['{"allowedOrigins":["*"],"__proto__":{"allowedMethods":["PUT"]}}', ['__proto__']],
  ])('what is not understood in %s', async (text, paths) => {
    const { unknown } = await readCorsDocument(text);
    expect(unknown.map(({ path }) => path).sort()).toEqual(paths);
  });

  it('operations that are no requests to an S3 store', async () => {
    const text =
      '[{"corsRuleName":"a","allowedOrigins":["*"],"allowedOperations":["b2_upload_file","s3_put"],"maxAgeSeconds":1}]';
    const { configuration, warnings } = await readCorsDocument(text);
    expect(configuration.rules).toEqual([
      { id: 'a', allowedOrigins: ['*'], allowedMethods: ['PUT'], maxAgeSeconds: 1 },
    ]);
    expect(warnings).toEqual([
      {
        code: 'native-operation',
        path: '[0].allowedOperations[0]',
        message: expect.stringContaining('"b2_upload_file"'),
      },
    ]);
  });

  it('everything that cannot be right, with its path', async () => {
    const { issues, message } = await parseError(
      '{"rules":[{"allowedOrigins":[1,"*"],"maxAgeSeconds":"soon","id":{}}, 5, "a", {"exposeHeaders":{"a":1}}],"responseVary":"yes"}',
    );
    expect(issues.map(({ path }) => path).sort()).toEqual([
      'responseVary',
      'rules[0].allowedOrigins[0]',
      'rules[0].id',
      'rules[0].maxAgeSeconds',
      'rules[1]',
      'rules[2]',
      'rules[3].exposeHeaders',
    ]);
    expect(message).toContain('rules[0].maxAgeSeconds: must be a whole number of seconds (seen: "soon")');
  });

  it('a field that is given twice by two names', async () => {
    const { issues } = await parseError(
      '[{"AllowedOrigin":"a","AllowedOrigins":["b"],"AllowedMethod":"GET"}]',
    );
    expect(issues).toMatchObject([
      { path: '[0].AllowedOrigins', message: 'says again what [0].AllowedOrigin says: leave one out' },
    ]);
  });

  it.each([
    ['{}', 'no names'],
    ['{"Statement":[{"Effect":"Allow"}]}', 'the names "Statement"'],
    ['[1]', 'an array of 1'],
    ['"a"', '"a"'],
    ['null', 'null'],
    ['{"corsConfiguration":[{}]}', 'the names "corsConfiguration"'],
  ])('that %s is no configuration', async (text, names) => {
    expect((await parseError(text)).message).toBe(`No CORS rules of a shape that is known: it has ${names}`);
  });
});

describe('readCorsDocument withstands', () => {
  it.each([
    ['nothing', ''],
    ['a page', '<!DOCTYPE html><html><body>no</body></html>'],
    [
      'an entity that grows',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><CORSConfiguration>&c;</CORSConfiguration>',
    ],
    [
      'an entity from elsewhere',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><CORSRule><ID>&b;</ID></CORSRule>',
    ],
    ['a rule that closes what is around it', '<CORSRule></CORSConfiguration><CORSConfiguration></CORSRule>'],
    ['elements that go deep', `<CORSRule>${'<a>'.repeat(50_000)}`],
    ['lists that go deep', '['.repeat(1_000_000)],
    ['too much XML', `<CORSRule>${' '.repeat(1 << 20)}</CORSRule>`],
    ['too much JSON', `[${' '.repeat(1 << 20)}]`],
  ])('%s', async (_, text) => {
    await parseError(text);
    expect(({} as Record<string, unknown>).allowedMethods).toBe(undefined);
  });

  it('a document that is nothing but wrong, without saying so a million times', async () => {
    const { issues } = await parseError(`[{"allowedOrigins":["*",${'1,'.repeat(400_000)}1]}]`);
    expect(issues).toHaveLength(1000);
  });

  it('any JSON, with nothing but a ParseError', async () => {
    const names = fc.constantFrom(
      ...[
        'rules',
        'CORSRules',
        'CORSRule',
        'CORSConfiguration',
        'cors_rules',
        'corsRules',
        'cors',
        'result',
        'allowed',
      ],
      ...[
        'AllowedOrigin',
        'AllowedOrigins',
        'allowedOrigins',
        'allowed_origin',
        'origins',
        'id',
        'maxAgeSeconds',
      ],
      ...[
        'responseVary',
        'ResponseVary',
        'resp_vary',
        'allowedOperations',
        '__proto__',
        'constructor',
        'length',
      ],
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('*', 'GET', '', '600', 'true', 1, -1, 0.5, true, false, null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .array(fc.tuple(names, tie('value')), { maxLength: 4 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (document) => {
        const read = await readCorsDocument(JSON.stringify(document)).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(ParseError);
      }),
      { numRuns: 2000 },
    );
  });
});

it('a file of Terraform with the rules of several buckets is refused, with all their places', async () => {
  const block = { cors_rule: [{ allowed_origins: ['*'], allowed_methods: ['GET'] }] };
  const text = JSON.stringify({ resource: { aws_s3_bucket_cors_configuration: { x: block, y: block } } });
  await expect(readCorsDocument(text)).rejects.toThrow(
    /one of resource\.aws_s3_bucket_cors_configuration\.x, resource\.aws_s3_bucket_cors_configuration\.y/,
  );
});
