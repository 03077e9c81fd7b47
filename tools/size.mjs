// Prints what each use of the package costs a page, in bytes after gzip, beside what other clients cost for the same task,
// bundled in the same run. Run `npm run build` first.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleEntry } from './bundle-entry.mjs';
import { ensureTestPackages } from './ensure-test-packages.mjs';
import { ENTRY_USES, SCRIPT_SIZES } from './entry-uses.mjs';
import { PEERS, weighPeer } from './size-peers.mjs';

const BUNDLES = [{ file: 'bucket-preflight.mjs' }, { file: 'bucket-preflight.umd.js' }, ...SCRIPT_SIZES];

const { code: failed, output } = await ensureTestPackages('interop');
if (failed !== 0) {
  console.error(output);
  process.exit(1);
}
for (const { title, code, askedBytes } of ENTRY_USES) {
  const { gzipBytes, lazy } = await bundleEntry(code);
  const later = [...(await lazy()).values()].reduce((sum, part) => sum + gzipped(part), 0);
  print(
    title,
    gzipBytes,
    `${asked(askedBytes)}${later > 0 ? `, ${kilobytes(later)} more in parts that are loaded when needed` : ''}`,
  );
  for (const [name, peer] of Object.entries(PEERS)) if (peer.task === title) await printPeer(name, peer);
}
for (const { file, askedBytes } of BUNDLES)
  print(file, gzipped(readFileSync(`dist/${file}`)), asked(askedBytes));

function asked(bytes) {
  return bytes === undefined ? '' : `, asked ${kilobytes(bytes)}`;
}

async function printPeer(name, { file }) {
  const { version, gzipBytes } = await weighPeer(name);
  print(`  ${name} ${version}`, gzipBytes, file === undefined ? '' : `, its ${file}`);
}

function print(title, bytes, rest) {
  console.log(`${title.padEnd(34)} ${kilobytes(bytes).padStart(9)}${rest}`);
}

function gzipped(code) {
  return gzipSync(code, { level: 9 }).length;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
