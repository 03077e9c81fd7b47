import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import ts from 'typescript';

const require = createRequire(import.meta.url);

/**
 * A source file and what it imports as JavaScript, for a process of its own: it does not depend on a build.
 *
 * @returns The path of the file to run, in the folder given.
 */
export async function bundleForNode(input: string, folder: string): Promise<string> {
  const bundle = await rollup({
    input,
    external: [/^node:/, /^file:/],
    plugins: [
      {
        name: 'typescript',
        resolveId: (source, importer) => {
          if (importer === undefined || source.startsWith('node:')) return null;
          if (source.startsWith('.')) return join(importer, '..', source.replace(/\.js$/, '.ts'));
          // A package is not to be found from where the file will lie.
          return { id: pathToFileURL(require.resolve(source)).href, external: true };
        },
        transform: (code) => {
          const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
          return { code: ts.transpileModule(code, { compilerOptions }).outputText, map: null };
        },
      },
    ],
  });
  const file = join(folder, 'bundle.mjs');
  await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: 'bundle.mjs',
    chunkFileNames: '[name]-[hash].mjs',
    hoistTransitiveImports: false,
  });
  await bundle.close();
  return file;
}
