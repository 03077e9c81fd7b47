import type { CorsResponse } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import type { CorsRefusal, CorsUnknown } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { combinedValue } from './header-values.js';
import { refusing } from './refusing.js';
import { findUnknown } from './unknown.js';

export const RESOURCE_POLICY = 'cross-origin-resource-policy';

/**
 * Whether an answer of another origin is kept from the page by its own policy. `null`: it is not.
 *
 * @param relation - How `url` lies to the page. Absent: not known.
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check
 */
export function judgePolicy(
  {
    origin,
    url,
    relation,
  }: {
    readonly origin: string;
    readonly url: string | undefined;
    readonly relation?: 'same-site' | 'cross-site';
  },
  response: CorsResponse,
  engine: Engine,
): CorsRefusal | CorsUnknown | null {
  const unknown = findUnknown(response, [RESOURCE_POLICY]);
  if (unknown !== null) return unknown;
  const policy = combinedValue(response, RESOURCE_POLICY, engine);
  if (policy !== 'same-site' && policy !== 'same-origin') return null;
  const isSite = policy === 'same-site' && !(engine.takesNoAddressForSite && namesAddress(url));
  if (isSite && relation === 'same-site') return null;
  if (isSite && relation === undefined) return { allowed: null, unknown: ['site'] };
  const stop = refusing('policy', 'cross-origin-resource-policy-internal-check', origin, response.status);
  return stop('resource-policy', policy, url);
}

/** Whether the host is an IP address: parsers of addresses write all their forms alike. */
function namesAddress(url = ''): boolean {
  return /^(\[.*\]|\d+(\.\d+){3})$/.test(parseUrl(url)?.hostname ?? '');
}
