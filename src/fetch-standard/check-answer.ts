import type { CorsResponse } from '../model/cors-exchange.js';
import { checkOrigin, checkProxyAuthentication } from './check-origin.js';
import type { CorsRefusal, CorsUnknown } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { isSameOrigin } from './is-same-origin.js';
import { judgePolicy } from './judge-policy.js';
import type { Leg } from './leg.js';

/**
 * Whether an answer to the request itself, which may be a redirect, is kept from the page. `null`: it is not. Answers of
 * the page's own origin are not checked; those of others are by CORS, and in the mode `no-cors` by their own policy. The
 * policy of the page is not part of an exchange: `checkResourcePolicy()` knows it.
 *
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function checkAnswer(
  { origin, url, credentials, mode, pageOrigin, hasBeenElsewhere }: Leg,
  response: CorsResponse,
  blockedAt: 'redirect' | 'response',
  engine: Engine,
): CorsRefusal | CorsUnknown | null {
  if (hasBeenElsewhere && mode === 'cors')
    return checkOrigin(origin, credentials, response, blockedAt, engine);
  return (
    checkProxyAuthentication(origin, response, blockedAt, engine) ??
    // Whether it is of the page's site, a list of the registries says.
    (hasBeenElsewhere && !isSameOrigin(pageOrigin, url)
      ? judgePolicy({ origin, url }, response, engine)
      : null)
  );
}
