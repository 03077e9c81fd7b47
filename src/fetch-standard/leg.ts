import type { CheckedRequest } from './checked-request.js';
import { isSameOrigin } from './is-same-origin.js';
import type { RedirectedRequest } from './redirected-request.js';
import { isSafelistedMethod } from './safelisted-method.js';

/** A request on one leg of its way: the first, whose address need not be known, or one after a redirect. */
export type Leg = Omit<RedirectedRequest, 'url'> &
  Required<Pick<CheckedRequest, 'mode' | 'redirect' | 'credentials'>> & { readonly url?: string };

/** A request as it sets out, or goes on. */
export function legOf(request: CheckedRequest | RedirectedRequest): Leg {
  const { origin, url, method, unsafeHeaders, mode = 'cors' } = request;
  const { redirect = 'follow', credentials = 'same-origin' } = request;
  const isElsewhere = !isSameOrigin(origin, url);
  const asks = isElsewhere && mode === 'cors' && needsPermission(request);
  return {
    preflight: asks ? { kind: 'preflight', origin, method, headers: unsafeHeaders } : null,
    pageOrigin: origin,
    redirectCount: 0,
    hasBeenElsewhere: isElsewhere,
    beganAtPage: !isElsewhere,
    firstUnsafeHeaders: unsafeHeaders,
    // What is known of its way already stays.
    ...request,
    mode,
    redirect,
    credentials,
  };
}

/** Whether something of a request needs a preflight, wherever it goes. */
export function needsPermission({ method, unsafeHeaders, forcesPreflight }: CheckedRequest): boolean {
  return !isSafelistedMethod(method) || unsafeHeaders.length > 0 || forcesPreflight === true;
}
