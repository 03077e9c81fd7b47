import type { CorsResponse } from '../model/cors-exchange.js';
import { combinedValue, tokenList } from './header-values.js';
import { isSafelistedMethod } from './safelisted-method.js';

/** The request that a browser checks an answer against. */
export interface CheckedRequest {
  /** The page's serialised origin; `null` for the opaque one is the text `"null"`. */
  readonly origin: string;
  /** As the browser sends it: `explainRequest().method`. */
  readonly method: string;
  /** `explainRequest().unsafeHeaders`. */
  readonly unsafeHeaders: readonly string[];
  /** Whether cookies go along. Object storage never needs them. Default `omit`. */
  readonly credentials?: 'omit' | 'include';
  /** Whether listeners are on `xhr.upload`, the standard's use-CORS-preflight flag. Default false. */
  readonly uploadListeners?: boolean;
}

/** The first step that failed, or that none did. */
export type CorsVerdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly blockedAt: 'preflight' | 'response';
      readonly code: CorsFailure;
      /** The value that the step is about: the header's content, the method, the header name. Empty when there is none. */
      readonly value: string;
    };

/** Steps of the Fetch standard at which an answer is refused. */
export type CorsFailure =
  | 'allow-origin-missing'
  | 'allow-origin-wildcard-with-credentials'
  | 'allow-origin-mismatch'
  | 'allow-credentials-missing'
  | 'preflight-redirected'
  | 'preflight-status'
  | 'allow-methods-malformed'
  | 'allow-headers-malformed'
  | 'method-not-allowed'
  | 'header-not-allowed';

const ALLOWED: CorsVerdict = { allowed: true };

/**
 * Says whether a browser lets a page have a cross-origin answer, or at which step it refuses. Pure; never throws.
 *
 * `Authorization` under `Access-Control-Allow-Headers: *` is allowed, as all engines do today, though the standard says no.
 *
 * @param request - What the page asked.
 * @param preflight - The answer to the preflight; `null` when none was needed.
 * @param response - The answer to the request itself; `null` to check the preflight alone.
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function checkCors(
  request: CheckedRequest,
  preflight: CorsResponse | null,
  response: CorsResponse | null,
): CorsVerdict {
  const refused =
    (preflight && checkPreflight(request, preflight)) ??
    (response && checkOrigin(request, response, 'response'));
  return refused ?? ALLOWED;
}

/** @see https://fetch.spec.whatwg.org/#cors-preflight-fetch */
function checkPreflight(request: CheckedRequest, preflight: CorsResponse): CorsVerdict | null {
  const stop = (code: CorsFailure, value: string): CorsVerdict => ({
    allowed: false,
    blockedAt: 'preflight',
    code,
    value,
  });
  // Step 6: redirect mode is "error".
  if ([301, 302, 303, 307, 308].includes(preflight.status))
    return stop('preflight-redirected', String(preflight.status));
  // Step 7: CORS check and ok status.
  const origin = checkOrigin(request, preflight, 'preflight');
  if (origin !== null) return origin;
  if (preflight.status < 200 || preflight.status > 299)
    return stop('preflight-status', String(preflight.status));
  // Steps 7.1 to 7.3: both lists must parse.
  const methods = allowedMethods(request, preflight);
  const names = tokenList(preflight.headers, 'access-control-allow-headers')?.map((name) =>
    name.toLowerCase(),
  );
  if (methods === null)
    return stop('allow-methods-malformed', headerText(preflight, 'access-control-allow-methods'));
  if (names === undefined)
    return stop('allow-headers-malformed', headerText(preflight, 'access-control-allow-headers'));
  // A star is only a wildcard without credentials.
  const wildcard = request.credentials !== 'include';
  // Step 7.5: the method, byte for byte.
  const { method } = request;
  if (!methods.includes(method) && !isSafelistedMethod(method) && !(wildcard && methods.includes('*'))) {
    return stop('method-not-allowed', method);
  }
  // Steps 7.6 and 7.7: the header names.
  const missing = request.unsafeHeaders.find(
    (name) => !names.includes(name) && !(wildcard && names.includes('*')),
  );
  return missing === undefined ? null : stop('header-not-allowed', missing);
}

/** `null`: the list does not parse. */
function allowedMethods(request: CheckedRequest, preflight: CorsResponse): string[] | null {
  // Step 7.4: without the header, a request that was preflighted for its listeners alone names its own method.
  const absent = combinedValue(preflight.headers, 'access-control-allow-methods') === null;
  if (absent && request.uploadListeners === true) return [request.method];
  return tokenList(preflight.headers, 'access-control-allow-methods');
}

/** @see https://fetch.spec.whatwg.org/#cors-check */
function checkOrigin(
  request: CheckedRequest,
  response: CorsResponse,
  blockedAt: 'preflight' | 'response',
): CorsVerdict | null {
  const stop = (code: CorsFailure, value: string): CorsVerdict => ({
    allowed: false,
    blockedAt,
    code,
    value,
  });
  const include = request.credentials === 'include';
  // Steps 1 and 2.
  const origin = combinedValue(response.headers, 'access-control-allow-origin');
  if (origin === null) return stop('allow-origin-missing', '');
  // Step 3.
  if (!include && origin === '*') return null;
  // Step 4.
  if (origin !== request.origin) {
    return stop(origin === '*' ? 'allow-origin-wildcard-with-credentials' : 'allow-origin-mismatch', origin);
  }
  // Steps 5 to 8.
  if (!include) return null;
  const credentials = combinedValue(response.headers, 'access-control-allow-credentials');
  return credentials === 'true' ? null : stop('allow-credentials-missing', credentials ?? '');
}

function headerText(response: CorsResponse, name: string): string {
  return combinedValue(response.headers, name) ?? '';
}
