import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { startLocalBucket } from '../../src/node/index.js';
import { runHere } from '../cli/surroundings.js';
import { blocksOf } from '../support/page-commands.js';

/** Which test runs, or checks, the blocks of a page in one language, and how many there are. */
const HELD: Readonly<Record<string, Readonly<Record<string, readonly [number, string]>>>> = {
  'README.md': {
    sh: [3, 'test/packed/readme-pages.test.ts'],
    html: [1, 'test/packed/readme.test.ts'],
    // Those of the stores by readme-pages.test.ts.
    js: [7, 'test/packed/readme.test.ts'],
  },
  'README.zh-CN.md': {
    // They are those of README.md.
    sh: [3, 'test/packed/both-languages.test.ts'],
    html: [1, 'test/packed/both-languages.test.ts'],
    js: [7, 'test/packed/both-languages.test.ts'],
  },
  'docs/command-line.md': {
    sh: [13, 'test/cli/command-line-page.test.ts'],
    js: [1, 'test/cli/command-line-page.test.ts'],
    shell: [1, 'test/packed/pages.test.ts'],
  },
  'docs/cors-documents.md': {
    js: [2, 'test/cors/cors-documents-page.test.ts'],
    json: [9, 'test/cors/cors-documents-page.test.ts'],
    xml: [5, 'test/cors/cors-documents-page.test.ts'],
  },
  'docs/cors-issues.md': { json: [1, 'test/cors/validate/codes.test.ts'] },
  'docs/local-bucket.md': {
    js: [1, 'test/packed/pages.test.ts'],
    http: [1, 'test/packed/pages.test.ts'],
  },
  'docs/signing.md': { js: [2, 'test/packed/signing-page.test.ts'] },
  'docs/stores/oss.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/oss.zh-CN.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/cos.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/cos.zh-CN.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/qingstor.md': {
    js: [1, 'test/packed/store-pages.test.ts'],
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/qingstor.zh-CN.md': {
    js: [1, 'test/packed/store-pages.test.ts'],
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/s3.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
  'docs/stores/s3.zh-CN.md': {
    json: [2, 'test/packed/store-pages.test.ts'],
    sh: [1, 'test/packed/store-pages.test.ts'],
    xml: [1, 'test/packed/store-pages.test.ts'],
  },
};
/** No code: a drawing of two calls. */
const DRAWINGS = ['docs/architecture.md'];

const PAGES = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].sort();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** What a heading is called in a link, as GitHub makes it; and names that stand as `<a id>`. */
function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

describe('the pages', () => {
  it('have no block of code that no test runs', () => {
    const found = PAGES.flatMap((page) => {
      const fences = [...readFileSync(page, 'utf8').matchAll(/^```(\w*)\n[\s\S]*?^```$/gm)];
      const counts = new Map<string, number>();
      for (const [, language = ''] of fences) counts.set(language, (counts.get(language) ?? 0) + 1);
      return [...counts].map(([language, count]) => `${page}: ${count} ${language}`);
    });
    const held = Object.entries(HELD).flatMap(([page, languages]) =>
      Object.entries(languages).map(([language, [count]]) => `${page}: ${count} ${language}`),
    );
    expect(found.sort()).toEqual(held.sort());
    const tests = Object.values(HELD).flatMap((languages) =>
      Object.values(languages).map(([, test]) => test),
    );
    expect([...new Set(tests)].filter((test) => !existsSync(test))).toEqual([]);
  });

  it('indent no code but commands of npm and npx, each of which there is', () => {
    const indented = PAGES.filter((page) => !DRAWINGS.includes(page)).flatMap((page) => {
      const prose = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
      return [...prose.matchAll(/(?:^|\n)\n((?: {4}.*\n)+)/g)].flatMap(([, block = '']) =>
        block.split('\n').filter((line) => line.trim() !== ''),
      );
    });
    // A line that goes further in only explains the one before.
    const commands = indented.filter((line) => !/^ {8}/.test(line)).map((line) => line.trim());
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !/^(npm|npx biome) /.test(command))).toEqual([]);
  });

  it('name no script of npm that there is not', () => {
    const named = PAGES.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\bnpm (?:run\s+)?([a-z][\w-]*)/g)].map(
        ([text, script = '']) => [page, text, script] as const,
      ),
    );
    const npmOwn = ['ci', 'install', 'packages'];
    const unknown = named.filter(([, , script]) => !npmOwn.includes(script) && scripts[script] === undefined);
    expect(unknown).toEqual([]);
  });

  it('name nothing of the package that it does not have', () => {
    const face = readdirSync('api').map((file) => readFileSync(join('api', file), 'utf8'));
    const words = new Set(face.join('\n').match(/\w+/g));
    const pages = PAGES.filter((page) => /^(README|SECURITY)|^docs.stores/.test(page));
    const unknown = pages.flatMap((page) => {
      const prose = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
      // `putObject()`, `useCredentials`, but no `ETag`, `x-oss-date` or `Content-MD5`.
      const spans = [...prose.matchAll(/`([a-z]+[A-Z]\w*)(?:\([^`]*\))?`/g)].map(([, name = '']) => name);
      return spans.filter((name) => !words.has(name)).map((name) => `${page}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('link to what there is', () => {
    const broken = PAGES.flatMap((page) => {
      const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      return targets
        .filter((target) => !/^https?:/.test(target))
        .filter((target) => {
          const [path = '', anchor] = target.split('#');
          const file = path === '' ? page : join(dirname(page), path);
          if (!existsSync(file)) return true;
          return anchor !== undefined && !anchorsOf(file).includes(anchor);
        })
        .map((target) => `${page}: ${target}`);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/command-line.md', () => {
  it('starts a local bucket', async () => {
    const [block = ''] = blocksOf('docs/command-line.md', 'shell');
    const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-page-'));
    const line = block.trim().replace('9000', '0').replace('./bucket', join(dir, 'bucket'));
    const [, , ...args] = line.split(' ');
    const rules = [{ allowedOrigins: ['https://app.example.com'], allowedMethods: ['PUT'] }];
    try {
      const { exitCode, out, err } = await runHere(args, {
        files: { 'cors.json': JSON.stringify({ rules }) },
      });
      expect([exitCode, err]).toEqual([EXIT.done, 'Stopped.\n']);
      expect(out).toContain('http://127.0.0.1:');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('docs/local-bucket.md', () => {
  const page = 'docs/local-bucket.md';

  it('sets faults from a program', async () => {
    const [code = ''] = blocksOf(page, 'js');
    const ended = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
    await expect(ended).resolves.toEqual({ stdout: '', stderr: '' });
  });

  it('sets faults by HTTP', async () => {
    const local = await startLocalBucket({ faultControl: true });
    try {
      const [block = ''] = blocksOf(page, 'http');
      const active: number[] = [];
      for (const line of block.trim().split('\n')) {
        const [, method = '', path = '', body] = /^(\w+) +(\S+)(?: +(.*))?$/.exec(line) ?? [];
        const answer = await fetch(local.endpoint + path, { method, ...(body ? { body } : {}) });
        expect([line, answer.ok]).toEqual([line, true]);
        active.push(local.faults.list().length);
      }
      expect(active).toEqual([0, 1, 0]);
    } finally {
      await local.stop();
    }
  });
});
