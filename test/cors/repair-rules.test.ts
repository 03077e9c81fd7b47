import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedRequest, isAllowedByRules } from '../../src/cors/is-allowed-by-rules.js';
import { newRuleRepair } from '../../src/cors/repair/new-rule-repair.js';
import { repairRules } from '../../src/cors/repair-rules.js';
import { refusedCors, unusableCors } from '../../src/cors/validate/refused-cors.js';
import { validateCors } from '../../src/cors/validate-cors.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { ceph } from '../../src/stores/ceph.js';
import { gcs } from '../../src/stores/gcs.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { s3 } from '../../src/stores/s3.js';
import type { Store } from '../../src/stores/store.js';
import { askedRequest, corsRules, METHODS, NAMES, ORIGINS, UNIVERSE } from '../rules/arbitraries.js';
import { STORES as ALL_STORES } from './validate/stores.js';

const STORES = [
  ['S3', s3],
  ['Ceph', ceph],
] as const;
const RUNS = { numRuns: 300 };
const A = 'https://a.example';
const B = 'https://b.example';

const repairsOf = (rules: readonly CorsRule[], store: Store, asked: AskedRequest) =>
  repairRules(rules, store, asked).repairs;

/** The requests of the small world that pass under these rules. */
function allowed(rules: readonly CorsRule[], store: Store): Set<AskedRequest> {
  return new Set(UNIVERSE.filter((asked) => isAllowedByRules(rules, store, asked)));
}

function without(all: Set<AskedRequest>, some: Set<AskedRequest>): AskedRequest[] {
  return [...all].filter((entry) => !some.has(entry));
}

function stars(rules: readonly CorsRule[]): number {
  return JSON.stringify(rules).split('*').length - 1;
}

describe.each(STORES)('every repair on %s', (_, store) => {
  it('makes the request pass, and there is one for each request that does not', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const repairs = repairsOf(rules, store, asked);
        for (const repair of repairs) {
          expect(isAllowedByRules(repair.rules, store, asked)).toBe(true);
          expect(repair.verified).toBe(true);
        }
        expect(repairs.length === 0).toBe(isAllowedByRules(rules, store, asked));
      }),
      RUNS,
    );
  });

  it('brings in no star', () => {
    const odd = fc.record({
      origin: fc.oneof(fc.constantFrom(...ORIGINS), fc.constantFrom('*', 'https://*', 'null')),
      method: fc.oneof(fc.constantFrom(...METHODS), fc.constant('*')),
      headers: fc.uniqueArray(fc.constantFrom(...NAMES, '*', 'x-*'), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(corsRules, odd, (rules, asked) => {
        for (const repair of repairsOf(rules, store, asked)) {
          // A rule inserted on Ceph repeats what the origin had, stars included; what is granted holds none.
          expect(repair.grants.filter(({ value }) => value.includes('*'))).toEqual([]);
          const repeated = repair.added && store === ceph ? stars(rules) : 0;
          expect(stars(repair.rules)).toBeLessThanOrEqual(stars(rules) + repeated);
        }
      }),
      RUNS,
    );
  });

  it('can be put: it has no problem that the rules did not have, and its document holds its rules', async () => {
    await fc.assert(
      fc.asyncProperty(corsRules, askedRequest, async (rules, asked) => {
        for (const repair of repairsOf(rules, store, asked)) {
          expect(unusableCors(repair.rules, store)).toEqual([]);
          expect((await store.corsCodec.read(repair.document)).configuration).toEqual({
            rules: repair.rules,
          });
          expect(repair.json).toBe(store.corsCodec.writeJson({ rules: repair.rules }));
        }
      }),
    );
  });

  it('is not offered to the opaque origin, which any page can have', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        expect(repairsOf(rules, store, { ...asked, origin: 'null' })).toEqual([]);
      }),
    );
  });

  it('changes one rule and says which, least privilege first', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const repairs = repairsOf(rules, store, asked);
        expect(['', 'least-privilege', 'least-privilege,smallest-edit']).toContain(
          repairs.map(({ kind }) => kind).join(),
        );
        for (const { rules: changed, changedRule, added } of repairs) {
          const others = (list: readonly CorsRule[]) => list.filter((_rule, index) => index !== changedRule);
          expect(others(changed)).toEqual(added ? rules : others(rules));
          expect(changed).toHaveLength(rules.length + Number(added));
        }
      }),
      RUNS,
    );
  });
});

