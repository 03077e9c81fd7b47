// The peers of test/interop are a package of their own: nothing of ours depends on them, and some bring install scripts.
import { fileURLToPath } from 'node:url';
import { installLocked, isInstalled } from './ensure-install.mjs';

const directory = fileURLToPath(new URL('../test/interop/', import.meta.url));

/** Installs the locked packages of test/interop unless they are there. Answers `{ code, output }`; a `code` of 0 is success. */
export async function ensureInterop() {
  if (isInstalled(directory)) return { code: 0, output: '' };
  console.log('installing the locked npm packages of test/interop (npm ci)');
  return installLocked(directory);
}
