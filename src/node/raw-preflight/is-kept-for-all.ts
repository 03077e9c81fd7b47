import { isFromSharedCache } from '../../diagnose/raw/classify-answer.js';
import type { RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { headerOf } from '../../diagnose/raw/raw-finding.js';

/** Headers that shared caches put on what passes through them. */
const OF_CACHES = /^(age|via|x-cache|x-cache-lookup|cf-cache-status|x-swift-cachetime|x-proxy-cache)$/i;

/**
 * Whether a shared cache keeps one answer for all origins: who asks first without an origin, as an image does, then takes it away from
 * all pages. Answers that allow everybody are left alone, as nobody knows whether the cache ever gets others.
 *
 * A request without an origin is what fills a cache with an answer that no page can read. It is only sent to an address that nobody
 * else uses and the cache did not know, and only after it was seen to give its own, readable answer there, in place of another.
 *
 * @param response - The answer to the page's own request, which it can read.
 * @param fresh - The same request at an address that no cache knows.
 * @param look - Sends a request; `null`: no answer came.
 */
export async function isKeptForAll(
  response: RawResponse,
  fresh: RawProbe,
  look: (probe: RawProbe) => Promise<RawResponse | null>,
): Promise<boolean> {
  const origin = fresh.headers.find(([name]) => name === 'Origin')?.[1] ?? '';
  const isForOrigin = (answer: RawResponse | null) =>
    answer !== null && headerOf(answer, 'access-control-allow-origin') === origin;
  if (!isForOrigin(response) || !response.headers.some(([name]) => OF_CACHES.test(name))) return false;
  // Without it every cache may give this answer to all, and those that keep to HTTP do.
  if (!variesByOrigin(response)) return true;
  const first = await look(fresh);
  // A cache that knows this address leaves the query out of its keys: then it is the real one.
  if (first === null || isFromSharedCache(first)) return false;
  const again = await look(fresh);
  if (again === null || !isFromSharedCache(again) || !isForOrigin(again)) return false;
  const without = await look({ ...fresh, purpose: 'no-origin', headers: [] });
  return without !== null && isFromSharedCache(without) && isForOrigin(without);
}

/** @see https://www.rfc-editor.org/rfc/rfc9111#name-calculating-cache-keys-with */
function variesByOrigin({ headers }: RawResponse): boolean {
  const listed = headers.filter(([name]) => name.toLowerCase() === 'vary').map(([, value]) => value);
  return listed
    .join(',')
    .split(',')
    .some((name) => /^(origin|\*)$/i.test(name.trim()));
}
