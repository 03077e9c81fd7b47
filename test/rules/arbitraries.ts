import fc from 'fast-check';
import type { CorsRule } from '../../src/model/cors-rule.js';

/** A small world, so that rules and requests meet often. */
export const ORIGINS = ['https://a.example', 'https://b.example', 'http://a.example'];
export const ORIGIN_PATTERNS = [...ORIGINS, '*', 'https://*', '*.example', 'https://*.example'];
export const METHODS = ['GET', 'PUT', 'DELETE'];
export const NAMES = ['authorization', 'x-amz-date', 'x-amz-acl'];
export const NAME_PATTERNS = [...NAMES, '*', 'x-amz-*', 'X-Amz-*', 'AUTHORIZATION'];

function someOf<T>(values: readonly T[], minLength = 1): fc.Arbitrary<T[]> {
  return fc.subarray([...values], { minLength, maxLength: 3 });
}

export const corsRule: fc.Arbitrary<CorsRule> = fc.record(
  {
    id: fc.constantFrom('one', 'two'),
    allowedOrigins: someOf(ORIGIN_PATTERNS),
    allowedMethods: someOf(METHODS),
    allowedHeaders: someOf(NAME_PATTERNS),
    exposeHeaders: fc.constantFrom(['ETag'], ['ETag', 'x-amz-request-id']),
    maxAgeSeconds: fc.constantFrom(0, 600),
  },
  { requiredKeys: ['allowedOrigins', 'allowedMethods'] },
);

/** Stores refuse two rules of one name. */
export const corsRules = fc.uniqueArray(corsRule, {
  maxLength: 4,
  comparator: (a, b) => a !== undefined && a === b,
  selector: (rule) => rule.id,
});

export const askedRequest = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  method: fc.constantFrom(...METHODS),
  headers: fc.subarray(NAMES),
});

export interface Triple {
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly string[];
}

/** Every request that this world can make: each origin, method and set of names. */
export const UNIVERSE: readonly Triple[] = ORIGINS.flatMap((origin) =>
  METHODS.flatMap((method) =>
    Array.from({ length: 2 ** NAMES.length }, (_, bits) => ({
      origin,
      method,
      headers: NAMES.filter((_name, place) => (bits >> place) % 2 === 1),
    })),
  ),
);
