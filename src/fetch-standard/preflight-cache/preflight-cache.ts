import { parseUrl } from '../../model/parse-url.js';
import type { CheckedRequest } from '../checked-request.js';
import type { CacheMode, PreflightCacheHabits } from '../engines/engine.js';

/** The answers to preflights that a browser keeps: a value, the oldest answer first. Begin with `[]`. */
export type PreflightCache = readonly KeptPreflight[];

/** One answer that was kept. @see https://fetch.spec.whatwg.org/#cors-preflight-cache */
export interface KeptPreflight {
  /** Of the page that asked. */
  readonly origin: string;
  /** The whole address that was asked for. */
  readonly url: string;
  /** Whether cookies were to go along. */
  readonly credentials: boolean;
  /** Those that the answer allows. */
  readonly methods: readonly string[];
  /** Lower-case. */
  readonly headers: readonly string[];
  /** By the clock that `nowSeconds` is read from. */
  readonly expiresAtSeconds: number;
}

/** A request as the cache takes it. */
export interface CachedRequest extends CheckedRequest {
  /** The whole address, without a fragment. */
  readonly url: string;
  /** Default `default`. */
  readonly cache?: CacheMode;
}

/** What tells answers that are kept apart. */
export type CacheKey = Pick<KeptPreflight, 'origin' | 'url' | 'credentials'>;

/** What a request and its answers are kept under. */
export function cacheKey(request: CachedRequest, habits: PreflightCacheHabits): CacheKey {
  const href = parseUrl(request.url)?.href ?? request.url;
  const url = habits.keyHasFragment ? href : href.replace(/#.*$/s, '');
  return { origin: request.origin, url, credentials: request.credentials === 'include' };
}
