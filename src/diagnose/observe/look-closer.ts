import type { Limits } from '../../waiting/time-limit.js';
import type { CloserLook } from '../page.js';
import { isEmbedderStrict } from './is-embedder-strict.js';
import { mayEnter } from './may-enter.js';
import { sendFromNull } from './send-from-null.js';
import { statusOf } from './status-of.js';

/** What the page this code runs in, or a worker of it, can look at besides its own requests. */
export function closerLook(limits: Limits): CloserLook {
  return {
    isControlled: isControlled(),
    isEmbedderStrict,
    mayEnter,
    sendFromNull: (request) => sendFromNull(request, limits),
    statusOf: (url) => statusOf(url, limits),
  };
}

/** Workers are controlled as the page is that made them, and cannot tell. */
function isControlled(): boolean {
  return typeof document !== 'undefined' && (navigator.serviceWorker?.controller ?? null) !== null;
}
