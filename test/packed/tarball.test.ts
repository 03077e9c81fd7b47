import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { serveFiles } from '../support/serve-files.js';

const run = promisify(execFile);
const TOOLS = resolve('test/packed/node_modules');
const { exports, version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, unknown>;
  version: string;
  dependencies: Record<string, string>;
};
const TARBALL = `bucket-preflight-${version}.tgz`;
/** Every entry that an app may import. */
const ENTRIES = Object.keys(exports)
  .filter((name) => name !== './package.json')
  .map((name) => `bucket-preflight${name.slice(1)}`);
/** An app that signs: it prints a URL without a secret, the same in every bundler. */
const APP = `import { locateBucket, signOssV4Url } from 'bucket-preflight/oss';
const location = locateBucket({
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'photos', region: 'cn-hangzhou', addressing: 'virtual-host',
});
const credentials = { accessKeyId: 'FIXTURE', secretAccessKey: 'fixture', securityToken: 'token' };
const { url } = await signOssV4Url({ method: 'GET', location, key: 'a' }, credentials, {
  now: new Date('2026-01-02T03:04:05Z'), expiresInSeconds: 60,
});
console.log(url.split('?')[0]);
`;
const SAID = 'https://photos.oss-cn-hangzhou.aliyuncs.com/a\n';

/** An empty folder in which the packed package is installed, and nothing else but what it depends on. */
let folder: string;
let files: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-packed-'));
  const npm = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder, ...npm], {
    maxBuffer: 1 << 26,
  });
  const answer: unknown = JSON.parse(packed.stdout);
  const [report] = Object.values(answer as object) as { files: { path: string }[] }[];
  files = (report?.files ?? []).map(({ path }) => path);
  // Named here, not on the command line: there npm unpacks it once more, to learn its name.
  const app = { type: 'module', private: true, dependencies: { 'bucket-preflight': `file:${TARBALL}` } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(app));
  await run('npm', ['install', ...npm], { cwd: folder });
  writeFileSync(join(folder, 'app.mjs'), APP);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (path: string): string => join(folder, 'node_modules/bucket-preflight', path);
const node = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, args, { cwd: folder })).stdout;
/** Runs a program of test/packed: `vite/bin/vite.js`. */
const tool = (path: string, args: readonly string[]): ReturnType<typeof run> =>
  run(process.execPath, [join(TOOLS, path), ...args], { cwd: folder, maxBuffer: 1 << 26 });

