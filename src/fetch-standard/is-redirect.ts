import type { CorsResponse } from '../model/cors-exchange.js';
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

/** The address that a `Location` stands for. `undefined`: none. */
export function resolveLocation(location: string, base: string, engine: Engine): URL | undefined {
  if (location === '' && engine.emptyLocation === 'failure') return undefined;
  try {
    return new URL(location, base);
  } catch {
    return undefined;
  }
}
