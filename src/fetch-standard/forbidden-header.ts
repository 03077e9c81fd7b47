const FORBIDDEN = new Set(
  (
    'accept-charset accept-encoding access-control-request-headers access-control-request-method connection ' +
    'content-length cookie cookie2 date dnt expect host keep-alive origin referer set-cookie te trailer ' +
    'transfer-encoding upgrade via'
  ).split(' '),
);

const METHOD_OVERRIDES = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

/**
 * Whether a browser drops this header when a page sets it.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenHeader(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (FORBIDDEN.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')) return true;
  if (!METHOD_OVERRIDES.has(lower)) return false;
  return value.split(',').some((method) => /^(connect|trace|track)$/i.test(method.trim()));
}