// Each test starts programs, some of which take half a minute on a machine that is busy.
describe('the tarball', { timeout: 120_000 }, () => {
  it('holds the sources, what is built of them, and nothing else', () => {
    const known =
      /^(package\.json|README(\.zh-CN)?\.md|SECURITY(\.zh-CN)?\.md|CHANGELOG\.md|LICENSE|dist\/sri\.json|dist\/bucket-preflight\.(mjs|umd\.js|umd\.min\.js|zh-CN\.umd\.min\.js)(\.map)?|src\/[\w/.-]+\.ts|dist\/esm\/[\w/.-]+\.(js|d\.ts)(\.map)?)$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
    for (const page of ['README.md', 'SECURITY.md'])
      expect(files).toEqual(expect.arrayContaining([page, page.replace('.md', '.zh-CN.md')]));
    expect(files).toEqual(expect.arrayContaining(['CHANGELOG.md', 'LICENSE']));
    expect(files).toContain('dist/sri.json');
    expect(files).toContain('dist/bucket-preflight.umd.min.js');
    for (const source of files.filter((file) => file.startsWith('src/'))) {
      const built = source.replace(/^src\//, 'dist/esm/').replace(/\.ts$/, '');
      expect(files).toContain(`${built}.js`);
      expect(files).toContain(`${built}.d.ts`);
    }
  });

  it('runs nothing when it is installed, and brings only what it says', () => {
    const { scripts } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
    for (const [name, wanted] of Object.entries(dependencies)) {
      const found = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
      expect((found as { version: string }).version).toBe(wanted);
    }
  });

  it('tells the hash of each script for integrity="…"', async () => {
    const sri = JSON.parse(readFileSync(installed('dist/sri.json'), 'utf8')) as Record<string, string>;
    expect(Object.keys(sri)).toEqual([
      'bucket-preflight.mjs',
      'bucket-preflight.umd.js',
      'bucket-preflight.umd.min.js',
      'bucket-preflight.zh-CN.umd.min.js',
    ]);
    for (const [file, hash] of Object.entries(sri)) {
      const bytes = readFileSync(installed(`dist/${file}`));
      const digest = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64');
      expect(hash).toBe(`sha384-${digest}`);
    }
  });

  it.each(ENTRIES)('%s is imported from Node, and required', async (entry) => {
    const names = `Object.keys(sdk).filter((name) => name !== '__esModule' && name !== 'default').sort().join()`;
    const [imported, required] = await Promise.all([
      node('--input-type=module', '--eval', `import * as sdk from '${entry}'; console.log(${names});`),
      node(
        '--no-warnings',
        '--input-type=commonjs',
        '--eval',
        `const sdk = require('${entry}'); console.log(${names});`,
      ),
    ]);
    expect(imported.length).toBeGreaterThan(10);
    expect(required).toBe(imported);
  });

  it('has its command', async () => {
    expect(await node('node_modules/.bin/bucket-preflight', '--help')).toContain('npx bucket-preflight');
  });

  it('is clean to publint', async () => {
    // Of a folder it would pack a tarball first.
    const { stdout } = await tool('publint/src/cli.js', [TARBALL, '--strict']);
    expect(stdout).toContain('All good!');
  });

  it('has types that resolve in Node’s ES modules and in bundlers', async () => {
    // CommonJS sees types of ES modules there, which is what require() of Node 20.19 gives: said by the profile.
    const { stdout } = await tool('@arethetypeswrong/cli/dist/index.js', [
      TARBALL,
      '--profile',
      'esm-only',
      '--format',
      'json',
    ]);
    const { problems } = JSON.parse(String(stdout)) as { problems: Record<string, unknown> };
    const found = Object.values(problems).flat() as { kind: string; resolutionKind?: string }[];
    const here = found.filter(
      ({ resolutionKind }) => !['node10', 'node16-cjs'].includes(resolutionKind ?? ''),
    );
    expect(here.filter(({ kind }) => kind !== 'CJSResolvesToESM')).toEqual([]);
  });

  it.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])(
    'is type-checked with moduleResolution %s',
    async (moduleResolution, module) => {
      const dir = join(folder, moduleResolution);
      mkdirSync(dir, { recursive: true });
      const imports = ENTRIES.map(
        (entry, index) => `import * as a${index} from '${entry}';\nvoid a${index};`,
      );
      writeFileSync(join(dir, 'app.ts'), `${imports.join('\n')}\n${APP}`);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        skipLibCheck: false,
        module,
        moduleResolution,
        // The entry for Node speaks of its types.
        types: ['node'],
        typeRoots: [resolve('node_modules/@types')],
      };
      writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
      const checked = run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', dir]);
      await expect(
        checked.then(
          ({ stdout }) => stdout,
          (error: { stdout: string }) => error.stdout,
        ),
      ).resolves.toBe('');
    },
    120_000,
  );
});

describe('an app with the packed package', { timeout: 120_000 }, () => {
  it('works when esbuild bundled it', async () => {
    await tool('esbuild/bin/esbuild', [
      'app.mjs',
      '--bundle',
      '--format=esm',
      '--outdir=out-esbuild',
      '--splitting',
      '--out-extension:.js=.mjs',
    ]);
    expect(await node('out-esbuild/app.mjs')).toBe(SAID);
  });

  it('works when rollup bundled it', async () => {
    writeFileSync(
      join(folder, 'rollup.config.mjs'),
      `import nodeResolve from ${JSON.stringify(moduleOf('@rollup/plugin-node-resolve'))};
       import commonjs from ${JSON.stringify(moduleOf('@rollup/plugin-commonjs'))};
       export default { input: 'app.mjs', plugins: [nodeResolve({ browser: true }), commonjs()], output: { dir: 'out-rollup', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } };`,
    );
    await run(process.execPath, [resolve('node_modules/rollup/dist/bin/rollup'), '-c', '--silent'], {
      cwd: folder,
    });
    expect(await node('out-rollup/app.mjs')).toBe(SAID);
  });
});

