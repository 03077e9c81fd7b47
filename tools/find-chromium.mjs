import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { aptInstall, debianFlavour } from './apt-install.mjs';
import { lastLine, runCommand } from './run-command.mjs';

const playwrightDownloadMs = 60_000;

/**
 * Finds a Chromium that starts: `CHROMIUM_PATH`, the system's, Playwright's. Where there is none and `mayInstall`
 * allows it, fetches one: with apt-get where that may, else Playwright's.
 *
 * Answers `{ path, version }`, or `{ missing }` with one line: what is needed and how to get it.
 */
export async function findChromium({ mayInstall }) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    // Never another browser in place of the one that was asked for.
    return (await tryPath(asked)) ?? { missing: `Chromium: CHROMIUM_PATH=${asked} does not start` };
  }
  const present = (await firstThatStarts(systemPlaces())) ?? (await tryPath(await playwrightPath()));
  if (present !== undefined) return present;

  const advice =
    'Chromium: install it (apt-get install chromium, npx playwright install chromium) or set CHROMIUM_PATH';
  if (!mayInstall) return { missing: advice };
  const problems = [];
  // Ubuntu's package only calls snap, which containers do not have.
  if (debianFlavour() === 'debian') {
    const problem = await aptInstall(['chromium']);
    if (problem === undefined) return (await firstThatStarts(systemPlaces())) ?? { missing: advice };
    problems.push(problem);
  }
  const problem = await downloadPlaywrights();
  if (problem === undefined) {
    const found = await tryPath(await playwrightPath());
    if (found !== undefined) return found;
  }
  problems.push(problem ?? "Playwright's Chromium does not start here");
  return { missing: `${advice} (${problems.join('; ')})` };
}

function systemPlaces() {
  const { ProgramFiles, LOCALAPPDATA, PATH = '' } = process.env;
  if (process.platform === 'win32') {
    const bases = [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].filter(Boolean);
    return bases.flatMap((base) => [
      join(base, 'Chromium/Application/chrome.exe'),
      join(base, 'Google/Chrome/Application/chrome.exe'),
    ]);
  }
  if (process.platform === 'darwin') {
    const homes = ['', process.env.HOME ?? ''];
    return homes.flatMap((home) => [
      `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
      `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
    ]);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = PATH.split(':').filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function firstThatStarts(paths) {
  for (const path of paths) {
    const found = await tryPath(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A path counts only when the program answers: Ubuntu has a /usr/bin/chromium-browser that merely names a snap. */
async function tryPath(path) {
  if (path === undefined || !existsSync(path)) return undefined;
  const said =
    process.platform === 'win32'
      ? // chrome.exe opens a window on --version; the folder beside it is named by the version.
        readdirSync(dirname(path)).join('\n')
      : (await runCommand(path, ['--version'], { timeoutMs: 20_000 })).output;
  const version = /(?<![\d.])\d+\.\d+\.\d+\.\d+/.exec(said)?.[0];
  return version === undefined ? undefined : { path, version };
}

async function playwrightPath() {
  try {
    const { chromium } = await import('playwright');
    return chromium.executablePath();
  } catch {
    // Not installed, or not made for this platform.
    return undefined;
  }
}

async function downloadPlaywrights() {
  console.log("installing Playwright's Chromium");
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  const { code, output, timedOut } = await runCommand(
    process.execPath,
    [cli, 'install', '--no-shell', 'chromium'],
    {
      timeoutMs: playwrightDownloadMs,
    },
  );
  if (timedOut) return `Playwright's download took longer than ${playwrightDownloadMs / 1000} s`;
  if (code === 0) return undefined;
  // It ends its failures with a stack trace.
  return `Playwright's download: ${/Error: .+/.exec(output)?.[0] ?? lastLine(output)}`;
}