describe('every repair', () => {
  it.each([...STORES, ['Google Cloud Storage', gcs], ['QingStor', qingstor]] as const)(
    'takes nothing away that was allowed, on %s',
    (_, store) => {
      fc.assert(
        fc.property(corsRules, askedRequest, (rules, asked) => {
          const before = allowed(rules, store);
          for (const repair of repairsOf(rules, store, asked)) {
            expect(without(before, allowed(repair.rules, store))).toEqual([]);
          }
        }),
        RUNS,
      );
    },
  );
});

describe('judged by the whole of validateCors', () => {
  const stores = ALL_STORES.filter((store): store is Store => 'corsCodec' in store);

  it.each(stores.map((store) => [store.title, store] as const))(
    'no repair brings in an error on %s, and what was asked for is not lacking',
    (_, store) => {
      const errorsOf = (rules: readonly CorsRule[], requests: readonly AskedRequest[]) =>
        validateCors(rules, store, { requests }).filter(({ severity }) => severity === 'error');
      let judged = 0;
      fc.assert(
        fc.property(corsRules, askedRequest, (rules, asked) => {
          // What a bucket without rules lacks is gone with the first of them.
          const before = errorsOf(rules, []).map(({ code, value }) => `${code} ${value}`);
          for (const repair of repairsOf(rules, store, asked)) {
            const after = errorsOf(repair.rules, [asked]).map(({ code, value }) => `${code} ${value}`);
            expect(after.filter((error) => !before.includes(error))).toEqual([]);
            judged += 1;
          }
        }),
        { numRuns: 100 },
      );
      expect(judged).toBeGreaterThan(20);
    },
  );

  it('none is offered that a store refuses for its empty list of headers', () => {
    const strict = { ...s3, corsLimits: { ...s3.corsLimits, noAllowedHeaders: 'refused' as const } };
    expect(repairsOf([], strict, { origin: A, method: 'GET', headers: [] })).toEqual([]);
    expect(repairsOf([], strict, { origin: A, method: 'GET', headers: ['x-a'] })).toHaveLength(1);
  });
});

