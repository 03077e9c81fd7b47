import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** From the top down, as `docs/architecture.md` lists them: a room may import those after it. */
const ROOMS = [
  'cli',
  'node',
  'entries',
  'client',
  'diagnose',
  'explain',
  'cors',
  'transport',
  'stores',
  'rules',
  'fetch-standard',
  'signing',
  'credentials',
  'waiting',
  'crypto',
  'xml',
  'model',
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** The modules that a source file imports, those of the project as paths below `src`. */
function importsOf(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? relative('src', join('src', dirname(file), specifier)) : specifier,
  );
}

/** Every name that a file re-exports, with the module it comes from. */
function exportsOf(file: string): Map<string, string> {
  const text = readFileSync(join('src', file), 'utf8');
  return new Map(
    [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)';/g)].flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name): [string, string] => [name, join(dirname(file), from)]),
    ),
  );
}

function roomOf(path: string): string {
  return path.split('/', 1)[0] ?? '';
}

describe('the house', () => {
  it('has no room that the plan does not name', () => {
    const rooms = new Set(files.filter((file) => file.includes('/')).map(roomOf));
    expect([...rooms].sort()).toEqual([...ROOMS].sort());
    const plan = readFileSync('docs/architecture.md', 'utf8');
    const listed = [...plan.matchAll(/^\| `src\/([a-z-]+)\/` \|/gm)].map(([, room]) => room);
    expect(listed).toEqual(ROOMS);
  });

  it('imports downward only', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => file.includes('/') && target.includes('/') && ROOMS.includes(roomOf(target)))
        .filter((target) => ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(file)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('has no circles, not even of types', () => {
    const circles = files.flatMap((file) => {
      const self = file.replace(/\.ts$/, '.js');
      const reached = new Set<string>();
      const queue = importsOf(file);
      for (const target of queue) {
        const source = target.replace(/\.js$/, '.ts');
        if (reached.has(target) || !files.includes(source)) continue;
        reached.add(target);
        queue.push(...importsOf(source));
      }
      return reached.has(self) ? [file] : [];
    });
    expect(circles).toEqual([]);
  });

  it('keeps Node, the XML parser and crypto-js each in their room', () => {
    const strangers = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            (target.startsWith('node:') && !['cli', 'node'].includes(roomOf(file))) ||
            (target === 'fast-xml-parser' && roomOf(file) !== 'xml') ||
            (target.startsWith('crypto-js') && roomOf(file) !== 'crypto'),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(strangers).toEqual([]);
  });

  it('has a public face, and entries, of named re-exports without logic', () => {
    for (const file of ['index.ts', ...files.filter((name) => roomOf(name) === 'entries')]) {
      const text = readFileSync(join('src', file), 'utf8').replace(/^\/\/.*$/gm, '');
      expect(text.replace(/export (type )?\{[^}]*\} from '[^']+';/g, '').trim(), file).toBe('');
    }
  });

  it('exports by its entries only what the public face exports, from the same place', () => {
    const face = exportsOf('index.ts');
    const strangers = files
      .filter((name) => roomOf(name) === 'entries')
      .flatMap((file) => [...exportsOf(file)].map(([name, from]) => ({ file, name, from })))
      .filter(({ name, from }) => face.get(name) !== from);
    expect(strangers).toEqual([]);
  });

  it('has an entry of package.json, or a script, for each file of entries, which no module imports', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
    const bundled = readFileSync('rollup.config.mjs', 'utf8');
    const isScript = (entry: string) => bundled.includes(`input: 'dist/esm/entries/${entry}.js'`);
    const entries = files
      .filter((name) => roomOf(name) === 'entries')
      .map((name) => name.slice(8, -3))
      .filter((entry) => !isScript(entry));
    expect(Object.keys(exports).sort()).toEqual(
      ['.', './node', './package.json', ...entries.map((name) => `./${name}`)].sort(),
    );
    const users = files.filter((file) => importsOf(file).some((target) => roomOf(target) === 'entries'));
    expect(users).toEqual([]);
  });

  it('has no file of more than 300 lines', () => {
    const long = files.filter((file) => readFileSync(join('src', file), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });
});
