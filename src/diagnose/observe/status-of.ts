import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import { watchPolicy } from './watch-policy.js';

/**
 * Loads an address as a style sheet that applies to no medium, which needs nobody's permission: all engines then tell an
 * answer of 200 to 299 from an error, as long as its type is `text/css` or none. What was loaded is thrown away.
 *
 * @returns `null` when it is not known: there is no document, or the time is up. Rejects only with the signal's reason.
 * @see https://html.spec.whatwg.org/multipage/links.html#link-type-stylesheet
 */
export async function statusOf(url: string, limits: Limits): Promise<'success' | 'error' | null> {
  if (typeof document === 'undefined') return null;
  const isBlocked = watchPolicy(url, 'style-src-elem');
  const limit = startTimeLimit(limits);
  const link = document.createElement('link');
  try {
    const outcome = await new Promise<'success' | 'error' | null>((resolve) => {
      limit.signal.addEventListener('abort', () => resolve(null), { once: true });
      link.rel = 'stylesheet';
      link.media = 'not all';
      link.referrerPolicy = 'no-referrer';
      link.onload = () => resolve('success');
      link.onerror = () => resolve('error');
      link.href = url;
      document.head.append(link);
    });
    limits.signal?.throwIfAborted();
    return (await isBlocked()) ? null : outcome;
  } finally {
    void isBlocked();
    link.remove();
    limit.end();
  }
}
