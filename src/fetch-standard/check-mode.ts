import type { CorsRefusal } from './cors-verdict.js';
import type { Leg } from './leg.js';
import { refusing } from './refusing.js';

/**
 * Whether the mode of a request keeps it from being sent to where it goes, or goes on to. `null`: it does not.
 *
 * @see https://fetch.spec.whatwg.org/#main-fetch
 */
export function checkMode({ mode, redirect, origin, url, hasBeenElsewhere }: Leg): CorsRefusal | null {
  if (mode === 'cors' || !hasBeenElsewhere) return null;
  const stop = refusing('policy', 'main-fetch', origin, null);
  // https://fetch.spec.whatwg.org/#main-fetch: step 12, the mode "same-origin", then a redirect mode beside "no-cors".
  if (mode === 'same-origin') return stop('mode-same-origin', null, url);
  return redirect === 'follow' ? null : stop('mode-no-cors-redirect', redirect, url);
}
