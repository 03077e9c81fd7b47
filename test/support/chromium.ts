import { type Browser, chromium } from 'playwright';
import { chromiumPath } from './needs.js';

/** Debian's Chromium, or whatever `npm test` found. It asks nobody outside: no updates, no accounts. @param more - Further switches. */
export function launchChromium(...more: readonly string[]): Promise<Browser> {
  return launchChromiumIn({}, ...more);
}

/** The same. @param environment - Further environment variables. */
export function launchChromiumIn(
  environment: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<Browser> {
  return chromium.launch({
    env: { ...process.env, ...environment },
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
