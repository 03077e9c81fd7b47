import { describe, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { AccuracyCase, StoreName } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { truthOf } from './truth/truth.js';

const ORIGIN = 'https://a.example';
const named: CorsRule = { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-a'] };
const starred: CorsRule = { ...named, allowedOrigins: ['*', ORIGIN] };
const bareStar: CorsRule = { allowedOrigins: ['*'], allowedMethods: ['PUT'] };

/** Whether a PUT with `x-a` that is allowed is read, and what may be said of it. */
function truthFor(store: StoreName, rules: readonly CorsRule[], fault: string | null, withCookies = true) {
  const request = { method: 'PUT', key: 'k', headers: { 'x-a': '1' }, signing: 'none' } as const;
  const of: AccuracyCase = {
    ...generateCase(7, 0),
    store,
    rules,
    oldRules: null,
    fault: fault === null ? null : { code: fault },
    request: { ...request, hasBody: true, withCookies },
  };
  return truthOf({ of, engine: 'chromium', origin: ORIGIN, accepts: () => true, asked: ['x-a'] });
}

describe('a request with cookies', () => {
  it.each<
    [what: string, store: StoreName, rules: readonly CorsRule[], fault: string | null, passes: boolean]
  >([
    ['passes by a rule that names its origin', 's3', [named], null, true],
    ['is refused by one that has a star besides', 'cos', [starred], null, false],
    [
      'is refused where the answer has a star, and the preflight has not',
      's3',
      [bareStar, named],
      null,
      false,
    ],
    ['is refused by a store that allows no credentials', 'oss', [named], null, false],
    ['is refused by Ceph', 'ceph', [named], null, false],
    ['is refused where the preflight has a star', 's3', [named], 'pre.cred-wildcard', false],
    ['is refused where the preflight has a word in capitals', 'cos', [named], 'pre.cred-missing', false],
    ['is refused by what answers preflights without leave', 's3', [named], 'cache.max-age', false],
    ['passes where a fault is about answers alone', 's3', [named], 'act.expose', true],
  ])('%s', (_, store, rules, fault, passes) => {
    const { codes, guesses, isReadable } = truthFor(store, rules, fault);
    expect(isReadable).toBe(passes);
    expect(codes.includes('ok.allowed')).toBe(passes);
    expect(guesses.includes('pre.cred-missing') && guesses.includes('pre.cred-wildcard')).toBe(!passes);
    expect(truthFor(store, rules, fault, false).codes).toContain('ok.allowed');
  });
});
