import type { CorsRule } from '../../../src/model/cors-rule.js';

/** Whether a preflight passes. Names in lower case. */
export type Accepts = (method: string, names: readonly string[]) => boolean;

/** Which rule decides. `any`: one that fits wholly is enough. `first-for-origin`: only the first that names the origin is asked. */
export type Reading = 'any' | 'first-for-origin';

/**
 * What a set of rules lets through, as the vendors' pages tell it. Written apart from the SDK and from the local bucket on
 * purpose: it is what both are held against.
 */
export function isAccepted(
  rules: readonly CorsRule[],
  reading: Reading,
  origin: string,
  method: string,
  names: readonly string[],
): boolean {
  const forOrigin = rules.filter((rule) => rule.allowedOrigins.some((pattern) => fits(pattern, origin)));
  const asked = reading === 'any' ? forOrigin : forOrigin.slice(0, 1);
  return asked.some(
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
