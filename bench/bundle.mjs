import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';

const bench = fileURLToPath(new URL('./', import.meta.url));
/** There is no such file: it stands where the peers' packages are found from. */
const ENTRY = join(bench, '../test/interop/entry.mjs');

/**
 * Bundles a contestant for pages, as an app does, with what it imports and no more. What it exports is `open()`.
 *
 * @returns {Promise<Map<string, string>>} The files by name, `entry.js` and what it loads later.
 */
export async function bundleContestant(contestant) {
  const code = entryCode(contestant);
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? code : null),
      },
      nodeResolve({ browser: true }),
      commonjs(),
      terser({ compress: { passes: 2 }, format: { ascii_only: true } }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es', entryFileNames: 'entry.js' });
  await bundle.close();
  return new Map(output.map((chunk) => [chunk.fileName, chunk.code]));
}

function entryCode({ file, start, imports = {}, script }) {
  const lines = Object.entries(imports).map(
    ([from, names]) => `import { ${names.join(', ')} } from '${from}';`,
  );
  const library = script === undefined ? `{ ${Object.values(imports).flat().join(', ')} }` : script.global;
  lines.push(
    `import { ${start} } from ${JSON.stringify(join(bench, file))};`,
    `export const open = () => ${start}(${library});`,
  );
  return lines.join('\n');
}
