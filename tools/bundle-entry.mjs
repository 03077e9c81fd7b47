// Bundles a few lines that import the built package, as an app's own bundler does, to weigh what comes along.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { minify } from 'terser';

const ENTRY = '\0entry';

/** What rollup knows of the modules that it has read: most are the same in each bundle. */
let known;

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TERSER = { module: true, compress: { passes: 2 }, format: { ascii_only: true } };

/** What was minified, by what it was made of: many bundles share the files that are loaded later. */
const minified = new Map();

/**
 * As `@rollup/plugin-terser` does, to the byte, but here: that starts a worker for each bundle, which then takes longer than
 * the bundle.
 */
function minifyOnce({ code }) {
  // Rollup ends each file with a line break.
  const known = minified.get(code) ?? minify(code, TERSER).then(({ code: small = '' }) => `${small}\n`);
  minified.set(code, known);
  return known;
}

/**
 * @param {string} code - An ES module that imports from `bucket-preflight` or its entries. It must use what it imports.
 * @param {string} [dir] - Where the other packages are that it imports. Default: this package's own folder.
 * @returns {Promise<import('./bundle-entry.mjs').BundledEntry>}
 */
export async function bundleEntry(code, dir = ROOT) {
  const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const bundle = await rollup({
    input: ENTRY,
    cache: known,
    // With exports the entry would be two files.
    preserveEntrySignatures: false,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? code : null),
      },
      {
        name: 'self',
        resolveId: (id) => {
          if (!/^bucket-preflight(\/|$)/.test(id)) return null;
          const found = exports[`.${id.slice('bucket-preflight'.length)}`];
          if (found === undefined) throw new Error(`package.json exports no ${id}`);
          return `${ROOT}${found.default}`;
        },
      },
      {
        // One client imports its own package.json, for its version.
        name: 'json',
        transform: (text, id) => (id.endsWith('.json') ? `export default ${text}` : null),
      },
      nodeResolve({ browser: true, preferBuiltins: false, rootDir: dir }),
      commonjs(),
    ],
  });
  known = bundle.cache;
  const { output } = await bundle.generate({ format: 'es', entryFileNames: 'entry.js' });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  // What the entry imports statically is loaded with it.
  const names = new Set(['entry.js']);
  for (const name of names)
    for (const next of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) names.add(next);
  const atOnce = chunks.filter((chunk) => names.has(chunk.fileName));
  const entry = (await Promise.all(atOnce.map(minifyOnce))).join('\n');
  const later = chunks.filter((chunk) => !names.has(chunk.fileName));
  return {
    entry,
    lazyNames: later.map((chunk) => chunk.fileName),
    // The larger half, which few callers look at.
    lazy: async () =>
      new Map(await Promise.all(later.map(async (chunk) => [chunk.fileName, await minifyOnce(chunk)]))),
    gzipBytes: gzipSync(entry, { level: 9 }).length,
    modules: () => weigh(atOnce.flatMap((chunk) => Object.entries(chunk.modules))),
  };
}

/** Each module's own share, minified alone: together they compress better, so these tell which weighs most, not the sum. */
async function weigh(modules) {
  const weighed = modules
    .filter(([id, { code }]) => id !== ENTRY && code)
    .map(async ([id, { code }]) => {
      // Alone, a module seems to use nothing of what it declares.
      const { code: small = '' } = await minify(code, { ...TERSER, compress: { unused: false } });
      const name = id.replace(`${ROOT}dist/esm/`, '').replace(/^.*\/node_modules\//, '');
      return { name, bytes: small.length, code: small };
    });
  return (await Promise.all(weighed)).sort((a, b) => b.bytes - a.bytes);
}
