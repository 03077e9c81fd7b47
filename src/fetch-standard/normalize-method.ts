/**
 * A method as a browser sends it: only these six are put in capitals, and `patch` stays as it is.
 *
 * @see https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upper = method.toUpperCase();
  // A dotless i or a long s has a capital of ASCII, and is none of theirs.
  return NORMALIZED.includes(upper) && method.toLowerCase() === upper.toLowerCase() ? upper : method;
}

const NORMALIZED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
