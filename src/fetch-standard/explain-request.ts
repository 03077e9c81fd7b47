import type { HeaderEntry } from '../model/cors-exchange.js';
import { isForbiddenHeader } from './forbidden-header.js';
import { normalizeValue } from './header-values.js';
import { normalizeMethod } from './normalize-method.js';
import { isSafelistedHeader } from './safelisted-header.js';
import { isSafelistedMethod } from './safelisted-method.js';

/** A request as a page makes it. */
export interface PageRequest {
  readonly method: string;
  /** The headers that the page sets, its `Content-Type` included. Default: none. */
  readonly headers?: readonly HeaderEntry[];
  /** Whether listeners are on `xhr.upload` before `send()`; they alone make a preflight necessary. Default false. */
  readonly uploadListeners?: boolean;
}

/** What the browser makes of a page's request. */
export interface ExplainedRequest {
  /** The method as it is sent and compared. */
  readonly method: string;
  /** The names in `Access-Control-Request-Headers`: lower-case, sorted, each once. */
  readonly unsafeHeaders: readonly string[];
  /** The names that the browser drops without a word, as the page wrote them. */
  readonly droppedHeaders: readonly string[];
  /** The method, header names or `upload listeners` that make the preflight necessary. Empty: none is sent. */
  readonly preflightCauses: readonly string[];
}

/** More than this in safelisted values together makes all of them unsafe. */
const MAX_SAFELISTED_BYTES = 1024;

/**
 * Says what a browser will ask before it sends a request, and why. Pure.
 *
 * @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function explainRequest(request: PageRequest): ExplainedRequest {
  const headers = (request.headers ?? []).map(([name, value]) => [name, normalizeValue(value)] as const);
  const method = normalizeMethod(request.method);
  const kept = headers.filter(([name, value]) => !isForbiddenHeader(name, value));
  const unsafe = kept.filter(([name, value]) => !isSafelistedHeader(name, value));
  const safe = kept.filter(([name, value]) => isSafelistedHeader(name, value));
  const safeBytes = safe.reduce((sum, [, value]) => sum + value.length, 0);
  const named = safeBytes > MAX_SAFELISTED_BYTES ? [...unsafe, ...safe] : unsafe;
  const unsafeHeaders = [...new Set(named.map(([name]) => name.toLowerCase()))].sort();
  return {
    method,
    unsafeHeaders,
    droppedHeaders: headers.filter(([name, value]) => isForbiddenHeader(name, value)).map(([name]) => name),
    preflightCauses: [
      ...(isSafelistedMethod(method) ? [] : [method]),
      ...unsafeHeaders,
      ...(request.uploadListeners === true ? ['upload listeners'] : []),
    ],
  };
}
