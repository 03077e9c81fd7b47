import { join } from 'node:path';
import { firstThatStarts } from './first-that-starts.mjs';
import { onPath } from './on-path.mjs';

const versionPattern = /(?<=Firefox )\d+\.\d+(\.\d+)?/;

/** A Firefox that starts, for `findParts()`: `FIREFOX_PATH`, the system's. What is found is `{ path, version }`. */
export const firefoxPart = {
  title: 'Firefox',
  variable: 'FIREFOX_PATH',
  lookAt: (path) => firstThatStarts([path], versionPattern),
  look: () => firstThatStarts(systemPlaces(), versionPattern),
  packages: ['firefox-esr'],
  // Ubuntu has a snap in its place, which containers do not have.
  isPackagedFor: (flavour) => flavour === 'debian',
  advice: () => 'Firefox: install it (apt-get install firefox-esr) or set FIREFOX_PATH',
};

function systemPlaces() {
  const { ProgramFiles, HOME = '' } = process.env;
  if (process.platform === 'win32') {
    return [ProgramFiles, process.env['ProgramFiles(x86)']]
      .filter(Boolean)
      .map((base) => join(base, 'Mozilla Firefox/firefox.exe'));
  }
  if (process.platform === 'darwin') {
    return ['', HOME].map((home) => `${home}/Applications/Firefox.app/Contents/MacOS/firefox`);
  }
  return onPath(['firefox-esr', 'firefox']);
}