describe('the repair of least privilege', () => {
  const lists = <T>(values: readonly T[]) =>
    Array.from({ length: 2 ** values.length }, (_, bits) =>
      values.filter((_value, place) => (bits >> place) % 2 === 1),
    );
  /** Every rule that names one origin, and whatever methods and names. */
  const singles: readonly CorsRule[] = ORIGINS.flatMap((origin) =>
    lists(METHODS)
      .filter((methods) => methods.length > 0)
      .flatMap((allowedMethods) =>
        [...lists(NAMES), ['*']].map((allowedHeaders) => ({
          allowedOrigins: [origin],
          allowedMethods,
          allowedHeaders,
        })),
      ),
  );

  /** Every configuration that differs from `rules` in one rule: put in at any place, or widened. */
  function* neighbours(rules: readonly CorsRule[]): Generator<readonly CorsRule[]> {
    for (const rule of singles) {
      for (let place = 0; place <= rules.length; place += 1) {
        yield [...rules.slice(0, place), rule, ...rules.slice(place)];
      }
      for (const [place, old] of rules.entries()) {
        for (const origins of [old.allowedOrigins, [...old.allowedOrigins, ...rule.allowedOrigins]]) {
          const wider = {
            ...old,
            allowedOrigins: origins,
            allowedMethods: [...old.allowedMethods, ...rule.allowedMethods],
            allowedHeaders: [...(old.allowedHeaders ?? []), ...(rule.allowedHeaders ?? [])],
          };
          yield [...rules.slice(0, place), wider, ...rules.slice(place + 1)];
        }
      }
    }
  }

  it.each(STORES)(
    'grants no more than any other change of one rule that takes nothing away, on %s',
    (_, store) => {
      fc.assert(
        fc.property(corsRules, askedRequest, (rules, asked) => {
          const [least] = repairsOf(rules, store, asked);
          fc.pre(least !== undefined);
          const before = allowed(rules, store);
          const granted = without(allowed(least.rules, store), before).length;
          for (const other of neighbours(rules)) {
            if (!isAllowedByRules(other, store, asked)) continue;
            const after = allowed(other, store);
            if (without(after, before).length >= granted || without(before, after).length > 0) continue;
            expect.fail(`this grants less: ${JSON.stringify(other)}`);
          }
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );

  it('grants on S3 nothing but the request and those with fewer headers', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const [least] = repairsOf(rules, s3, asked);
        fc.pre(least !== undefined);
        for (const granted of without(allowed(least.rules, s3), allowed(rules, s3))) {
          expect([granted.origin, granted.method]).toEqual([asked.origin, asked.method]);
          expect(granted.headers.filter((name) => !asked.headers.includes(name))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('grants on Ceph nothing to any other origin', () => {
    fc.assert(
      fc.property(corsRules, askedRequest, (rules, asked) => {
        const [least] = repairsOf(rules, ceph, asked);
        fc.pre(least !== undefined);
        for (const granted of without(allowed(least.rules, ceph), allowed(rules, ceph))) {
          expect(granted.origin).toBe(asked.origin);
        }
      }),
      RUNS,
    );
  });
});

describe('repairRules', () => {
  const asked = { origin: A, method: 'PUT', headers: ['authorization', 'x-amz-date'] };

  it('has nothing to mend where the request passes', () => {
    const rules = [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['*'] }];
    expect(repairsOf(rules, s3, asked)).toEqual([]);
    expect(repairsOf(rules, ceph, asked)).toEqual([]);
  });

  it('writes the first rule of a bucket that has none', () => {
    for (const [, store] of STORES) {
      const [repair, ...more] = repairsOf([], store, asked);
      expect(more).toEqual([]);
      expect(repair).toMatchObject({
        kind: 'least-privilege',
        rules: [{ allowedOrigins: [A], allowedMethods: ['PUT'], allowedHeaders: asked.headers }],
        changedRule: 0,
        added: true,
        grants: [
          { field: 'allowedOrigins', value: A },
          { field: 'allowedMethods', value: 'PUT' },
          { field: 'allowedHeaders', value: 'authorization' },
          { field: 'allowedHeaders', value: 'x-amz-date' },
        ],
      });
    }
  });

  it('appends on S3, with what the origin could read before; and edits the nearest rule', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: [B], allowedMethods: ['PUT'] },
      {
        allowedOrigins: [A],
        allowedMethods: ['PUT'],
        allowedHeaders: ['x-amz-*'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 60,
      },
    ];
    const [least, smallest] = repairsOf(rules, s3, asked);
    expect(least).toMatchObject({ changedRule: 2, added: true });
    expect(least?.rules[2]).toEqual({
      allowedOrigins: [A],
      allowedMethods: ['PUT'],
      allowedHeaders: ['authorization', 'x-amz-date'],
      exposeHeaders: ['ETag'],
      maxAgeSeconds: 60,
    });
    expect(smallest).toMatchObject({
      kind: 'smallest-edit',
      changedRule: 1,
      added: false,
      grants: [{ field: 'allowedHeaders', value: 'authorization' }],
    });
    expect(smallest?.rules[1]).toEqual({ ...rules[1], allowedHeaders: ['x-amz-*', 'authorization'] });
  });

  it('puts a rule before the one that hides it on Ceph, and repeats what the origin had', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: ['https://*'], allowedMethods: ['GET'], allowedHeaders: ['x-amz-*'] },
    ];
    const [least, smallest] = repairsOf(rules, ceph, asked);
    expect(least).toMatchObject({
      kind: 'least-privilege',
      changedRule: 0,
      added: true,
      grants: [
        { field: 'allowedMethods', value: 'PUT' },
        { field: 'allowedHeaders', value: 'authorization' },
      ],
    });
    expect(least?.rules).toEqual([
      { allowedOrigins: [A], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-amz-*', 'authorization'] },
      ...rules,
    ]);
    expect(smallest?.rules).toEqual([
      {
        allowedOrigins: ['https://*'],
        allowedMethods: ['GET', 'PUT'],
        allowedHeaders: ['x-amz-*', 'authorization'],
      },
    ]);
  });

  it('does not name the origin in an earlier rule on Ceph, which would hide what it had', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: [B], allowedMethods: ['GET'] },
      { allowedOrigins: [A], allowedMethods: ['PUT'], allowedHeaders: ['authorization'] },
    ];
    const smallest = repairsOf(rules, ceph, { origin: A, method: 'GET', headers: [] })[1];
    expect(smallest?.changedRule).toBe(1);
  });

  it('puts a rule for that method alone before the one that hides it on Google Cloud Storage', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: ['*'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-a'] },
      { allowedOrigins: [A], allowedMethods: ['PUT', 'DELETE'], allowedHeaders: ['x-b'] },
    ];
    const [least] = repairsOf(rules, gcs, { origin: A, method: 'PUT', headers: ['x-b'] });
    expect(least?.rules).toEqual([
      { allowedOrigins: [A], allowedMethods: ['PUT'], allowedHeaders: ['x-a', 'x-b'] },
      ...rules,
    ]);
  });

  it('widens no rule on Google Cloud Storage that would then hide what a later one allows', () => {
    const rules: CorsRule[] = [
      { allowedOrigins: [A, B], allowedMethods: ['GET'] },
      { allowedOrigins: [B], allowedMethods: ['PUT'], allowedHeaders: ['x-b'] },
    ];
    const repairs = repairsOf(rules, gcs, { origin: A, method: 'PUT', headers: [] });
    expect(repairs.map(({ kind }) => kind)).toEqual(['least-privilege']);
  });

  it('writes no empty list where there was none', () => {
    const rules: CorsRule[] = [{ allowedOrigins: [A], allowedMethods: ['GET'] }];
    for (const repair of repairsOf(rules, ceph, { origin: A, method: 'PUT', headers: [] })) {
      expect(repair.json).not.toContain('AllowedHeaders');
    }
  });

  it('offers no more rules than the store takes', () => {
    const rules = Array.from({ length: 100 }, () => ({ allowedOrigins: [A], allowedMethods: ['GET'] }));
    expect(repairsOf(rules, s3, asked).map(({ kind }) => kind)).toEqual(['smallest-edit']);
  });

  it('offers no document that the store does not take', () => {
    const rules = [
      {
        id: 'x'.repeat(255),
        allowedOrigins: [A],
        allowedMethods: ['GET'],
        allowedHeaders: [`x-${'y'.repeat(64_990)}`],
      },
    ];
    expect(repairsOf(rules, s3, asked)).toEqual([]);
  });

  it.each([
    ['a method that no rule may name', { ...asked, method: 'PATCH' }],
    ['an origin that no browser sends', { ...asked, origin: 'https://a.example/' }],
    ['a name that is none', { ...asked, headers: ['x y'] }],
  ])('offers nothing for %s', (_, odd) => {
    expect(repairsOf([], s3, odd)).toEqual([]);
    expect(repairsOf([{ allowedOrigins: [A], allowedMethods: ['GET'] }], ceph, odd)).toEqual([]);
  });
});

