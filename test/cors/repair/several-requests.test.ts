import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../../src/cors/is-allowed-by-rules.js';
import { repairRules } from '../../../src/cors/repair-rules.js';
import { requiredCors } from '../../../src/cors/required-cors.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { aws } from '../../../src/stores/aws.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { oss } from '../../../src/stores/oss.js';
import { s3 } from '../../../src/stores/s3.js';
import { askedRequest, corsRules } from '../../rules/arbitraries.js';

const STORES = [aws, s3, ceph, oss, cos].map((store) => [store.title, store] as const);
const A = 'https://a.example';
const B = 'https://b.example';

describe.each(STORES)('repairs for operations on %s', (_, store) => {
  const use = { operations: ['upload', 'multipart-upload', 'download'] as const, origin: A };

  it('of a bucket without rules let every operation through, ETag and all', () => {
    const { repairs } = repairRules([], store, use);
    expect(repairs[0]?.kind).toBe('least-privilege');
    for (const { rules, diff, grants } of repairs) {
      const issues = validateCors(rules, store, { ...use, origins: [A] });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(diff.map(({ kind }) => kind)).toEqual(rules.map(() => 'added'));
      expect(grants).toContainEqual({ field: 'exposeHeaders', value: 'ETag' });
      expect(repairRules(rules, store, use)).toEqual({ allowedAlready: true, repairs: [] });
    }
  });

  it('are not needed under the rule that is required', () => {
    const rules = requiredCors({ store, ...use });
    expect(repairRules(rules, store, use)).toEqual({ allowedAlready: true, repairs: [] });
  });

  it('name each word that is lacking, and no other', () => {
    const [rule] = requiredCors({ store, ...use });
    const { exposeHeaders: _names, ...without } = rule;
    const [repair] = repairRules([without], store, use).repairs;
    expect(repair?.grants).toEqual([{ field: 'exposeHeaders', value: 'ETag' }]);
    expect(repair?.diff).toEqual([
      {
        kind: 'changed',
        before: 0,
        after: 0,
        fields: [{ field: 'exposeHeaders', added: ['ETag'], removed: [] }],
      },
    ]);
  });

  it('expose to one origin alone what others may not read', () => {
    const [rule] = requiredCors({ store, ...use });
    const { exposeHeaders: _names, ...without } = rule;
    const shared = { ...without, allowedOrigins: [A, B] };
    const [least, smallest] = repairRules([shared], store, use).repairs;
    expect(least?.rules.map(({ allowedOrigins }) => allowedOrigins)).toEqual([[A], [A, B]]);
    expect(least?.rules[1]).toEqual(shared);
    expect(smallest?.rules).toEqual([{ ...shared, exposeHeaders: ['ETag'] }]);
  });
});

describe('repairs for several requests', () => {
  it.each(STORES)('let each of them pass, and take nothing away, on %s', (_, store) => {
    let mended = 0;
    fc.assert(
      fc.property(
        corsRules,
        fc.array(askedRequest, { minLength: 2, maxLength: 4 }),
        fc.array(askedRequest, { minLength: 5, maxLength: 5 }),
        (rules, asked, others) => {
          const passed = others.filter((other) => isAllowedByRules(rules, store, other));
          for (const repair of repairRules(rules, store, asked).repairs) {
            for (const one of [...asked, ...passed])
              expect(isAllowedByRules(repair.rules, store, one)).toBe(true);
            mended += 1;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(mended).toBeGreaterThan(20);
  });

  it('are one rule where they differ in the method only, and two where one would grant more', () => {
    const get = { origin: A, method: 'GET', headers: ['x-a'] };
    const both = repairRules([], s3, [get, { ...get, method: 'PUT' }]).repairs[0];
    expect(both?.rules).toEqual([
      { allowedOrigins: [A], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-a'] },
    ] satisfies CorsRule[]);
    const apart = repairRules([], s3, [get, { ...get, method: 'PUT', headers: ['x-b'] }]).repairs[0];
    expect(apart?.rules).toHaveLength(2);
  });

  it('refuse operations of no origin, of which all would be allowed, and what is nothing at all', () => {
    const use = { operations: ['upload' as const], origin: [] };
    expect(() => repairRules([], aws, use)).toThrow(/origin: must name at least one origin/);
    for (const nothing of [undefined, null])
      expect(() => repairRules([], aws, nothing as never)).toThrow(
        /requests\[0\]: must be \{ origin, method, headers \}/,
      );
  });

  it('refuse an operation that is none', () => {
    const use = { operations: ['bogus'], origin: A } as never;
    expect(() => repairRules([], s3, use)).toThrow(expect.objectContaining({ code: 'ERR_CONFIG' }));
  });
});
