import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../tools/ensure-install.mjs';
import { ensureTestPackages } from '../tools/ensure-test-packages.mjs';
import { chromiumPart } from '../tools/find-chromium.mjs';
import { firefoxPart } from '../tools/find-firefox.mjs';
import { findParts } from '../tools/find-parts.mjs';
import { runCommand } from '../tools/run-command.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Installs the packages that are missing, the peers' included, and compiles `src` to `dist/esm`, all that the bench needs
 * of a build.
 *
 * @throws Error when something of it fails.
 */
export async function prepare() {
  await ensureInstalled();
  await demandSuccess(ensureTestPackages('interop'), 'npm ci in test/interop');
  const compile = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const options = { cwd: root, timeoutMs: 300_000 };
  await demandSuccess(runCommand(process.execPath, compile, options), 'the compiler');
}

/**
 * The browsers that are here or may be installed, as `{ path, version }` each. Firefox may be `undefined`.
 *
 * @throws Error without a Chromium.
 */
export async function findBrowsers() {
  const mayInstall = !process.env.NO_INSTALL;
  const [chromium, firefox] = await findParts([chromiumPart, firefoxPart], { mayInstall });
  if (chromium.missing !== undefined) throw new Error(chromium.missing);
  if (firefox.missing === undefined) return { chromium, firefox };
  console.log(`left out: needs ${firefox.missing}`);
  return { chromium, firefox: undefined };
}

async function demandSuccess(running, what) {
  const { code, output } = await running;
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
}
