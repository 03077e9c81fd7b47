import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundleEntry, type WeighedModule } from '../../tools/bundle-entry.mjs';
import { ENTRY_USES, MARKS, SCRIPT_SIZES } from '../../tools/entry-uses.mjs';
import { printedSizes } from '../../tools/readme-figures.mjs';

interface Ceilings {
  readonly askedBytes?: number | undefined;
  readonly ratchetBytes?: number | undefined;
}

/** For the message of a failure: the heaviest modules. */
const SHOWN = 12;

const printed = printedSizes(readFileSync('README.md', 'utf8')).ours;

function show(modules: readonly WeighedModule[]): string {
  return modules.map(({ name, bytes }) => `\n  ${name} ${bytes} bytes before gzip`).join('');
}

function expectWeight(gzipBytes: number, { askedBytes, ratchetBytes }: Ceilings, heaviest = ''): void {
  const ceiling = ratchetBytes ?? askedBytes ?? 0;
  expect(gzipBytes, `more than ${ceiling} bytes after gzip${heaviest}`).toBeLessThanOrEqual(ceiling);
  // A ratchet with slack would let the next growth pass unseen.
  if (ratchetBytes === undefined) return;
  expect(gzipBytes, 'it has shrunk: lower ratchetBytes').toBeGreaterThan(ratchetBytes * 0.96);
  expect(gzipBytes, 'it is as small as was asked: drop ratchetBytes').toBeGreaterThan(askedBytes ?? 0);
}

describe('an entry of the package', () => {
  it.each(ENTRY_USES)(
    '$title',
    async ({ title, code, askedBytes, ratchetBytes, without }) => {
      const { entry, gzipBytes, modules } = await bundleEntry(code);
      const ceiling = ratchetBytes ?? askedBytes ?? 0;
      const leaks = without.filter((what) => entry.includes(MARKS[what] ?? ''));
      // Only a failure needs to know what each module weighs.
      const weighed = leaks.length > 0 || gzipBytes > ceiling ? await modules() : [];
      const leaked = leaks.map((what) => {
        const holders = weighed.filter((module) => module.code.includes(MARKS[what] ?? ''));
        return `${what} came along in${show(holders)}`;
      });
      expect(leaked).toEqual([]);
      const heaviest = show(weighed.slice(0, SHOWN));
      expectWeight(gzipBytes, { askedBytes, ratchetBytes }, `, most of it in${heaviest}`);
      // Printed to 0.1 KB; another zlib gives a few bytes more or less.
      const told = printed.get(title) ?? gzipBytes / 1000;
      expect(
        Math.abs(told - gzipBytes / 1000),
        'the README tells another size: run `npm run figures`',
      ).toBeLessThan(0.1);
    },
    60_000,
  );

  it.each(Object.entries(MARKS))('can be told by %s', (_what, mark) => {
    // A mark that nothing holds any more would find nothing.
    const held = [
      readFileSync('dist/bucket-preflight.umd.min.js', 'utf8'),
      readFileSync('dist/esm/node/index.js', 'utf8'),
      readFileSync('dist/esm/node/local-bucket/start-local-bucket.js', 'utf8'),
    ];
    expect(held.some((code) => code.includes(mark))).toBe(true);
  });
});

describe('a script of the package', () => {
  it.each(SCRIPT_SIZES)('$file', ({ file, ...ceilings }) => {
    expectWeight(gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length, ceilings);
  });
});
