import type { CorsResponse } from '../model/cors-exchange.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsVerdict } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { engineFor } from './engines/engine-for.js';
import { legOf } from './leg.js';
import { nextLeg } from './next-leg.js';
import type { RedirectedRequest } from './redirected-request.js';

/**
 * What a redirect leads to: the next request, or why there is none. Where redirects are not to be followed, a redirect
 * that passes is allowed, and opaque. Pure; never throws.
 *
 * @param request - What the redirect answered, with its `url`.
 * @param response - The redirect: a status of 301, 302, 303, 307 or 308 with a `Location`. Of any other answer it is not
 *   known where it leads.
 * @param whose - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function checkRedirect(
  request: CheckedRequest | RedirectedRequest,
  response: CorsResponse,
  whose: Engine = browsers,
): RedirectedRequest | CorsVerdict {
  return nextLeg(legOf(request), response, engineFor(request.api, whose));
}
