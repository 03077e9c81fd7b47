// Bundles a few lines that import the built package, as an app's own bundler does, to weigh what comes along.
import { gzipSync } from 'node:zlib';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';

const ENTRY = '\0entry';

/**
 * @param {string} code - An ES module that imports from `bucket-preflight`. It must use what it imports.
 * @returns {Promise<{ entry: string, lazy: Map<string, string>, gzipBytes: number }>} What the page loads at once, the chunks it may
 * load later by file name, and the size of the former.
 */
export async function bundleEntry(code) {
  const bundle = await rollup({
    input: ENTRY,
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
        resolveId: (id) =>
          id === 'bucket-preflight' ? new URL('../dist/esm/index.js', import.meta.url).pathname : null,
      },
      nodeResolve({ browser: true }),
      commonjs(),
      terser({ compress: { passes: 2 }, format: { ascii_only: true } }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es', entryFileNames: 'entry.js' });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  // What the entry imports statically is loaded with it.
  const names = new Set(['entry.js']);
  for (const name of names)
    for (const next of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) names.add(next);
  const entry = chunks
    .filter((chunk) => names.has(chunk.fileName))
    .map((chunk) => chunk.code)
    .join('\n');
  const later = chunks.filter((chunk) => !names.has(chunk.fileName));
  const lazy = new Map(later.map((chunk) => [chunk.fileName, chunk.code]));
  return { entry, lazy, gzipBytes: gzipSync(entry, { level: 9 }).length };
}
