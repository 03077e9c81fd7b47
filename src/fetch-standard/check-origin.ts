import type { CorsResponse } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsCheckFailure, CorsRefusal, CorsUnknown } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { combinedValue, headerLines } from './header-values.js';
import { refusing } from './refusing.js';
import { findUnknown } from './unknown.js';

const ALLOW_ORIGIN = 'access-control-allow-origin';
const ALLOW_CREDENTIALS = 'access-control-allow-credentials';

/**
 * The CORS check: whether an answer, whatever its status, lets this origin have it. `null`: it does.
 *
 * @param origin - What the request was sent from.
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function checkOrigin(
  origin: string,
  credentials: CheckedRequest['credentials'],
  response: CorsResponse,
  blockedAt: CorsRefusal['blockedAt'],
  engine: Engine,
): CorsRefusal | CorsUnknown | null {
  const stop = refusing(blockedAt, 'cors-check', origin, response.status);
  const failed = checkProxyAuthentication(origin, response, blockedAt, engine);
  if (failed !== null) return failed;
  const includes = credentials === 'include';
  const unknown = findUnknown(response, includes ? [ALLOW_ORIGIN, ALLOW_CREDENTIALS] : [ALLOW_ORIGIN]);
  if (unknown !== null) return unknown;
  // https://fetch.spec.whatwg.org/#cors-check: steps 1 and 2.
  const lines = headerLines(response, ALLOW_ORIGIN, engine);
  if (lines.length === 0) return stop('allow-origin-missing', null);
  const allowed = lines.join(', ');
  if (engine.countsOriginLines && countSpelled(response) > 1) return stop('allow-origin-repeated', allowed);
  // https://fetch.spec.whatwg.org/#cors-check: step 3.
  if (!includes && allowed === '*') return null;
  // https://fetch.spec.whatwg.org/#cors-check: step 4, byte for byte.
  if (allowed !== origin)
    return stop(whyOther(allowed, lines.length > 1 && !engine.countsOriginLines), allowed);
  // https://fetch.spec.whatwg.org/#cors-check: steps 5 to 8.
  if (!includes) return null;
  const permission = combinedValue(response, ALLOW_CREDENTIALS, engine);
  return permission === 'true' ? null : stop('allow-credentials-missing', permission);
}

/**
 * Whether an answer says that a proxy, which was never asked, wants a password: that fails at the page's own origin, too.
 * `null`: it does not, or this engine does not mind.
 *
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
export function checkProxyAuthentication(
  origin: string,
  { status }: CorsResponse,
  blockedAt: CorsRefusal['blockedAt'],
  engine: Engine,
): CorsRefusal | null {
  return status === 407 && engine.refusesProxyAuthentication
    ? refusing(blockedAt, 'http-network-or-cache-fetch', origin, status)('proxy-authentication', '407')
    : null;
}

function countSpelled(response: CorsResponse): number {
  return response.headers.filter(([name]) => name === 'Access-Control-Allow-Origin').length;
}

function whyOther(allowed: string, isRepeated: boolean): CorsCheckFailure {
  if (allowed === '*') return 'allow-origin-wildcard-with-credentials';
  if (isRepeated) return 'allow-origin-repeated';
  if (/[ ,]/.test(allowed)) return 'allow-origin-list';
  return allowed === 'null' || parseUrl(asAddress(allowed)) !== undefined
    ? 'allow-origin-mismatch'
    : 'allow-origin-invalid';
}

/** Chromium, which tells the two apart, reads bytes as UTF-8, and takes two kinds of host that `URL` does not. */
function asAddress(value: string): string {
  const text = new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)));
  // Tabs within an address are no part of it: https://url.spec.whatwg.org/#concept-basic-url-parser
  return text.replaceAll('\t', '').replace(/xn--|%20/gi, 'x');
}
