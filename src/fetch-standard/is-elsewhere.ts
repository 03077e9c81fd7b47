import type { CheckedRequest } from './checked-request.js';
import { isSameOrigin } from './is-same-origin.js';
import type { RedirectedRequest } from './redirected-request.js';

/** Whether a request is, or has been, at another origin. @see https://fetch.spec.whatwg.org/#concept-request-response-tainting */
export function isElsewhere(request: CheckedRequest | RedirectedRequest): boolean {
  return 'hasBeenElsewhere' in request
    ? request.hasBeenElsewhere
    : !isSameOrigin(request.origin, request.url);
}
