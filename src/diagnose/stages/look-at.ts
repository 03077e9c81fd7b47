import type { CloserLook, Page } from '../page.js';

/** What can be looked at in this page besides its requests; `null`: nothing, or its code cannot be loaded now. */
export async function lookAt(page: Pick<Page, 'look'>): Promise<CloserLook | null> {
  try {
    return (await page.look?.()) ?? null;
  } catch {
    return null;
  }
}
