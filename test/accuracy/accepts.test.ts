import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import { decidingRule, isAccepted } from './truth/accepts.js';

interface Recorded {
  readonly origin: string;
  readonly cases: readonly {
    readonly id: string;
    readonly rules: readonly CorsRule[];
    readonly method: string;
    readonly names: readonly string[];
    /** A digit for each subset, whose members are the bits of its place: 1, it passes. */
    readonly answers: string;
  }[];
}

const rule = (allowedOrigins: string[], allowedMethods: string[], allowedHeaders?: string[]) => ({
  allowedOrigins,
  allowedMethods,
  ...(allowedHeaders === undefined ? {} : { allowedHeaders }),
});

describe('the reference evaluator', () => {
  it('says what a real Ceph answered to each set of names', () => {
    const { origin, cases } = JSON.parse(readFileSync('test/oracles/ceph-cors.json', 'utf8')) as Recorded;
    let asked = 0;
    for (const { id, rules, method, names, answers } of cases) {
      for (const [bits, answer] of [...answers].entries()) {
        const set = names.filter((_, at) => bits & (1 << at));
        const passes = isAccepted(rules, 'first-for-origin', origin, method, set);
        expect(passes, `${id} ${set.join()}`).toBe(answer === '1');
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(1000);
  });

  it.each([
    ['another rule', true, [rule(['https://a.example'], ['GET']), rule(['https://a.example'], ['PUT'])]],
    ['no single rule', false, [rule(['https://a.example'], ['GET'], ['x-a']), rule(['*'], ['PUT'])], ['x-a']],
    ['a star', true, [rule(['*'], ['*'], ['X-*'])], ['x-a', 'x-b']],
    ['a domain, and not its apex', false, [rule(['https://*.a.example'], ['PUT'])]],
    ['no header that is not listed', false, [rule(['*'], ['PUT'])], ['x-a']],
    ['a method as it is written', false, [rule(['*'], ['put'])]],
  ])('knows %s', (_, expected, rules, names: string[] = []) => {
    expect(isAccepted(rules, 'any', 'https://a.example', 'PUT', names)).toBe(expected);
  });

  it('answers what is allowed by the first rule that allows it, and a request itself by none of its names', () => {
    const rules = [rule(['*'], ['PUT']), rule(['https://a.example'], ['PUT'], ['x-a'])];
    const ruleFor = (names: string[]) => decidingRule(rules, 'any', 'https://a.example', 'PUT', names);
    expect(ruleFor(['x-a'])).toBe(rules[1]);
    expect(ruleFor([])).toBe(rules[0]);
    expect(decidingRule(rules, 'first-for-origin', 'https://a.example', 'PUT', ['x-a'])).toBeUndefined();
  });
});
