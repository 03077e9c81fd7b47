import { type Browser, chromium } from 'playwright';
import { chromiumPath } from './needs.js';

/** Debian's Chromium, or whatever `npm test` found. It asks nobody outside: no updates, no accounts. @param more - Further switches. */
export function launchChromium(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
