import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDaemon, waitUntil } from '../../servers/processes.js';
import { firefoxPath } from './present-engines.js';

const RECORDED_MS = 60_000;

/**
 * Opens a page in Firefox with its network panel, and answers the HAR file that this panel saves: what a user gets by
 * "Save All As HAR", made by the same code (Playwright's own recorder is another). Nothing drives this Firefox.
 *
 * The panel records what is loaded after it has come up, so that the page must load itself again and again.
 *
 * @param isWhole - Whether a file, as text, holds what is waited for; the panel may save before the last answer.
 * @param quietMs - After how long without anything new the panel saves, in milliseconds. Default 300.
 */
export async function recordInFirefox(
  url: string,
  isWhole: (har: string) => boolean,
  quietMs = 300,
): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-firefox-'));
  const [profile, saved] = [join(dir, 'profile'), join(dir, 'saved')];
  for (const folder of [profile, saved]) mkdirSync(folder);
  const lines = Object.entries(preferences(saved, quietMs)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const arguments_ = ['--headless', '--no-remote', '--profile', profile, '--devtools', url];
  const firefox = startDaemon(firefoxPath ?? '', arguments_, join(dir, 'firefox.out'));
  let har: string | undefined;
  try {
    const isSaved = async (): Promise<boolean> => {
      har = readdirSync(saved)
        .map((name) => readFileSync(join(saved, name), 'utf8'))
        .find(isWhole);
      return har !== undefined;
    };
    await Promise.race([waitUntil('a HAR file of Firefox', isSaved, RECORDED_MS), firefox.diedEarly]);
  } finally {
    await firefox.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
  return har ?? '';
}

/** @see https://firefox-source-docs.mozilla.org/devtools/netmonitor/architecture.html */
function preferences(folder: string, quietMs: number): Readonly<Record<string, string | number | boolean>> {
  return {
    'devtools.toolbox.selectedTool': 'netmonitor',
    'devtools.netmonitor.har.enableAutoExportToFile': true,
    'devtools.netmonitor.har.defaultLogDir': folder,
    'devtools.netmonitor.har.defaultFileName': 'page',
    'devtools.netmonitor.har.includeResponseBodies': true,
    'devtools.netmonitor.har.pageLoadedTimeout': quietMs,
    // No page of its own comes up, and it asks nobody outside.
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'termsofuse.bypassNotification': true,
    'app.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'http://127.0.0.1:9/',
    'toolkit.telemetry.unified': false,
  };
}
