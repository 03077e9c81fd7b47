import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { SentRequest } from '../../model/diagnosis.js';
import { parseUrl } from '../../model/parse-url.js';
import type { DescribedExchange } from './describe-exchange.js';
import type { RawExchange } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';

/** The request as redirects sent it on to another origin, which is told `null` in the place of the page's. `null`: none did. */
export function sentOn({ redirects = [] }: RawExchange, sent: SentRequest): SentRequest | null {
  let { url } = sent;
  for (const { response } of redirects) url = parseUrl(headerOf(response, 'location'), url)?.href ?? url;
  const isElsewhere = parseUrl(url)?.origin !== parseUrl(sent.url)?.origin;
  return isElsewhere ? { ...sent, url: showAddress(url), origin: 'null' } : null;
}

/** Whether it is not the first preflight that is refused, but that of an address to which a redirect led. */
export function isRefusedAtHop(
  { preflight, redirects = [] }: RawExchange,
  { explained }: DescribedExchange,
  verdict: CorsVerdict,
): boolean {
  if (verdict.allowed !== false || verdict.blockedAt !== 'preflight' || redirects.length === 0) return false;
  const first = { request: explained, preflight: preflight?.response ?? null, response: null };
  return checkCors(first).allowed !== false;
}