describe('newRuleRepair', () => {
  it('gives one rule for exactly the request, not verified', async () => {
    for (const [, store] of STORES) {
      const repair = newRuleRepair(store, { origin: A, method: 'PUT', headers: ['authorization'] });
      const rule = { allowedOrigins: [A], allowedMethods: ['PUT'], allowedHeaders: ['authorization'] };
      expect(repair).toMatchObject({
        kind: 'new-rule',
        rules: [rule],
        changedRule: 0,
        added: true,
        verified: false,
        grants: [
          { field: 'allowedOrigins', value: A },
          { field: 'allowedMethods', value: 'PUT' },
          { field: 'allowedHeaders', value: 'authorization' },
        ],
      });
      expect((await store.corsCodec.read(repair.document)).configuration).toEqual({ rules: [rule] });
    }
  });

  it('names no headers where none are asked', () => {
    expect(newRuleRepair(s3, { origin: A, method: 'GET', headers: [] }).rules).toEqual([
      { allowedOrigins: [A], allowedMethods: ['GET'] },
    ]);
  });
});

describe('repairRules tells apart', () => {
  const asked = { origin: A, method: 'PUT', headers: ['x-amz-date'] };

  it('what is allowed already from what no rule may allow', () => {
    const rule = { allowedOrigins: [A], allowedMethods: ['PUT'], allowedHeaders: ['x-amz-date'] };
    expect(repairRules([rule], s3, asked)).toEqual({ allowedAlready: true, repairs: [] });
    expect(repairRules([], s3, { ...asked, method: 'PATCH' })).toEqual({
      allowedAlready: false,
      repairs: [],
    });
  });

  it('header names only by their letters, not by case or order', () => {
    const written = repairRules([], s3, { ...asked, headers: ['X-Amz-Date', 'Content-Type', 'x-amz-date'] });
    expect(written).toEqual(repairRules([], s3, { ...asked, headers: ['content-type', 'x-amz-date'] }));
    expect(written.repairs).toHaveLength(1);
  });
});

