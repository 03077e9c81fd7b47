// Runs before there is a node_modules: builtins only, here and in everything this file imports.
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const oldestNode = [20, 19];

/** Ends the process with one sentence when Node is too old; else installs the locked packages unless they are there. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(`Node ${oldestNode.join('.')} or newer is needed; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled(root)) return;
  console.log('installing the locked npm packages (npm ci)');
  const { code, output } = await installLocked(root);
  if (code === 0) return;
  console.error(output);
  console.error('npm ci failed');
  process.exit(1);
}

/**
 * Installs what the lock of a directory asks for, and runs no script of a package: none of ours needs one, as the native
 * ones arrive as packages of their platform. Answers as `runCommand()`.
 */
export async function installLocked(dir) {
  const packages = join(dir, 'node_modules');
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const output = `${packages} is a link, and npm ci would empty what it leads to: install there, or remove the link`;
    return { code: 1, output };
  }
  return runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: dir, timeoutMs: 600_000 });
}

/** Runs npm: the one that runs us, where it does, since `npm` itself is a shell script that Windows cannot spawn. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') || cli?.endsWith('.cjs')
    ? runCommand(process.execPath, [cli, ...args], { cwd: root, ...options })
    : runCommand('npm', args, { cwd: root, ...options });
}

/**
 * Whether the node_modules of a directory holds what the package-lock.json there asks for. npm writes its own lock into
 * node_modules as the last step of an install; comparing contents tells a stale install where comparing dates fails (a
 * checkout dates every file anew), and an install that was cut short has no such file.
 */
export function isInstalled(dir) {
  const wanted = readPackages(join(dir, 'package-lock.json'));
  const present = readPackages(join(dir, 'node_modules/.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    if (found === undefined ? isNeededHere(entry) : !isSamePackage(found, entry)) return false;
    if (found !== undefined && !existsSync(join(dir, path, 'package.json'))) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isSamePackage(a, b) {
  return a.version === b.version && a.integrity === b.integrity;
}

/** Optional packages are for other platforms, but for those of a node_modules that was copied from another machine. */
function isNeededHere({ optional, os, cpu, libc }) {
  if (!optional) return true;
  return (os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined) ?? false;
}
