import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { SentRequest } from '../../model/diagnosis.js';
import { parseUrl } from '../../model/parse-url.js';
import type { DescribedExchange } from './describe-exchange.js';
import type { RawExchange } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';

/**
 * The request as it was sent on, where it is not the first preflight that is refused, but that of an address to which a redirect
 * led. `null`: it is the first one, or none.
 */
export function refusedAtHop(
  { preflight, redirects = [] }: RawExchange,
  { explained, sent }: DescribedExchange,
  verdict: CorsVerdict,
): SentRequest | null {
  if (verdict.allowed !== false || verdict.blockedAt !== 'preflight' || redirects.length === 0) return null;
  const first = { request: explained, preflight: preflight?.response ?? null, response: null };
  if (checkCors(first).allowed === false) return null;
  let { url } = sent;
  for (const { response } of redirects) url = parseUrl(headerOf(response, 'location'), url)?.href ?? url;
  return { ...sent, url: showAddress(url), origin: verdict.origin };
}