describe('repairRules refuses', () => {
  it.each<readonly [what: string, rules: unknown, path: string]>([
    ['a rule without origins', [{ allowedMethods: ['PUT'] }], 'rules[0].allowedOrigins'],
    ['a rule with none', [{ allowedOrigins: [], allowedMethods: ['PUT'] }], 'rules[0].allowedOrigins'],
    ['what is no rule', [null], 'rules[0]'],
    ['what are no rules', 'x', 'rules'],
  ])('%s', (_, rules, path) => {
    const repair = () => repairRules(rules as CorsRule[], s3, { origin: A, method: 'PUT', headers: [] });
    expect(repair).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIG', issues: [expect.objectContaining({ path })] }),
    );
  });
});

describe('repairRules minds', () => {
  it('that a rule which can never match may stay as it is', () => {
    const slash: CorsRule = { allowedOrigins: [`${A}/`], allowedMethods: ['PUT'], allowedHeaders: ['*'] };
    const repairs = repairsOf([slash], s3, { origin: A, method: 'PUT', headers: [] });
    expect(repairs[0]?.rules).toEqual([slash, { allowedOrigins: [A], allowedMethods: ['PUT'] }]);
    expect(refusedCors(repairs[0]?.rules, s3)).toEqual([]);
  });

  it('that an origin named in a rule gets all of it: it is not slipped into a mightier one', () => {
    const admin: CorsRule = {
      allowedOrigins: [B],
      allowedMethods: ['GET', 'PUT', 'DELETE'],
      allowedHeaders: ['*'],
    };
    const app: CorsRule = { allowedOrigins: [A], allowedMethods: ['GET'], exposeHeaders: ['ETag'] };
    const edits = repairsOf([admin, app], s3, { origin: A, method: 'PUT', headers: [] }).slice(1);
    expect(edits.map(({ changedRule }) => changedRule)).toEqual([1]);
  });

  it('that what an edit gives to an origin is all that the rule allows', () => {
    const other: CorsRule = {
      allowedOrigins: [B],
      allowedMethods: ['GET', 'PUT'],
      allowedHeaders: ['x-amz-date'],
    };
    const [, edit] = repairsOf([other], s3, { origin: A, method: 'PUT', headers: [] });
    expect(edit?.grants).toEqual([
      { field: 'allowedOrigins', value: A },
      { field: 'allowedMethods', value: 'GET' },
      { field: 'allowedMethods', value: 'PUT' },
      { field: 'allowedHeaders', value: 'x-amz-date' },
    ]);
  });

  it('that what is given to a star is given to the whole web', () => {
    const own: CorsRule = { allowedOrigins: [A], allowedMethods: ['PUT'] };
    const all: CorsRule = { allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['x-amz-date'] };
    const headers = ['x-amz-acl', 'x-amz-date'];
    const edits = repairsOf([all, own], s3, { origin: A, method: 'PUT', headers }).slice(1);
    expect(edits.map(({ changedRule }) => changedRule)).toEqual([1]);
  });

  it('that a widened rule does not take over requests which a later rule answers otherwise', () => {
    const first: CorsRule = { allowedOrigins: [A], allowedMethods: ['GET'] };
    const second: CorsRule = { allowedOrigins: [A], allowedMethods: ['PUT'], exposeHeaders: ['ETag'] };
    const edits = repairsOf([first, second], s3, { origin: A, method: 'PUT', headers: ['x-amz-date'] }).slice(
      1,
    );
    expect(edits.map(({ changedRule }) => changedRule)).toEqual([1]);
  });
});
