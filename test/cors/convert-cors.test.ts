import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConvertedToStore, convertCors } from '../../src/cors/convert-cors.js';
import { isSameConfiguration } from '../../src/cors/is-same-configuration.js';
import { readCorsDocument } from '../../src/cors/read-cors-document.js';
import type { CorsConfiguration } from '../../src/model/cors-configuration.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { ConfigError } from '../../src/model/errors.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { aws } from '../../src/stores/aws.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { gcs } from '../../src/stores/gcs.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { r2 } from '../../src/stores/r2.js';
import { corsRules, UNIVERSE } from '../rules/arbitraries.js';
import { anyConfiguration, CODECS } from '../stores/cors-configurations.js';

const STORES = {
  aws,
  ceph,
  oss: { ...oss, corsCodec: CODECS.oss },
  cos: { ...cos, corsCodec: CODECS.cos },
  qingstor: { ...qingstor, corsCodec: CODECS.qingstor },
  r2: { ...r2, corsCodec: CODECS.r2 },
  gcs: { ...gcs, corsCodec: CODECS.gcs },
} satisfies Record<string, ConvertedToStore>;
type Name = keyof typeof STORES;

const RULE: CorsRule = {
  allowedOrigins: ['https://a.example'],
  allowedMethods: ['GET', 'PUT'],
  allowedHeaders: ['content-type'],
  exposeHeaders: ['content-type'],
  maxAgeSeconds: 600,
};

const convert = (from: Name, to: Name, configuration: CorsConfiguration) =>
  convertCors(configuration, STORES[from], STORES[to]);

/** The losses of one rule that is changed, but for what every rule loses. */
function lossesOf(
  from: Name,
  to: Name,
  change: Partial<CorsRule>,
  settings: Partial<CorsConfiguration> = {},
) {
  const { losses } = convert(from, to, { rules: [{ ...RULE, ...change }], ...settings });
  return losses
    .filter(({ code }) => code !== 'vary-lost')
    .map(({ code, path, effect }) => [code, path, effect]);
}

it('takes rules that come alone, as other calls do', () => {
  expect(convertCors([RULE], STORES.aws, STORES.oss)).toEqual(convert('aws', 'oss', { rules: [RULE] }));
  for (const nothing of [undefined, null])
    expect(() => convertCors(nothing as never, STORES.aws, STORES.oss)).toThrow(ConfigError);
});

