import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, debianFlavour } from './apt-install.mjs';
import { runCommand } from './run-command.mjs';

const programs = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool', 'radosgw-admin', 'ceph'];
const packages = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];

/**
 * Finds the programs of a Ceph object gateway on PATH, or installs them with apt-get where `mayInstall` and the system
 * allow it.
 *
 * Answers `{ version }`, or `{ missing }` with one line: what is needed and how to get it.
 */
export async function findCeph({ mayInstall }) {
  if (process.platform !== 'linux') return { missing: 'Ceph: its object gateway runs on Linux only' };
  if (absent().length === 0) return ask();
  let problem = '';
  if (mayInstall && debianFlavour() !== undefined) {
    const failure = await aptInstall(packages);
    if (failure === undefined && absent().length === 0) return ask();
    problem = ` (${failure ?? 'installed, and still not on PATH'})`;
  }
  const advice = `Ceph: not on PATH: ${absent().join(', ')}; on Debian: apt-get install ${packages.join(' ')}`;
  return { missing: advice + problem };
}

async function ask() {
  const { output } = await runCommand('radosgw', ['--version'], { timeoutMs: 20_000 });
  const version = /ceph version (\d+\.\d+\.\d+)/.exec(output)?.[1];
  return version === undefined ? { missing: 'Ceph: radosgw --version does not answer' } : { version };
}

function absent() {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return programs.filter((program) => !folders.some((folder) => isExecutable(join(folder, program))));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
