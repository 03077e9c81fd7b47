import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getObject } from '../../src/client/get-object.js';
import {
  cosDialect,
  type LocalBucket,
  ossDialect,
  qingstorDialect,
  s3Dialect,
  startLocalBucket,
} from '../../src/node/index.js';
import { aws } from '../../src/stores/aws.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { blocksOf, runBlock } from '../support/page-commands.js';

const ENGLISH = 'README.md';
const { name, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  scripts: Record<string, string>;
};

const running: LocalBucket[] = [];
mkdirSync('build', { recursive: true });
// Within the package, so that the examples find it by its name as an app does.
const dir = mkdtempSync(resolve('build/readme-'));
afterEach(() => vi.unstubAllGlobals());
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await Promise.all(running.map((local) => local.stop()));
});

// The first example loads every module of the package, on a machine that is busy.
describe('the README', { timeout: 90_000 }, () => {
  it('names commands of the package and of npm', () => {
    const [start = '', install = '', ...others] = blocksOf(ENGLISH, 'sh');
    const commands = [...start.matchAll(/^npm (\w+)/gm)].map(([, script = '']) => script);
    expect(commands).toEqual(['start', 'test']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
    // tarball.test.ts installs what was packed.
    expect(install).toBe(`npm install ${name}\n`);
    expect(others).toHaveLength(1);
  });

  it('has commands that run one after the other', async () => {
    const local = await startLocalBucket({ dialect: ossDialect, buckets: { photos: [] } });
    running.push(local);
    const { accessKeyId, secretAccessKey } = local.rootCredentials;
    const keys = { OSS_ACCESS_KEY_ID: accessKeyId, OSS_ACCESS_KEY_SECRET: secretAccessKey };
    const shell = { env: { ...keys, OSS_ENDPOINT: local.endpoint }, files: {} };
    const [, , commands = ''] = blocksOf(ENGLISH, 'sh');
    const here = commands.replace(/https:\/\/photos\.oss[\w.-]+/, `${local.endpoint}/photos`);
    const ran = await runBlock(here, shell);
    expect(ran.map(({ exitCode, err }) => [exitCode, err])).toEqual(ran.map(() => [0, '']));
  });

  it.each([
    ['oss', oss, ossDialect, 'photos'],
    ['cos', cos, cosDialect, 'photos-1250000000'],
    ['qingstor', qingstor, qingstorDialect, 'photos'],
    ['aws', aws, s3Dialect, 'photos'],
  ])('uploads to %s in at most 10 lines', async (storeName, store, dialect, bucket) => {
    const example =
      blocksOf(ENGLISH, 'js').find((code) => code.includes(`store: ${storeName},\n  region`)) ?? '';
    expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    const local = await startLocalBucket({ dialect, buckets: { [bucket]: [] }, pageBackend: true });
    running.push(local);
    const { endpoint, region, rootCredentials: credentials } = local;
    const where = { endpoint, region, bucket, addressing: 'path' as const };
    // The example's own region, at this machine.
    const code = example.replace('store:', `endpoint: '${endpoint}', addressing: 'path', store:`);
    writeFileSync(join(dir, `${storeName}.mjs`), code);
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (url: RequestInfo | URL, init?: RequestInit) =>
      fetch(/^\/(sts|sign)$/.test(String(url)) ? `${endpoint}/_local${url}` : url, init),
    );
    const { upload } = (await import(
      /* @vite-ignore */ pathToFileURL(join(dir, `${storeName}.mjs`)).href
    )) as {
      upload: (file: File) => Promise<unknown>;
    };
    await upload(new File(['meow'], 'cat.png', { type: 'image/png' }));
    const stored = await getObject(createBucket({ ...where, store, credentials }), 'users/7/cat.png');
    expect([await stored.text(), stored.headers.get('content-type')]).toEqual(['meow', 'image/png']);
  });

  it('lists every entry of the package', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
    const entries = Object.keys(exports).filter((entry) => entry !== './package.json' && entry !== '.');
    const text = readFileSync(ENGLISH, 'utf8');
    for (const entry of entries) expect(text).toContain(`${entry.slice(1)}\``);
  });
});
