import type { Page } from './page.js';

/**
 * The name of an upload that does not exist. Always a fresh one, which keeps the browser from answering out of its
 * preflight cache; and always with the same beginning, by which the red lines in a console can be filtered.
 */
export function probeId(page: Page): string {
  return `bucket-preflight-${page.randomId()}`;
}
