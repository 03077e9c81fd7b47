import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright';

const FOLDER = 'build/screenshots/desk';

/**
 * Pictures of the desk as it stands, for people to look at: wide and narrow, light and dark, in both languages. The page is
 * afterwards as it was: 1280 pixels wide, in English.
 *
 * @param name - Of the case.
 */
export async function takePictures(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const language of ['zh-CN', 'en']) {
    await page.getByTestId('language').selectOption(language);
    await page.waitForFunction((tag) => document.documentElement.lang === tag, language);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const path = `${FOLDER}/${name}-${language}-${colorScheme}-${width}.png`;
        await page.screenshot({ path, fullPage: true });
      }
    }
  }
}
