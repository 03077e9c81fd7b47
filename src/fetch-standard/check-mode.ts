import type { CorsResponse } from '../model/cors-exchange.js';
import { checkResourcePolicy } from './check-resource-policy.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsRefusal, CorsUnknown, PolicyFailure } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { isElsewhere } from './is-elsewhere.js';
import { isSameOrigin } from './is-same-origin.js';
import type { RedirectedRequest } from './redirected-request.js';
import { showAddress } from './show-address.js';
import { MAIN_FETCH } from './steps.js';

/**
 * Whether the mode of a request keeps it from being sent to where it goes, or goes on to. `null`: it does not.
 *
 * @see https://fetch.spec.whatwg.org/#main-fetch
 */
export function checkMode(request: CheckedRequest | RedirectedRequest): CorsRefusal | null {
  const { mode = 'cors', redirect = 'follow', origin, url } = request;
  if (mode === 'cors' || !isElsewhere(request)) return null;
  const stop = (code: PolicyFailure, value: string): CorsRefusal => ({
    allowed: false,
    blockedAt: 'policy',
    code,
    value,
    step: MAIN_FETCH,
    status: null,
    origin,
    ...(url === undefined ? {} : { url: showAddress(url) }),
  });
  // https://fetch.spec.whatwg.org/#main-fetch: step 12, the mode "same-origin", then a redirect mode beside "no-cors".
  if (mode === 'same-origin') return stop('mode-same-origin', '');
  return redirect === 'follow' ? null : stop('mode-no-cors-redirect', redirect);
}

/**
 * Whether the answer to a request of the mode `no-cors` is kept from the page by its own policy. `null`: it is not. The
 * policy of the page is not part of an exchange: `checkResourcePolicy()` knows it.
 *
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function checkOpaque(
  request: CheckedRequest | RedirectedRequest,
  response: CorsResponse,
  engine: Engine,
): CorsRefusal | CorsUnknown | null {
  const { origin, url } = request;
  const pageOrigin = 'pageOrigin' in request ? request.pageOrigin : origin;
  const judge = (relation: 'same-origin' | 'same-site' | 'cross-site') =>
    checkResourcePolicy({ origin, url: url ?? '', mode: 'no-cors', relation }, response, engine);
  const verdict = judge(isSameOrigin(pageOrigin, url) ? 'same-origin' : 'cross-site');
  if (verdict.allowed === true) return null;
  // What is one site, a list of the registries says.
  if (verdict.allowed === false && judge('same-site').allowed) return { allowed: null, unknown: ['site'] };
  if (verdict.allowed === null || url !== undefined) return verdict;
  const { url: _none, ...refusal } = verdict;
  return refusal;
}
