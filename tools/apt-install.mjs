import { existsSync, readFileSync } from 'node:fs';
import { lastLine, runCommand } from './run-command.mjs';

const timeoutMs = 900_000;
let updated;

/** The `ID` of /etc/os-release (`debian`, `ubuntu`, …), or undefined where apt-get does not rule. */
export function debianFlavour() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return undefined;
  try {
    return /^ID="?([\w.-]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'debian';
  } catch {
    return 'debian';
  }
}

/**
 * Installs Debian packages without their recommendations and without asking anything.
 *
 * Answers undefined when they are installed, else one line that says why not. The package lists are fetched once a
 * process; another apt that holds the lock is waited for, two minutes long.
 */
export async function aptInstall(packages) {
  const rights = await rootRights();
  if (rights === undefined) return 'apt-get needs root, or sudo without a password';
  console.log(`installing with apt-get: ${packages.join(' ')}`);
  updated ??= aptGet(rights, ['update']);
  // A failed update is no reason to stop: one dead mirror among several fails it, and old lists may well do.
  const update = await updated;
  const install = await aptGet(rights, ['install', '-y', '--no-install-recommends', ...packages]);
  if (install.code === 0) return undefined;
  if (install.timedOut) return `apt-get install took longer than ${timeoutMs / 60_000} minutes`;
  const why = lastLine(install.output);
  return update.code === 0
    ? `apt-get install: ${why}`
    : `apt-get update: ${lastLine(update.output)}; install: ${why}`;
}

/** What to put before a command to run it as root; undefined when that would take a password. */
async function rootRights() {
  if (process.getuid?.() === 0) return [];
  const { code } = await runCommand('sudo', ['-n', 'true'], { timeoutMs: 10_000 });
  return code === 0 ? ['sudo', '-n'] : undefined;
}

function aptGet(rights, args) {
  // Through env, since sudo drops the variables of its caller.
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_MODE=l', 'LC_ALL=C', 'apt-get'];
  const [command, ...rest] = [...rights, ...words, '-q', '-o', 'DPkg::Lock::Timeout=120', ...args];
  return runCommand(command, rest, { timeoutMs });
}
