import type { Browser } from 'playwright';
import type { Engine, EngineName, EnginePage } from './engine.js';
import { evaluateBy } from './evaluate-by.js';

/** A browser that Playwright drives, as an engine. */
export function playwrightEngine(name: EngineName, browser: Browser): Engine {
  return { name, open: (url) => openPage(browser, url), close: () => browser.close() };
}

async function openPage(browser: Browser, url: string): Promise<EnginePage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  page.on('pageerror', (error) => consoleLines.push(String(error)));
  await page.goto(url);
  return {
    evaluate: evaluateBy((expression) => page.evaluate(expression)),
    consoleLines,
    close: () => context.close(),
  };
}
