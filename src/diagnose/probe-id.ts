import type { Page } from './page.js';

/** What each probe has in its address. */
export const PROBE_MARK = 'bucket-preflight-';

/**
 * The name of an upload that does not exist. Always a fresh one, which keeps the browser from answering out of its
 * preflight cache; and always with the same beginning, by which the red lines in a console can be filtered.
 */
export function probeId(page: Page): string {
  return `${PROBE_MARK}${page.randomId()}`;
}
