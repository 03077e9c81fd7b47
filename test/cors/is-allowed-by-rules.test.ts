import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';
import { askedRequest, corsRules } from '../rules/arbitraries.js';

describe('isAllowedByRules', () => {
  it.each([
    ['S3', s3],
    ['Ceph', ceph],
  ])('is what the evaluator of %s says', (_, store) => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const { allowed } = evaluateRules(rules, store, { kind: 'preflight', ...asked });
        expect(isAllowedByRules(rules, store, asked)).toBe(allowed);
      }),
    );
  });

  it('is no when the browser cannot read the answer, whatever the rules say', () => {
    const rules = [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    const asked = { origin: 'https://a.example', method: 'PUT', headers: ['x y'] };
    expect(evaluateRules(rules, s3, { kind: 'preflight', ...asked }).allowed).toBe(true);
    expect(isAllowedByRules(rules, s3, asked)).toBe(false);
  });
});
