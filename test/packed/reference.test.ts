import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
mkdirSync('build', { recursive: true });
// Within the package, so that the examples find it by its name as an app does.
const dir = mkdtempSync(resolve('build/examples-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What a program wrote, whether it ended well or not. */
async function written(file: string, args: readonly string[]): Promise<string> {
  const ended = await run(process.execPath, [resolve('node_modules', file), ...args]).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return ended.stdout + ended.stderr;
}

/** The docstrings of a source file that have an example. */
function docstringsWithExample(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  return [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*?@example[\s\S]*?\*\//g)].map(([docstring]) =>
    docstring.replace(/^ *\* ?/gm, ''),
  );
}

describe('the reference', { timeout: 120_000 }, () => {
  it('is made from the docstrings without a warning: every export has one, and every link leads somewhere', async () => {
    expect(await written('typedoc/bin/typedoc', ['--emit', 'none', '--logLevel', 'Warn'])).toBe('');
  });

  it('tells of every entry of the package', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, { types?: string }>;
    };
    const sources = Object.values(exports).flatMap(({ types }) =>
      types === undefined ? [] : [types.replace('./dist/esm/', 'src/').replace('.d.ts', '.ts')],
    );
    const { entryPoints } = JSON.parse(readFileSync('typedoc.json', 'utf8')) as { entryPoints: string[] };
    expect(entryPoints.sort()).toEqual(sources.sort());
  });

  it('has examples that compile', async () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const docstrings = sources.flatMap(docstringsWithExample);
    expect(docstrings.length).toBeGreaterThan(0);
    const examples = docstrings.flatMap((docstring) =>
      docstring
        .split('@example')
        .slice(1)
        .map((part) => /^\s*```ts\n([\s\S]*?)^```/m.exec(part)?.[1] ?? `not fenced: ${part}`),
    );
    const files = examples.map((code, index) => {
      writeFileSync(join(dir, `example-${index}.ts`), code);
      return `example-${index}.ts`;
    });
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      module: 'nodenext',
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      types: [],
    };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    expect(await written('typescript/bin/tsc', ['-p', dir])).toBe('');
  });
});
