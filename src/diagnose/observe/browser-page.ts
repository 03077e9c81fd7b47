import { UnsupportedError } from '../../model/errors.js';
import { loadPart } from '../../model/load-part.js';
import type { Page } from '../page.js';
import { reach } from './reach.js';
import { sendOnce } from './send-once.js';
import { sendProbe } from './send-probe.js';

/** So many fetched addresses does a browser remember at least; where there are more, any may be missing. */
const MOST_REMEMBERED = 250;

/**
 * The page this code runs in.
 *
 * @param timeoutMs - Limit for one request.
 * @param signal - Ends every request that is under way.
 * @throws UnsupportedError outside a browser: only a browser asks for permission before it sends.
 */
export function browserPage(timeoutMs: number, signal: AbortSignal | undefined): Page {
  if (typeof XMLHttpRequest === 'undefined' || typeof location === 'undefined') {
    throw new UnsupportedError('diagnose() runs in a page: only a browser sends preflights');
  }
  const limits = { timeoutMs, signal };
  const tellsByTiming = isFirefox();
  // WebKit remembers no request that failed.
  const isForgetful = !tellsByTiming && !/Chrome\//.test(navigator.userAgent);
  return {
    origin: globalThis.origin,
    scheme: location.protocol,
    isControlled: isControlled(),
    refusalIsProof: !tellsByTiming,
    sendProbe: (probe) => sendProbe(probe, limits, tellsByTiming),
    sendOnce: (probe) => sendOnce(probe, limits, tellsByTiming),
    reach: (url) => reach(url, limits),
    isOffline: () => !navigator.onLine,
    hasFetched: (url) =>
      isForgetful ||
      performance.getEntriesByName(url, 'resource').length > 0 ||
      performance.getEntriesByType('resource').length >= MOST_REMEMBERED,
    look: async () =>
      (await loadPart('What looks closer', () => import('./look-closer.js'))).closerLook(
        limits,
        tellsByTiming,
      ),
    readAddress: async (...asked) =>
      (await loadPart('What reads addresses', () => import('./read-address.js'))).readAddress(
        ...asked,
        limits,
      ),
    randomId: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join(''),
  };
}

/** Workers are controlled as the page is that made them, and cannot tell. */
function isControlled(): boolean {
  try {
    return typeof document !== 'undefined' && (navigator.serviceWorker?.controller ?? null) !== null;
  } catch {
    // To ask is an error in a sandboxed frame, which none controls.
    return false;
  }
}

/** By what only its engine has, as no feature tells how it reports upload events. */
function isFirefox(): boolean {
  // A worker has no styles to ask.
  if (typeof CSS === 'undefined') return /\bFirefox\//.test(navigator.userAgent);
  return CSS.supports('-moz-appearance', 'none') && !CSS.supports('-webkit-app-region', 'none');
}