describe('convertCors names', () => {
  it.each<[string, Name, Name, Partial<CorsRule>, (readonly string[])[]]>([
    ['nothing where nothing is lost', 'aws', 'cos', {}, []],
    ['the name of a rule', 'aws', 'oss', { id: 'a' }, [['id-dropped', 'rules[0].id', 'none']]],
    [
      'names that come back in lower case',
      'aws',
      'oss',
      { allowedHeaders: ['Content-Type'] },
      [['header-case', 'rules[0].allowedHeaders[0]', 'none']],
    ],
    [
      'origins that become rules',
      'aws',
      'qingstor',
      { allowedOrigins: ['https://a.example', 'https://b.example'] },
      [['origins-split', 'rules[0].allowedOrigins', 'none']],
    ],
    [
      'one list for two',
      'cos',
      'gcs',
      { exposeHeaders: ['ETag'] },
      [
        ['headers-merged', 'rules[0].allowedHeaders', 'more'],
        ['headers-merged', 'rules[0].exposeHeaders', 'more'],
        ['decides-otherwise', 'rules', 'more'],
      ],
    ],
    [
      'a star for methods that is written out',
      'qingstor',
      'aws',
      { allowedMethods: ['*'] },
      [['method-star-expanded', 'rules[0].allowedMethods[0]', 'none']],
    ],
    [
      'a star for methods that was none',
      'aws',
      'qingstor',
      { allowedMethods: ['GET', '*'] },
      [['method-dropped', 'rules[0].allowedMethods[1]', 'none']],
    ],
    [
      'a method that rules do not know',
      'gcs',
      'aws',
      { allowedMethods: ['GET', 'PATCH', 'OPTIONS'] },
      [
        ['method-dropped', 'rules[0].allowedMethods[1]', 'less'],
        ['method-dropped', 'rules[0].allowedMethods[2]', 'none'],
        ['decides-otherwise', 'rules[0]', 'less'],
      ],
    ],
    [
      'a wildcard in an origin that is none there',
      'aws',
      'gcs',
      { allowedOrigins: ['https://*.a.example'] },
      [
        ['origin-wildcard', 'rules[0].allowedOrigins[0]', 'less'],
        ['decides-otherwise', 'rules[0]', 'less'],
      ],
    ],
    [
      'a wildcard in an origin that was none',
      'gcs',
      'aws',
      { allowedOrigins: ['https://b.example', 'https://*.a.example'] },
      [['origin-dropped', 'rules[0].allowedOrigins[1]', 'none']],
    ],
    [
      'a wildcard in a header that may be none',
      'aws',
      'cos',
      { allowedHeaders: ['x-*'], exposeHeaders: ['x-a'] },
      [
        ['header-wildcard', 'rules[0].allowedHeaders[0]', 'unknown'],
        ['decides-otherwise', 'rules[0]', 'unknown'],
      ],
    ],
  ])('%s: %s to %s', (_, from, to, change, losses) => {
    expect(
      lossesOf(from, to, change)
        .map((loss) => loss.join(' '))
        .sort(),
    ).toEqual(losses.map((loss) => loss.join(' ')).sort());
  });

  it('a switch for Vary that is not there', () => {
    expect(lossesOf('oss', 'aws', {}, { responseVary: true })).toEqual([
      ['response-vary-dropped', 'responseVary', 'none'],
    ]);
    expect(lossesOf('oss', 'cos', {}, { responseVary: true })).toEqual([]);
  });

  it('answers that name the origin in Vary no more', () => {
    const { losses } = convert('aws', 'oss', { rules: [RULE] });
    expect(losses).toMatchObject([
      { code: 'vary-lost', effect: 'none', example: { origin: 'https://a.example' } },
    ]);
    expect(convert('aws', 'oss', { rules: [RULE], responseVary: true }).losses).toEqual([]);
  });

  it('a rule of which nothing is left', () => {
    const { losses, configuration } = convert('gcs', 'aws', {
      rules: [{ ...RULE, allowedOrigins: ['https://*.a'] }, RULE],
    });
    expect(losses.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'origin-dropped rules[0].allowedOrigins[0]',
      'rule-dropped rules[0]',
    ]);
    expect(configuration.rules).toEqual([RULE]);
  });

  it('a rule that is hidden there, and one that comes alive, with a request that shows it', () => {
    const rules = [RULE, { ...RULE, allowedMethods: ['DELETE'] }];
    const example = { origin: 'https://a.example', method: 'DELETE', headers: [] };
    expect(convert('aws', 'ceph', { rules }).losses).toMatchObject([
      {
        code: 'decides-otherwise',
        path: 'rules[1]',
        effect: 'less',
        value: 'DELETE from https://a.example',
        example,
      },
    ]);
    expect(convert('ceph', 'aws', { rules }).losses).toMatchObject([
      { code: 'decides-otherwise', path: 'rules[0]', effect: 'more', example },
    ]);
  });

  it('more than the store takes', () => {
    const store = { ...STORES.qingstor, corsLimits: { rules: 1, documentBytes: 200 } };
    const { losses } = convertCors(
      { rules: [{ ...RULE, allowedOrigins: ['https://a.example', 'https://b.example'] }] },
      aws,
      store,
    );
    expect(
      losses.filter(({ effect }) => effect === 'refused').map(({ code, value }) => `${code} ${value}`),
    ).toEqual(['too-many-rules 2', expect.stringMatching(/^document-too-large \d{3}$/)]);
  });

  it('everything at once that is no rule', () => {
    const rules = [
      { allowedOrigins: [], allowedMethods: ['GET'] },
      { allowedOrigins: ['*'], allowedMethods: [] },
    ];
    expect(() => convert('aws', 'oss', { rules })).toThrow(ConfigError);
    expect(() => convert('aws', 'oss', { rules })).toThrow(
      /rules\[0\]\.allowedOrigins[\s\S]*rules\[1\]\.allowedMethods/,
    );
  });
});

describe('convertCors', () => {
  const pair = fc.tuple(fc.constantFrom(...Object.values(STORES)), fc.constantFrom(...Object.values(STORES)));

  it('writes what it says the other store will hold, in both documents', async () => {
    await fc.assert(
      fc.asyncProperty(anyConfiguration, pair, async (configuration, [from, to]) => {
        const { document, json, configuration: held } = convertCors(configuration, from, to);
        const read = await to.corsCodec.read(document);
        expect(isSameConfiguration(read.configuration, held, to)).toBe(true);
        if (held.rules.length === 0) return;
        expect(isSameConfiguration((await readCorsDocument(json)).configuration, held, to)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('loses nothing to the store that it comes from', () => {
    const store = fc.constantFrom(...Object.values(STORES));
    fc.assert(
      fc.property(corsRules, store, (rules, of) => {
        const { configuration: held } = convertCors({ rules }, of, of);
        const { losses, configuration } = convertCors(held, of, of);
        expect(isSameConfiguration(configuration, held, of)).toBe(true);
        expect(losses.filter(({ code }) => code !== 'origins-split')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('names every difference in a small world: what it calls the same is answered the same', () => {
    fc.assert(
      fc.property(corsRules, pair, (rules, [from, to]) => {
        const { configuration, losses } = convertCors({ rules }, from, to);
        const differs = UNIVERSE.filter((asked) => {
          const request = { kind: 'preflight', ...asked } as const;
          return (
            evaluateRules(rules, from, request).allowed !== evaluateRules(configuration, to, request).allowed
          );
        });
        const named = losses.some(({ effect }) => effect !== 'none');
        if (differs.length > 0) expect(named).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
