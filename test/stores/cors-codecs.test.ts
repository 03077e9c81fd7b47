import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameConfiguration } from '../../src/cors/is-same-configuration.js';
import type { CorsConfiguration } from '../../src/model/cors-configuration.js';
import { ParseError } from '../../src/model/errors.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { qingstorRuleSemantics } from '../../src/stores/qingstor/rule-semantics.js';
import { storedConfiguration } from '../../src/stores/rule-forms/stored-configuration.js';
import { corsRule, UNIVERSE } from '../rules/arbitraries.js';
import { anyConfiguration, CODECS } from './cors-configurations.js';

const codecs = Object.entries(CODECS);

const TWO_ORIGINS: CorsConfiguration = {
  rules: [
    {
      id: 'upload',
      allowedOrigins: ['https://a.example', 'https://*.b.example'],
      allowedMethods: ['PUT', 'POST'],
      allowedHeaders: ['Authorization', 'x-*'],
      exposeHeaders: ['ETag'],
      maxAgeSeconds: 600,
    },
    { allowedOrigins: ['*'], allowedMethods: ['GET'] },
  ],
  responseVary: true,
};

describe.each(codecs)('the documents of %s', (_, codec) => {
  it('read again give the configuration that was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyConfiguration, async (written) => {
        const { configuration, unknown } = await codec.read(codec.write(written));
        expect(unknown).toEqual([]);
        expect(isSameConfiguration(configuration, written, { corsCodec: codec })).toBe(true);
        // Only what the store itself respells may differ from what it is said to keep.
        expect(storedConfiguration(configuration, codec.holds)).toEqual(
          storedConfiguration(written, codec.holds),
        );
        expect(await codec.read(codec.write(configuration))).toEqual({ configuration, unknown: [] });
      }),
      { numRuns: 150 },
    );
  });

  it('read again give it exactly, where they have room for it', async () => {
    const exact = { ...storedConfiguration(TWO_ORIGINS, codec.holds) };
    expect((await codec.read(codec.write(exact))).configuration).toEqual(exact);
  });

  it('are refused with nothing but a ParseError when they are none', async () => {
    const documents = [
      '',
      'x',
      '[',
      '{"cors_rules":1}',
      '"cors_rules"',
      '{"cors_rules":[1]}',
      '<a/>',
      '<!DOCTYPE a [<!ENTITY b "c">]><CORSConfiguration>&b;</CORSConfiguration>',
      '<CORSConfiguration><CORSRule><MaxAgeSeconds>soon</MaxAgeSeconds></CORSRule></CORSConfiguration>',
      '<CorsConfig><Cors><MaxAgeSec>soon</MaxAgeSec></Cors></CorsConfig>',
      `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'a'.repeat((1 << 20) + 1),
    ];
    for (const document of documents) await expect(codec.read(document)).rejects.toThrow(ParseError);
  });

  it('cut short or altered are read or refused with a ParseError, never with another error', async () => {
    const document = codec.write(TWO_ORIGINS);
    const altered = fc
      .tuple(fc.nat(document.length), fc.nat(12), fc.string({ maxLength: 4 }))
      .map(([at, length, put]) => document.slice(0, at) + put + document.slice(at + length));
    await fc.assert(
      fc.asyncProperty(altered, async (text) => {
        const read = await codec.read(text).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(ParseError);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is not understood is reported', () => {
  it.each([
    [
      'aws',
      '<CORSConfiguration><CORSRule><AllowedHeaders>*</AllowedHeaders><ID>a</ID>text</CORSRule><CORSRule/><ResponseVary>true</ResponseVary></CORSConfiguration>',
      ['CORSRule[0].AllowedHeaders', 'CORSRule[0].#text', 'ResponseVary'],
    ],
    [
      'oss',
      '<CORSConfiguration><CORSRule><ID>a</ID></CORSRule><ResponseVary>true</ResponseVary><Version/></CORSConfiguration>',
      ['CORSRule[0].ID', 'Version'],
    ],
    [
      'cos',
      '<CORSConfiguration>text<CORSRule>text</CORSRule></CORSConfiguration>',
      ['CORSRule[0].#text', '#text'],
    ],
    [
      'gcs',
      '<CorsConfig><Cors><Origins>text<Origin>*</Origin><Host/></Origins><Id/></Cors><Rule/></CorsConfig>',
      ['Cors[0].Origins.Host', 'Cors[0].Origins.#text', 'Cors[0].Id', 'Rule'],
    ],
    [
      'qingstor',
      '{"cors_rules":[{"allowed_origin":"*","allowed_origins":["a"],"__proto__":{"allowed_methods":["PUT"]}}],"id":1}',
      ['cors_rules[0].allowed_origins', 'cors_rules[0].__proto__', 'id'],
    ],
  ] as const)('by %s', async (store, document, paths) => {
    const { unknown, configuration } = await CODECS[store].read(document);
    expect(unknown.map(({ path }) => path).sort()).toEqual([...paths].sort());
    for (const { path, name } of unknown) expect(path.endsWith(name)).toBe(true);
    expect(configuration.rules.flatMap(({ allowedMethods }) => allowedMethods)).toEqual([]);
  });

  it('wherever it stands: every element that is put in is named', async () => {
    const name = fc.constantFrom('Extra', 'AllowedHeaders', 'allowedOrigin', 'Id', 'AllowedOrigin.');
    const lines = CODECS.cos.write(TWO_ORIGINS).split('\n');
    const place = fc.constantFrom(
      ...lines.flatMap((line, index) => (/<\/?CORSRule>|<ResponseVary>/.test(line) ? [index] : [])),
    );
    await fc.assert(
      fc.asyncProperty(name, place, async (extra, at) => {
        const document = [...lines.slice(0, at), `<${extra}>1</${extra}>`, ...lines.slice(at)].join('\n');
        const { unknown, configuration } = await CODECS.cos.read(document);
        expect(unknown.map((part) => part.name)).toEqual([extra]);
        expect(configuration).toEqual(TWO_ORIGINS);
      }),
    );
  });
});

describe('what cannot be right is all listed', () => {
  it('in XML', async () => {
    const document =
      '<CORSConfiguration><CORSRule><MaxAgeSeconds>1h</MaxAgeSeconds><ID>a</ID><ID>b</ID><AllowedOrigin><b/></AllowedOrigin></CORSRule><ResponseVary>maybe</ResponseVary></CORSConfiguration>';
    const error = await CODECS.cos.read(document).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ParseError);
    expect((error as ParseError).issues.map(({ path }) => path).sort()).toEqual([
      'CORSRule[0].AllowedOrigin[0]',
      'CORSRule[0].ID',
      'CORSRule[0].MaxAgeSeconds',
      'ResponseVary',
    ]);
    expect((error as ParseError).message).toContain(
      'CORSRule[0].MaxAgeSeconds: must be a whole number of seconds',
    );
  });

  it('in JSON', async () => {
    const document =
      '{"cors_rules":[{"allowed_origin":1,"allowed_methods":["GET",2],"max_age_seconds":1.5},"a",null],"resp_vary":"yes"}';
    const error = await CODECS.qingstor.read(document).catch((reason: unknown) => reason);
    expect((error as ParseError).issues.map(({ path }) => path).sort()).toEqual(
      [
        'cors_rules[0].allowed_methods[1]',
        'cors_rules[0].allowed_origin',
        'cors_rules[0].max_age_seconds',
        'cors_rules[1]',
        'cors_rules[2]',
        'resp_vary',
      ].sort(),
    );
  });
});

describe('OSS', () => {
  it('is written without ID and namespace, and with ResponseVary after the rules', () => {
    expect(CODECS.oss.write(TWO_ORIGINS)).toBe(`<CORSConfiguration>
  <CORSRule>
    <AllowedOrigin>https://a.example</AllowedOrigin>
    <AllowedOrigin>https://*.b.example</AllowedOrigin>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedMethod>POST</AllowedMethod>
    <AllowedHeader>Authorization</AllowedHeader>
    <AllowedHeader>x-*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
  <CORSRule>
    <AllowedOrigin>*</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
  </CORSRule>
  <ResponseVary>true</ResponseVary>
</CORSConfiguration>
`);
  });

  it('has the JSON of its command line', () => {
    expect(JSON.parse(CODECS.oss.writeJson(TWO_ORIGINS))).toEqual({
      CORSRule: [
        {
          AllowedOrigin: ['https://a.example', 'https://*.b.example'],
          AllowedMethod: ['PUT', 'POST'],
          AllowedHeader: ['Authorization', 'x-*'],
          ExposeHeader: ['ETag'],
          MaxAgeSeconds: 600,
        },
        { AllowedOrigin: ['*'], AllowedMethod: ['GET'] },
      ],
      ResponseVary: true,
    });
  });
});

describe('COS', () => {
  it('is written with ID, and with nothing that a rule does not have', () => {
    const document = CODECS.cos.write(TWO_ORIGINS);
    expect(document).toContain('    <ID>upload</ID>\n');
    expect(document).toContain('  <ResponseVary>true</ResponseVary>\n</CORSConfiguration>\n');
    expect(document.match(/<MaxAgeSeconds>/g)).toHaveLength(1);
    expect(document).not.toContain('xmlns');
  });

  it('has the parameters of its JavaScript clients', () => {
    const json = JSON.parse(CODECS.cos.writeJson(TWO_ORIGINS));
    expect(Object.keys(json)).toEqual(['CORSRules', 'ResponseVary']);
    expect(json.ResponseVary).toBe('true');
    expect(json.CORSRules[0]).toMatchObject({
      ID: 'upload',
      AllowedOrigin: ['https://a.example', 'https://*.b.example'],
    });
  });
});

describe('QingStor', () => {
  const qingstor = { ruleSemantics: qingstorRuleSemantics };

  it('is written with one origin a rule, and always with allowed_headers', async () => {
    expect(JSON.parse(CODECS.qingstor.write(TWO_ORIGINS))).toEqual({
      cors_rules: [
        ...['https://a.example', 'https://*.b.example'].map((allowed_origin) => ({
          allowed_origin,
          allowed_methods: ['PUT', 'POST'],
          allowed_headers: ['Authorization', 'x-*'],
          expose_headers: ['ETag'],
          max_age_seconds: 600,
        })),
        { allowed_origin: '*', allowed_methods: ['GET'], allowed_headers: [] },
      ],
      resp_vary: 'enabled',
    });
    expect(CODECS.qingstor.contentType).toBe('application/json');
    expect(await CODECS.qingstor.checksum('{}')).toEqual({});
  });

  it.each([
    ['enable', true],
    ['enabled', true],
    ['ENABLED', true],
    ['disable', false],
    ['Disabled', false],
  ])('reads resp_vary "%s" as %s', async (word, responseVary) => {
    const { configuration } = await CODECS.qingstor.read(JSON.stringify({ resp_vary: word }));
    expect(configuration).toEqual({ rules: [], responseVary });
  });

  it('reads methods as text too', async () => {
    const document = '{"cors_rules":[{"allowed_origin":"*","allowed_methods":"*"}]}';
    expect((await CODECS.qingstor.read(document)).configuration.rules).toEqual([
      { allowedOrigins: ['*'], allowedMethods: ['*'] },
    ]);
  });

  it.each([
    ['a star behind another origin', [['https://a.example'], ['*']], [['https://a.example'], ['*']]],
    ['a star before another origin', [['*'], ['https://a.example']], [['*', 'https://a.example']]],
    ['both in one rule', [['https://a.example', '*']], [['*', 'https://a.example']]],
  ])('answers by a star as before: %s', async (_, origins, read) => {
    const rules = origins.map((allowedOrigins) => ({ allowedOrigins, allowedMethods: ['PUT'] }));
    const { configuration } = await CODECS.qingstor.read(CODECS.qingstor.write({ rules }));
    expect(configuration.rules.map(({ allowedOrigins }) => allowedOrigins)).toEqual(read);
  });

  it('decides every request as before, written and read again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(corsRule, { maxLength: 4 }), async (rules) => {
        const document = CODECS.qingstor.write({ rules });
        const { configuration } = await CODECS.qingstor.read(document);
        // As the store holds them: one origin each.
        const wire = (JSON.parse(document) as { cors_rules: { allowed_origin: string }[] }).cors_rules;
        expect(wire).toHaveLength(rules.flatMap(({ allowedOrigins }) => allowedOrigins).length);
        for (const asked of UNIVERSE) {
          const before = evaluateRules(rules, qingstor, { kind: 'preflight', ...asked });
          const after = evaluateRules(configuration, qingstor, { kind: 'preflight', ...asked });
          expect(after.allowed).toBe(before.allowed);
          expect(after.response).toEqual(before.response);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [404, '', true],
    [404, 'object_not_exists', true],
    [404, 'bucket_not_exists', false],
    [403, 'permission_denied', false],
  ])('takes %d "%s" for a bucket without rules: %s', (status, code, none) => {
    expect(CODECS.qingstor.meansNone(status, code)).toBe(none);
  });
});

describe('R2', () => {
  it('has S3’s XML without a checksum, and the JSON of its own interface', async () => {
    expect(CODECS.r2.write(TWO_ORIGINS)).toBe(CODECS.aws.write(TWO_ORIGINS));
    expect(await CODECS.r2.checksum('<a/>')).toEqual({});
    expect(JSON.parse(CODECS.r2.writeJson(TWO_ORIGINS))).toEqual({
      rules: [
        {
          id: 'upload',
          allowed: {
            origins: ['https://a.example', 'https://*.b.example'],
            methods: ['PUT', 'POST'],
            headers: ['Authorization', 'x-*'],
          },
          exposeHeaders: ['ETag'],
          maxAgeSeconds: 600,
        },
        { allowed: { origins: ['*'], methods: ['GET'] } },
      ],
    });
  });
});

describe('Google Cloud Storage', () => {
  it('is written with one list of headers', () => {
    expect(CODECS.gcs.write({ rules: TWO_ORIGINS.rules.slice(0, 1) })).toBe(`<CorsConfig>
  <Cors>
    <Origins>
      <Origin>https://a.example</Origin>
      <Origin>https://*.b.example</Origin>
    </Origins>
    <Methods>
      <Method>PUT</Method>
      <Method>POST</Method>
    </Methods>
    <ResponseHeaders>
      <ResponseHeader>Authorization</ResponseHeader>
      <ResponseHeader>x-*</ResponseHeader>
      <ResponseHeader>ETag</ResponseHeader>
    </ResponseHeaders>
    <MaxAgeSec>600</MaxAgeSec>
  </Cors>
</CorsConfig>
`);
  });

  it('has the JSON of its command line', () => {
    expect(JSON.parse(CODECS.gcs.writeJson(TWO_ORIGINS))).toEqual([
      {
        origin: ['https://a.example', 'https://*.b.example'],
        method: ['PUT', 'POST'],
        responseHeader: ['Authorization', 'x-*', 'ETag'],
        maxAgeSeconds: 600,
      },
      { origin: ['*'], method: ['GET'] },
    ]);
  });
});
