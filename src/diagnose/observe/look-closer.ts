import type { Limits } from '../../waiting/time-limit.js';
import type { CloserLook } from '../page.js';
import { isEmbedderStrict } from './is-embedder-strict.js';
import { mayEnter } from './may-enter.js';
import { sendFromNull } from './send-from-null.js';
import { statusOf } from './status-of.js';
import { isSentButFailed } from './watch-timing.js';

/**
 * What the page this code runs in, or a worker of it, can look at besides its own requests.
 *
 * @param tellsByTiming - As for `sendProbe`.
 */
export function closerLook(limits: Limits, tellsByTiming: boolean): CloserLook {
  return {
    wasSent: (url) => {
      const entry = performance.getEntriesByName(url, 'resource').at(-1);
      return tellsByTiming && entry !== undefined && isSentButFailed(entry as PerformanceResourceTiming);
    },
    isEmbedderStrict,
    isUpgraded: (url) => {
      const secure = url.replace(/^http:/, 'https:');
      const entries = performance.getEntriesByType('resource');
      // What was sent by https, a list that is full does not show.
      return entries.length >= LEAST_FULL || entries.some(({ name }) => name.startsWith(secure));
    },
    mayEnter,
    sendFromNull: (request) => sendFromNull(request, limits),
    statusOf: (url) => statusOf(url, limits),
  };
}

/**
 * How many requests every browser's list has room for, until a page gives it more.
 *
 * @see https://w3c.github.io/resource-timing/#sec-extensions-performance-interface
 */
const LEAST_FULL = 250;
