import { onPath } from './on-path.mjs';
import { runCommand } from './run-command.mjs';

const programs = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool', 'radosgw-admin', 'ceph'];
const packages = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];

/** The programs of a Ceph object gateway, for `findParts()`: on PATH. What is found is `{ version }`. */
export const cephPart = {
  title: 'Ceph',
  packages,
  isPackagedFor: () => true,
  look: async () => {
    if (process.platform !== 'linux') return { missing: 'Ceph: its object gateway runs on Linux only' };
    if (absent().length > 0) return undefined;
    const { output } = await runCommand('radosgw', ['--version'], { timeoutMs: 20_000 });
    const version = /ceph version (\d+\.\d+\.\d+)/.exec(output)?.[1];
    return version === undefined ? { missing: 'Ceph: radosgw --version does not answer' } : { version };
  },
  advice: () => `Ceph: not on PATH: ${absent().join(', ')}; on Debian: apt-get install ${packages.join(' ')}`,
};

function absent() {
  return programs.filter((program) => onPath([program]).length === 0);
}
