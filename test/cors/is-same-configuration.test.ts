import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameConfiguration } from '../../src/cors/is-same-configuration.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { anyConfiguration, CODECS } from '../stores/cors-configurations.js';

const RULE: CorsRule = {
  id: 'a',
  allowedOrigins: ['https://a.example', 'https://b.example'],
  allowedMethods: ['GET', 'PUT'],
  allowedHeaders: ['Authorization', 'x-a'],
  exposeHeaders: ['ETag'],
  maxAgeSeconds: 600,
};
const OTHER: CorsRule = { allowedOrigins: ['*'], allowedMethods: ['GET'] };

const isSame = (store: keyof typeof CODECS, a: readonly CorsRule[], b: readonly CorsRule[]) =>
  isSameConfiguration({ rules: a }, { rules: b }, { corsCodec: CODECS[store] });

describe('isSameConfiguration', () => {
  it.each([
    [
      'the order within lists',
      {
        ...RULE,
        allowedOrigins: ['https://b.example', 'https://a.example'],
        allowedMethods: ['PUT', 'GET', 'GET'],
      },
      'aws oss cos qingstor r2 gcs',
    ],
    ['the name of a rule', { ...RULE, id: 'b' }, 'oss qingstor gcs'],
    ['the case of names that may be sent', { ...RULE, allowedHeaders: ['authorization', 'x-a'] }, 'oss'],
    [
      'which list a name stands in',
      { ...RULE, allowedHeaders: ['Authorization', 'ETag'], exposeHeaders: ['x-a'] },
      'gcs',
    ],
    ['the case of names that may be read', { ...RULE, exposeHeaders: ['etag'] }, ''],
    ['an origin', { ...RULE, allowedOrigins: ['https://a.example'] }, ''],
    ['a method', { ...RULE, allowedMethods: ['GET'] }, ''],
    ['how long it lasts', { ...RULE, maxAgeSeconds: 0 }, ''],
    [
      'a rule that is cut in two',
      [
        { ...RULE, allowedOrigins: ['https://a.example'] },
        { ...RULE, allowedOrigins: ['https://b.example'] },
      ],
      'qingstor',
    ],
    ['lists that are empty', { ...RULE, allowedHeaders: [] }, ''],
  ])('overlooks %s where the store does', (_, changed, stores) => {
    const changedRules = Array.isArray(changed) ? changed : [changed];
    const names = Object.keys(CODECS) as (keyof typeof CODECS)[];
    expect(names.filter((store) => isSame(store, [RULE, OTHER], [...changedRules, OTHER])).join(' ')).toBe(
      stores,
    );
  });

  it('heeds the order of rules, on every store', () => {
    for (const store of Object.keys(CODECS) as (keyof typeof CODECS)[])
      expect(isSame(store, [RULE, OTHER], [OTHER, RULE])).toBe(false);
  });

  it('takes an absent list for an empty one, and an absent switch for the default', () => {
    expect(isSame('aws', [OTHER], [{ ...OTHER, allowedHeaders: [], exposeHeaders: [], id: '' }])).toBe(true);
    const isSameOnOss = (a?: boolean, b?: boolean) =>
      isSameConfiguration(
        { rules: [OTHER], ...(a === undefined ? {} : { responseVary: a }) },
        { rules: [OTHER], ...(b === undefined ? {} : { responseVary: b }) },
        { corsCodec: CODECS.oss },
      );
    expect([isSameOnOss(false), isSameOnOss(true), isSameOnOss(true, false)]).toEqual([true, false, false]);
  });

  it('holds for a configuration and itself, and both ways round', () => {
    const store = fc.constantFrom(...Object.values(CODECS)).map((corsCodec) => ({ corsCodec }));
    fc.assert(
      fc.property(anyConfiguration, anyConfiguration, store, (a, b, of) => {
        expect(isSameConfiguration(a, a, of)).toBe(true);
        expect(isSameConfiguration(a, b, of)).toBe(isSameConfiguration(b, a, of));
      }),
    );
  });
});
