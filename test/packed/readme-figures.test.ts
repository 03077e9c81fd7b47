import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figures, MARKS, printedSizes, WORDS } from '../../tools/readme-figures.mjs';
import { PEERS, weighPeer } from '../../tools/size-peers.mjs';

const printed = printedSizes(readFileSync('README.md', 'utf8'));

/** What other clients weigh: those that are one file anew, those that are bundled as printed. Their versions are locked. */
async function peersAsPrinted() {
  const names = Object.entries(PEERS);
  return Promise.all(
    names.map(async ([name, { task, code }]) => {
      if (code === undefined) return { name, task, ...(await weighPeer(name)) };
      const manifest = readFileSync(`test/interop/node_modules/${name}/package.json`, 'utf8');
      const { version } = JSON.parse(manifest) as { version: string };
      return { name, task, version, gzipBytes: (printed.peers.get(name) ?? Number.NaN) * 1000 };
    }),
  );
}

// entries.test.ts holds our own sizes against the README, as it has them at hand.
describe('the figures of both READMEs', () => {
  it.each(Object.keys(WORDS))('%s tells those of bench/results.json, and the same sizes', async (file) => {
    const ours = Object.fromEntries([...printed.ours].map(([title, size]) => [title, size * 1000]));
    const [, section] = readFileSync(file, 'utf8').split(MARKS[0]);
    const told = section?.split(MARKS[1])[0]?.trim();
    const expected = figures(file, printed.day, { ours, peers: await peersAsPrinted() }).trim();
    expect(told, 'run `npm run build` and `npm run figures`').toBe(expected);
  });
});
