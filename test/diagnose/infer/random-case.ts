import { isAllowedByRules } from '../../../src/cors/is-allowed-by-rules.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { ceph } from '../../../src/stores/ceph.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Store } from '../../../src/stores/store.js';
import type { Random } from '../../conformance/random.js';

export const ORIGIN = 'https://app.example';
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
const SIGNATURE = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
const CUSTOM = [
  'cache-control',
  'content-type',
  'x-amz-acl',
  'x-amz-meta-a',
  'x-amz-meta-b',
  'x-amz-tagging',
];

/** A bucket and what a page asks of it. */
export interface RandomCase {
  readonly rules: readonly CorsRule[];
  readonly store: Store;
  readonly method: string;
  readonly names: readonly string[];
  readonly authErrorsHidden: boolean;
}

/** A quarter each: allowed, all refused, the method refused, header names refused. Other origins' rules stand between. */
export function randomCase(random: Random): RandomCase {
  const some = (items: readonly string[]) => items.filter(() => random.percent(50));
  const method = random.pick(['PUT', 'PUT', 'POST', 'DELETE', 'GET', 'HEAD']);
  const drawn = random.weigh<readonly string[]>([
    [2, []],
    [2, some(CUSTOM)],
    [4, [...SIGNATURE, 'content-type']],
    [2, [...SIGNATURE, ...some(CUSTOM)]],
  ]);
  const names = [...drawn].sort();
  const rule = (allowedMethods: readonly string[], allowedHeaders: readonly string[]): CorsRule => ({
    allowedOrigins: [ORIGIN],
    allowedMethods,
    allowedHeaders,
  });
  const left = some(names);
  const lacking = names[random.integer(0, Math.max(0, names.length - 1))];
  const others = some(METHODS.filter((other) => other !== method));
  const rules = random.pick([
    [rule(METHODS, random.percent(50) ? ['*'] : names)],
    [],
    [rule(others.length === 0 ? ['GET', 'PUT'].filter((other) => other !== method) : others, ['*'])],
    random.weigh<CorsRule[]>([
      [
        11,
        [
          rule(
            METHODS,
            names.filter((name) => name !== lacking),
          ),
        ],
      ],
      [3, [rule(METHODS, [])]],
      [4, [rule(METHODS, left)]],
      [
        2,
        [
          rule(METHODS, left),
          rule(
            METHODS,
            names.filter((name) => !left.includes(name)),
          ),
        ],
      ],
    ]),
  ]);
  const foreign = {
    allowedOrigins: ['https://other.example'],
    allowedMethods: METHODS,
    allowedHeaders: ['*'],
  };
  const store = random.pick([s3, s3, s3, ceph]);
  return {
    rules: random.percent(50) ? [foreign, ...rules] : rules,
    store,
    method,
    names,
    authErrorsHidden: store === ceph || random.percent(10),
  };
}

/** What is refused, by the rules themselves. */
export function truthOf({
  rules,
  store,
  method,
  names,
}: RandomCase): 'passes' | 'headers' | 'method' | 'all-refused' {
  const passes = (asked: string, headers: readonly string[]) =>
    isAllowedByRules(rules, store, { origin: ORIGIN, method: asked, headers }) === true;
  if (passes(method, names)) return 'passes';
  if (passes(method, [])) return 'headers';
  return METHODS.some((other) => passes(other, [])) ? 'method' : 'all-refused';
}
