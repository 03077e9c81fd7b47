import { join } from 'node:path';
import { rollup } from 'rollup';
import ts from 'typescript';

/**
 * A source file and what it imports as JavaScript, for a process of its own: it does not depend on a build.
 *
 * @returns The path of the file to run, in the folder given.
 */
export async function bundleForNode(input: string, folder: string): Promise<string> {
  const bundle = await rollup({
    input,
    // Beside Node only what is loaded when it is first needed, which these processes never do.
    external: [/^node:/, 'fast-xml-parser', /^crypto-js/],
    plugins: [
      {
        name: 'typescript',
        resolveId: (source, importer) =>
          importer !== undefined && source.startsWith('.') && source.endsWith('.js')
            ? join(importer, '..', source.replace(/\.js$/, '.ts'))
            : null,
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
