import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { peerPackages } from './contestants/list.mjs';

/** Where it was measured, and what: figures of two runs compare only where these are alike. */
export function describeSurroundings({ chromium, firefox }) {
  return {
    date: new Date().toISOString(),
    machine: { cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown', loadBefore: load() },
    versions: {
      'bucket-preflight': versionIn('../package.json'),
      node: process.versions.node,
      chromium: chromium.version,
      firefox: firefox?.version ?? 'missing',
      ...Object.fromEntries(
        peerPackages().map((name) => [name, versionIn(`../test/interop/node_modules/${name}/package.json`)]),
      ),
    },
  };
}

/** The same for people. */
export function surroundingsText({ date, machine, versions }) {
  const { cores, processor, loadBefore, loadAfter } = machine;
  return [
    '',
    Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', '),
    `${date}, ${cores} cores of ${processor}, load ${loadBefore} before and ${loadAfter} after`,
  ].join('\n');
}

/** How many programs wanted a core in the last minute, on average. Above the number of cores, figures are worth little. */
export function load() {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

function versionIn(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')).version;
}
