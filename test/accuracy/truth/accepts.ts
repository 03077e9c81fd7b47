import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { StoreName } from '../accuracy-case.js';

/** Whether a preflight passes. Names in lower case. */
export type Accepts = (method: string, names: readonly string[]) => boolean;

/** Which rule decides. `any`: one that fits wholly is enough. `first-for-origin`: only the first that names the origin is asked. */
export type Reading = 'any' | 'first-for-origin';

/** How a store reads its rules. QingStor's pages leave it open; the local bucket reads them so. */
export function readingOf(store: StoreName): Reading {
  return store === 'ceph' ? 'first-for-origin' : 'any';
}

/** What a set of rules lets through, as the vendors' pages tell it. */
export function isAccepted(
  rules: readonly CorsRule[],
  reading: Reading,
  origin: string,
  method: string,
  names: readonly string[],
): boolean {
  return decidingRule(rules, reading, origin, method, names) !== undefined;
}

/**
 * The rule by which a store answers what it lets through, be it a preflight or, without names, the request itself. Written apart from the SDK and from the local bucket on
 * purpose: it is what both are held against.
 *
 * @returns `undefined`: it lets it not through.
 */
export function decidingRule(
  rules: readonly CorsRule[],
  reading: Reading,
  origin: string,
  method: string,
  names: readonly string[],
): CorsRule | undefined {
  const forOrigin = rules.filter((rule) => rule.allowedOrigins.some((pattern) => fits(pattern, origin)));
  const asked = reading === 'any' ? forOrigin : forOrigin.slice(0, 1);
  return asked.find(
    ({ allowedMethods, allowedHeaders = [] }) =>
      allowedMethods.some((allowed) => allowed === method || allowed === '*') &&
      names.every((name) =>
        allowedHeaders.some((allowed) => fits(allowed.toLowerCase(), name.toLowerCase())),
      ),
  );
}

/** A star, at most one, stands for any text, none included. */
function fits(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= head.length + tail.length && value.startsWith(head) && value.endsWith(tail);
}
