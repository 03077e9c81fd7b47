// What tests compare with or try the package in are packages of their own: nothing of ours depends on them, and some bring
// install scripts.
import { fileURLToPath } from 'node:url';
import { installLocked, isInstalled } from './ensure-install.mjs';

/**
 * Installs the locked packages of a folder of `test/` unless they are there. Answers `{ code, output }`; a `code` of 0 is
 * success.
 *
 * @param {'interop' | 'packed'} name
 */
export async function ensureTestPackages(name) {
  const directory = fileURLToPath(new URL(`../test/${name}/`, import.meta.url));
  if (isInstalled(directory)) return { code: 0, output: '' };
  console.log(`installing the locked npm packages of test/${name} (npm ci)`);
  return installLocked(directory);
}
