import { fileURLToPath } from 'node:url';
import { type Browser, firefox } from 'playwright';
import { firefoxPath } from './present-engines.js';

/**
 * Mozilla's own Firefox, as `npm test` found it: Playwright drives it by WebDriver BiDi, not one of its own builds.
 *
 * Where Linux has it, a script goes between: Chromium ends when Playwright's end of a pipe is gone, but Firefox would
 * outlive a test run that is killed.
 *
 * @param preferences - Preferences that differ from Firefox's own.
 * @param environment - Further environment variables.
 */
export function launchFirefox(
  preferences: Readonly<Record<string, string | number | boolean>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  if (firefoxPath === undefined) throw new Error('There is no Firefox: npm test looks for one');
  const script = fileURLToPath(new URL('end-with-parent.sh', import.meta.url));
  return firefox.launch({
    channel: 'moz-firefox',
    firefoxUserPrefs: preferences,
    executablePath: process.platform === 'linux' ? script : firefoxPath,
    env: { ...process.env, ...environment, FIREFOX_PATH: firefoxPath },
  });
}
