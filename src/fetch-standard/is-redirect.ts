import type { CorsResponse } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import type { CheckedRequest } from './checked-request.js';
import type { Engine } from './engines/engine.js';
import { headerLines } from './header-values.js';

/** Statuses that redirect. @see https://fetch.spec.whatwg.org/#redirect-status */
export function hasRedirectStatus({ status }: CorsResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/**
 * Where an answer redirects to, as it says so; `null`: it does not redirect.
 *
 * @see https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function redirectLocation(response: CorsResponse, engine: Engine): string | null {
  if (!hasRedirectStatus(response)) return null;
  const location = headerLines(response, 'location', engine)[0];
  if (location === undefined || (location === '' && engine.emptyLocation === 'answer')) return null;
  return location;
}

/** Whether an answer ends a request as a redirect, or leads it on; otherwise it is an answer like another. */
export function isRedirect(
  { redirect }: Pick<CheckedRequest, 'redirect'>,
  response: CorsResponse,
  engine: Engine,
): boolean {
  const location = redirectLocation(response, engine);
  if (redirect === 'error' && engine.forbidsOnlyLocations) return location !== null && location !== '';
  // https://fetch.spec.whatwg.org/#http-fetch: the switch on the redirect mode looks at the status alone.
  return (
    location !== null || (hasRedirectStatus(response) && (redirect === 'manual' || redirect === 'error'))
  );
}

/** The address that a `Location` stands for. `undefined`: none. */
export function resolveLocation(location: string, base: string, engine: Engine): URL | undefined {
  return location === '' && engine.emptyLocation === 'failure' ? undefined : parseUrl(location, base);
}