/** The file of one of the project's own packages. */
function moduleOf(name: string): string {
  return createRequire(resolve('package.json')).resolve(name);
}

describeWithChromium('in a page', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** What an app writes to the console, served from the folder into which it was bundled. */
  async function saidBy(dir: string, script: string): Promise<string> {
    const paths = readdirSync(join(folder, dir), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.js'),
    );
    const served = paths.map((path): [string, { body: string; contentType: string }] => [
      `/${path}`,
      { body: readFileSync(join(folder, dir, path), 'utf8'), contentType: 'text/javascript' },
    ]);
    const body = `<!doctype html><title>a</title><script type="module" src="/${script}"></script>`;
    const server = await serveFiles(new Map([...served, ['/', { body, contentType: 'text/html' }]]));
    try {
      const page = await browser.newPage();
      const [message] = await Promise.all([page.waitForEvent('console'), page.goto(`${server.origin}/`)]);
      await page.close();
      return `${message.text()}\n`;
    } finally {
      await server.stop();
    }
  }

  it('works when webpack bundled it', async () => {
    const output = { path: join(folder, 'out-webpack'), filename: 'app.js', publicPath: '/' };
    const config = { mode: 'production', context: folder, entry: './app.mjs', output };
    const script = `import webpack from ${JSON.stringify(createRequire(`${TOOLS}/`).resolve('webpack'))};
      webpack(${JSON.stringify(config)}, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) { console.log(error ?? stats.toString()); process.exit(1); }
      });`;
    await node('--input-type=module', '--eval', script);
    expect(await saidBy('out-webpack', 'app.js')).toBe(SAID);
  });

  it('works when vite bundled it', async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><title>a</title><script type="module" src="/app.mjs"></script>',
    );
    await tool('vite/bin/vite.js', ['build', '--outDir', 'out-vite', '--logLevel', 'error']);
    const html = readFileSync(join(folder, 'out-vite/index.html'), 'utf8');
    const [, script = ''] = /src="\/([^"]+)"/.exec(html) ?? [];
    expect(await saidBy('out-vite', script)).toBe(SAID);
  });

  it.each([
    ['the hash that dist/sri.json tells', '', 'function'],
    ['another hash', 'x', 'undefined'],
  ])('loads by script tag under a strict policy, with %s', async (_title, change, kind) => {
    const sri = JSON.parse(readFileSync(installed('dist/sri.json'), 'utf8')) as Record<string, string>;
    const file = 'bucket-preflight.umd.min.js';
    const body = readFileSync(installed(`dist/${file}`), 'utf8') + change;
    const policy = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";
    const page = `<!doctype html><meta http-equiv="content-security-policy" content="${policy}"><title>a</title><script src="/${file}" integrity="${sri[file]}" crossorigin="anonymous"></script>`;
    const server = await serveFiles(
      new Map([
        [`/${file}`, { body, contentType: 'text/javascript' }],
        ['/', { body: page, contentType: 'text/html' }],
      ]),
    );
    try {
      const tab = await browser.newPage();
      const errors: Error[] = [];
      tab.on('pageerror', (error) => errors.push(error));
      await tab.goto(`${server.origin}/`);
      const seen = await tab.evaluate(
        () =>
          typeof (globalThis as { BucketPreflight?: { createBucket: unknown } }).BucketPreflight
            ?.createBucket,
      );
      expect(seen).toBe(kind);
      expect(errors).toEqual([]);
      await tab.close();
    } finally {
      await server.stop();
    }
  });
});
