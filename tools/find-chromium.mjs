import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { firstThatStarts } from './first-that-starts.mjs';
import { onPath } from './on-path.mjs';
import { lastLine, runCommand } from './run-command.mjs';

const playwrightDownloadMs = 60_000;
const versionPattern = /(?<![\d.])\d+\.\d+\.\d+\.\d+/;

/** A Chromium that starts, for `findParts()`: `CHROMIUM_PATH`, the system's, Playwright's. What is found is `{ path, version }`. */
export const chromiumPart = {
  title: 'Chromium',
  variable: 'CHROMIUM_PATH',
  lookAt: (path) => firstChromium([path]),
  look: async () => (await firstChromium(systemPlaces())) ?? (await firstChromium(await playwrightPlaces())),
  packages: ['chromium'],
  // Ubuntu's package only calls snap, which containers do not have.
  isPackagedFor: (flavour) => flavour === 'debian',
  download: downloadPlaywrights,
  advice: () =>
    'Chromium: install it (apt-get install chromium, npx playwright install chromium) or set CHROMIUM_PATH',
};

function systemPlaces() {
  const { ProgramFiles, LOCALAPPDATA } = process.env;
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
  return onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

async function firstChromium(paths) {
  if (process.platform !== 'win32') return firstThatStarts(paths, versionPattern);
  // chrome.exe opens a window on --version; the folder beside it is named by the version.
  for (const path of paths.filter(existsSync)) {
    const version = versionPattern.exec(readdirSync(dirname(path)).join('\n'))?.[0];
    if (version !== undefined) return { path, version };
  }
  return undefined;
}

async function playwrightPlaces() {
  try {
    const { chromium } = await import('playwright');
    return [chromium.executablePath()];
  } catch {
    // Not installed, or not made for this platform.
    return [];
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
