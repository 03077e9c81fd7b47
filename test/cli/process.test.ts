import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOf, MAIN, runShell, startMain } from './run-shell.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is the command of the package', () => {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(MAIN.endsWith(bin['bucket-preflight'])).toBe(true);
  expect(readFileSync(MAIN, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
});

/** Starts a local bucket by the command, and gives it back when it has told where it is. */
async function startLocal(args: readonly string[], env: Record<string, string> = {}) {
  const child = startMain(['local', '--port', '0', ...args], folder, env);
  const ended = endOf(child);
  const told = { out: '', err: '' };
  child.stderr?.on('data', (chunk) => {
    told.err += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      told.out += chunk;
      if (/stops it\.\n|\n\}\n|结束。\n$/.test(told.out)) resolve();
    });
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${told.err}`)));
  });
  return { child, ended, told };
}

describe('local', () => {
  it('runs until Ctrl-C, and is used as it says', async () => {
    writeFileSync(
      join(folder, 'cors.json'),
      '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET"]}]',
    );
    const { child, ended, told } = await startLocal([
      '--bucket',
      'photos',
      '--bucket',
      'videos',
      '--config',
      'cors.json',
    ]);
    try {
      const lines = told.out.split('\n').map((line) => line.trim());
      const exports = lines.filter((line) => line.startsWith('export '));
      const hint = lines.find((line) => line.startsWith('npx ')) ?? '';
      expect(exports).toHaveLength(2);
      for (const bucket of ['photos', 'videos']) {
        const asked = `${exports.join('\n')}\n${hint.replace('--bucket photos', `--bucket ${bucket}`)}`;
        const { exitCode, out, err } = await runShell(asked, folder, {});
        expect([exitCode, err]).toEqual([0, '']);
        expect(out).toContain('https://a.example');
      }
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toBe(0);
    expect(told.err).toBe('Stopped.\n');
  });

  it.each([
    ['0.0.0.0', 'en', 'It listens on 0.0.0.0: other machines reach it, too.'],
    ['0.0.0.0', 'zh-CN', '它监听 0.0.0.0：其他机器也能访问它。'],
    ['127.0.0.1', 'en', ''],
  ])('says so when it listens for other machines: %s, %s', async (host, language, warning) => {
    const { child, ended, told } = await startLocal(['--host', host, '--lang', language]);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    if (warning === '') expect(told.out).not.toContain('other machines');
    else expect(told.out).toContain(warning);
  });

  it('goes wrong as it is told, explains itself, and plays the backend of a page', async () => {
    const origin = 'https://app.example';
    const args = [
      '--fault',
      'pre.redirect,status=301,times=1',
      '--fault',
      '{"code":"pre.status","status":418}',
    ];
    const more = ['--fault-control', '--page-backend', '--explain', '--origin', origin, '--json'];
    const { child, ended, told } = await startLocal([...args, ...more]);
    try {
      const { endpoint } = JSON.parse(told.out);
      const headers = { origin, 'access-control-request-method': 'PUT' };
      const ask = () => fetch(`${endpoint}/photos/a`, { method: 'OPTIONS', headers, redirect: 'manual' });
      expect([(await ask()).status, (await ask()).status]).toEqual([301, 418]);
      const faults = await fetch(`${endpoint}/_local/faults`, { headers: { origin } });
      expect(faults.headers.get('access-control-allow-origin')).toBe(origin);
      await fetch(`${endpoint}/_local/faults`, { method: 'DELETE' });
      // The bucket has no rules: explained is what is lacking.
      expect((await ask()).status).not.toBe(418);
      const sts = await fetch(`${endpoint}/_local/sts`, { method: 'POST' });
      expect(sts.status).not.toBe(404);
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toBe(0);
  });

  it('keeps a folder, takes several dialects, and tells programs by JSON', async () => {
    const args = ['--store', 's3,oss', '--dir', 'kept', '--json'];
    const { child, ended, told } = await startLocal(args);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const { endpoint, stores, buckets } = JSON.parse(told.out);
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(stores.map(({ name }: { name: string }) => name)).toEqual(['s3', 'oss']);
    expect(buckets).toEqual(['photos']);
    expect(statSync(join(folder, 'kept', 'oss')).isDirectory()).toBe(true);
  });

  it.each([
    [['--store', 'azure'], '--store must be one of'],
    [['--fault', 'pre.nothing'], 'must be one of net.unreachable'],
    [['--fault', '{'], '--fault must be'],
    [['--port', '70000'], 'a number from 0 to 65535'],
    [['--bucket', 'No_Name'], 'buckets'],
    [['--config', 'none.json'], 'none.json cannot be read'],
    [['--host', '192.0.2.1'], 'cannot be started'],
  ])('%j is refused', async (args, text) => {
    const port = args[0] === '--port' ? [] : ['--port', '0'];
    const child = startMain(['local', ...port, ...args], folder, {});
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    expect(await endOf(child)).toBe(2);
    expect(err).toContain(text);
  });
});

it('rules are put, read and taken back by processes of their own', async () => {
  const { child, ended, told } = await startLocal(['--json']);
  try {
    const { endpoint, accessKeyId, secretAccessKey, stores } = JSON.parse(told.out);
    const env = {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: stores[0].region,
      AWS_ENDPOINT_URL: endpoint,
    };
    const cors = async (args: string) => {
      const line = `npx bucket-preflight cors ${args} --store s3 --bucket photos --json`;
      const ran = await runShell(line, folder, env);
      expect(ran.out + ran.err).not.toContain(secretAccessKey);
      return { ...ran, json: JSON.parse(ran.out) };
    };
    writeFileSync(
      join(folder, 'put.json'),
      '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET"]}]',
    );
    for (const change of ['put put.json --undo-file kept.json', 'undo kept.json --undo-file again.json']) {
      const { exitCode, json } = await cors(`${change} --yes --settle-seconds 0.1`);
      expect(json).toMatchObject({ done: true, wasThere: false, verified: true });
      // On a slow machine it says that it was slow.
      expect(exitCode).toBe(json.mayHaveReplaced ? 1 : 0);
      const { configuration } = (await cors('get')).json;
      expect(configuration.rules).toHaveLength(change.startsWith('put') ? 1 : 0);
    }
    expect(statSync(join(folder, 'kept.json')).mode & 0o777).toBe(0o600);
    const refused = await cors('put put.json');
    expect([refused.exitCode, refused.json.error.code]).toEqual([2, 'ERR_USAGE']);
  } finally {
    child.kill('SIGINT');
  }
  expect(await ended).toBe(0);
});

it('the exit codes are those of the process, and a secret is nowhere', async () => {
  const keys = {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'hunter2hunter2',
    AWS_SESSION_TOKEN: 'tokentoken',
  };
  const cases = [
    ['npx bucket-preflight cors check cors.json --store aws', 0],
    ['npx bucket-preflight cors check odd.json --store aws', 1],
    ['npx bucket-preflight cors check --stroe aws', 2],
    [
      'npx bucket-preflight cors get --store aws --region us-east-1 --bucket photos --endpoint http://127.0.0.1:1',
      4,
    ],
  ] as const;
  writeFileSync(
    join(folder, 'cors.json'),
    '[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET"]}]',
  );
  writeFileSync(join(folder, 'odd.json'), '[{"AllowedOrigins":["a.example"],"AllowedMethods":["GET"]}]');
  for (const [line, expected] of cases) {
    const { exitCode, out, err } = await runShell(line, folder, keys);
    expect([line, exitCode]).toEqual([line, expected]);
    expect(out + err).not.toMatch(/hunter2|tokentoken/);
  }
  const command =
    "npx bucket-preflight cors get --store s3 --region us-east-1 --bucket photos --endpoint http://127.0.0.1:1 --credentials-command 'echo hunter2; exit 3'";
  const failed = await runShell(command, folder, {});
  expect([failed.exitCode, failed.err]).toEqual([2, expect.stringContaining('exit 3')]);
  expect(failed.out + failed.err).not.toContain('hunter2');
});
