import { describe, expect, it } from 'vitest';
import { classifyByRules } from '../../../src/diagnose/infer/classify-by-rules.js';
import { s3 } from '../../../src/stores/s3.js';

const origin = 'https://app.example';

/** The sets of names that rules with these lists refuse. */
function refusedSets(headers: readonly string[], ...lists: readonly (readonly string[])[]) {
  const rules = lists.map((allowedHeaders) => ({
    allowedOrigins: [origin],
    allowedMethods: ['PUT'],
    allowedHeaders,
  }));
  const { code, conflicts } = classifyByRules(rules, s3, { origin, method: 'PUT', headers });
  return { code, sets: conflicts.map(({ members }) => members.join('+')) };
}

describe('what rules refuse', () => {
  it('is the smallest sets, and not all names', () => {
    const found = refusedSets(['x-a', 'x-b', 'x-c'], ['x-a', 'x-c'], ['x-b', 'x-c']);
    expect(found).toEqual({ code: 'pre.cross-rule', sets: ['x-a+x-b'] });
  });

  it('names a set beside a name that is refused by itself, and each of two sets', () => {
    const names = ['x-a', 'x-b', 'x-c', 'x-d', 'x-e'];
    const lists = [
      ['x-a', 'x-c'],
      ['x-a', 'x-d'],
      ['x-b', 'x-c'],
      ['x-b', 'x-d'],
    ];
    const found = refusedSets(names, ...lists);
    expect(found).toEqual({ code: 'pre.header', sets: ['x-e', 'x-c+x-d', 'x-a+x-b'] });
  });
});
