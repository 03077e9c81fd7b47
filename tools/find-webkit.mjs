import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './on-path.mjs';
import { runCommand } from './run-command.mjs';

/** The versions of WebKitGTK's interface, the newest first: a folder of each has its browser. */
const interfaces = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
/** `xvfb-run` asks for `xauth`. */
const displayPrograms = ['Xvfb', 'xvfb-run', 'xauth'];

/**
 * A WebKitGTK that starts, for `findParts()`: its driver by `WEBKIT_DRIVER_PATH` or on PATH, its small browser, and a
 * display without a screen. What is found is `{ path, version }`: the driver's path, the engine's version.
 */
export const webkitPart = {
  title: 'WebKitGTK',
  variable: 'WEBKIT_DRIVER_PATH',
  lookAt: async (path) => {
    const version = existsSync(path) ? await browserVersion() : undefined;
    return version === undefined ? undefined : { path, version };
  },
  look: async () => {
    if (process.platform !== 'linux') return { missing: 'WebKitGTK: its driver runs on Linux only' };
    const [path] = onPath(['WebKitWebDriver']);
    return path === undefined ? undefined : webkitPart.lookAt(path);
  },
  packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  isPackagedFor: () => true,
  advice: () =>
    `WebKitGTK: install its driver and a virtual display (apt-get install ${webkitPart.packages.join(' ')})`,
};

/** The driver does not tell its version. The browser does, and needs a display even for that. */
async function browserVersion() {
  const [browser] = browserPlaces().filter(existsSync);
  if (browser === undefined || displayPrograms.some((name) => onPath([name]).length === 0)) return undefined;
  const { output } = await runCommand('xvfb-run', ['-a', browser, '--version'], { timeoutMs: 20_000 });
  return /^WebKitGTK (\d+\.\d+\.\d+)/m.exec(output)?.[1];
}

/** Debian has a folder for each architecture in /usr/lib, others have none. */
function browserPlaces() {
  const libraries = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.endsWith('-gnu'))
    : [];
  const folders = ['/usr/libexec', '/usr/lib', ...libraries.map((name) => join('/usr/lib', name))];
  return interfaces.flatMap((name) => folders.map((folder) => join(folder, name, 'MiniBrowser')));
}
