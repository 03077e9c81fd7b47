import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { EXIT } from '../../src/cli/exit-code.js';
import { STORES } from '../../src/cli/stores.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { type LocalBucket, ossDialect, s3Dialect, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';
import { readmeExamples } from '../support/readme-examples.js';
import { runHere } from './surroundings.js';

const REFUSED_HAR = JSON.stringify({
  log: {
    entries: [
      {
        request: {
          method: 'OPTIONS',
          url: 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.png',
          headers: [
            { name: 'Origin', value: 'https://app.example.com' },
            { name: 'Access-Control-Request-Method', value: 'PUT' },
          ],
        },
        response: { status: 403, headers: [{ name: 'x-oss-request-id', value: 'R' }] },
      },
    ],
  },
});

const PAGE = 'docs/command-line.md';
const page = readFileSync(PAGE, 'utf8');
const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, lines = '']) => lines);

describe('docs/command-line.md', () => {
  const running: LocalBucket[] = [];
  const env: Record<string, string> = {};
  let files: Record<string, string> = {};
  beforeAll(async () => {
    for (const [dialect, names] of [
      [s3Dialect, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_ENDPOINT_URL_S3']],
      [ossDialect, ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_REGION', 'OSS_ENDPOINT']],
    ] as const) {
      const local = await startLocalBucket({ dialect, buckets: { photos: [] } });
      running.push(local);
      const { accessKeyId, secretAccessKey } = local.rootCredentials;
      [accessKeyId, secretAccessKey, local.region, local.endpoint].forEach((value, index) => {
        env[names[index] ?? ''] = value;
      });
    }
    const page = diagnosisOf('pre.all-refused', { store: 'oss', confidence: 'strong' });
    files = {
      'sts.json': JSON.stringify(running[0]?.rootCredentials),
      'page.har': REFUSED_HAR,
      'copied.txt': `curl -X PUT '${env.OSS_ENDPOINT}/photos/a.png' -H 'Origin: https://app.example.com'`,
      'diagnosis.json': JSON.stringify({
        ...page,
        request: { ...page.request, url: `${env.OSS_ENDPOINT}/photos/a.png` },
      }),
    };
  });
  afterAll(async () => {
    await Promise.all(running.map((local) => local.stop()));
  });

  /** Runs one line as a shell would, and tells its exit code and what came of it. */
  async function runLine(line: string) {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const [program, name, ...args] = words;
    if (program === 'cat') return { exitCode: 0, out: files[name ?? ''] ?? '', err: '' };
    expect([program, name]).toEqual(['npx', 'bucket-preflight']);
    // The bucket of the page stands here.
    const here = args.indexOf('--url') + 1;
    if (here > 0)
      args[here] = args[here]?.replace(/^https:\/\/photos\.[\w.-]+/, `${env.OSS_ENDPOINT}/photos`) ?? '';
    const [target] = args.slice(args.indexOf('>') + 1);
    const isKept = args.includes('>');
    const runCommand = async (command: string) => files[command.replace('cat ', '')] ?? '';
    const ran = await runHere(isKept ? args.slice(0, args.indexOf('>')) : args, { env, files, runCommand });
    files = { ...Object.fromEntries(ran.files), ...(isKept ? { [target ?? '']: ran.out } : {}) };
    return isKept ? { ...ran, out: '' } : ran;
  }

  // Each builds on what those before it have left, as on the page.
  it.each(blocks)('runs: %s', async (block) => {
    const expected = Number(/^# exits with (\d)$/m.exec(block)?.[1] ?? 0);
    const lines = block.replaceAll('\\\n', ' ').trim().split('\n');
    for (const line of lines.filter((each) => !each.startsWith('#'))) {
      const { exitCode, out, err } = await runLine(line);
      expect([line, exitCode, err.replaceAll(/^(lost|Asking) .*\n/gm, '')]).toEqual([line, expected, '']);
      expect(out !== '' || line.includes('>')).toBe(true);
      for (const { rootCredentials } of running)
        if (!line.startsWith('cat')) expect(out + err).not.toContain(rootCredentials.secretAccessKey);
    }
  });

  it('names every command, store and exit code', () => {
    for (const { name } of COMMANDS) expect(page).toContain(`npx bucket-preflight ${name}`);
    for (const name of STORES.keys()) expect(page).toContain(`\`${name}\``);
    for (const code of Object.values(EXIT)) expect(page).toContain(`| ${code} |`);
    for (const { environment } of STORES.values())
      for (const name of [...environment.regions, ...environment.endpoints])
        expect(page).toContain(`\`${name}\``);
  });

  it('lists every option of local', () => {
    const local = COMMANDS.find(({ name }) => name === 'local');
    const [, section = ''] = page.split('## A bucket on this machine');
    for (const option of local?.options ?? []) expect(section).toContain(`| \`--${option}`);
  });

  it('lists every option of startLocalBucket that a command line can give', () => {
    const source = readFileSync('src/node/local-bucket/options.ts', 'utf8');
    const [, own = ''] = source.split('export interface LocalBucketOptions {');
    const names = [...own.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name = '']) => name);
    const [, section = ''] = page.split('## A bucket on this machine');
    // Keys are fresh; the others are values of a program.
    const left = ['rootCredentials', 'now', 'ruleSemantics', 'onError'];
    expect(names.filter((name) => !section.includes(`\`${name}\``)).sort()).toEqual(left.sort());
  });

  it('shows how the library does it', async () => {
    const [example = ''] = readmeExamples('js', PAGE);
    const [bucket] = running;
    if (bucket === undefined) throw new Error('it runs');
    const { endpoint, region, rootCredentials: credentials } = bucket;
    const options = { endpoint, region, bucket: 'photos', addressing: 'path' as const, credentials };
    const rule = { allowedOrigins: ['https://lib.example'], allowedMethods: ['GET'] };
    const code = `${example}
      import { createBucket, s3 } from 'bucket-preflight';
      const bucket = createBucket({ store: s3, ...${JSON.stringify(options)} });
      process.stdout.write(String(await allow(bucket, ${JSON.stringify(rule)})));`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
    expect((await run).stdout).toBe('true');
    const live = await getBucketCors(createBucket({ store: s3, ...options }));
    expect(live.configuration.rules).toContainEqual(rule);
  });
});
