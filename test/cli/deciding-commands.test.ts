import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { putObject } from '../../src/client/put-object.js';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import type { Page } from '../../src/diagnose/page.js';
import type { RawResponse } from '../../src/diagnose/raw/raw-exchange.js';
import { explainCommand } from '../../src/explain/explain-command.js';
import { toText } from '../../src/explain/to-text.js';
import { cephDialect, type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { sendRaw } from '../../src/node/raw-preflight/send-raw.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';
import { presignUrl } from '../../src/transport/sign-request.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';
import { send } from '../node/support/send.js';
import { signAwsV4 } from '../node/support/sign-aws-v4.js';
import { freePorts } from '../servers/processes.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';
import { ALL, OPEN_CASES, ORIGIN } from './open-cases.js';
import { pageOnSockets } from './page-on-sockets.js';
import { runShell } from './run-shell.js';
import { runHere } from './surroundings.js';

let local: LocalBucket;
beforeAll(async () => {
  local = await startLocalBucket({ buckets: { photos: [] } });
});
afterAll(() => local.stop());

it('what a page leaves open, both of its commands decide, as they are printed', async () => {
  const page = simulatedPage({ origin: ORIGIN, rules: [], store: s3 });
  const request = { method: 'PUT', key: "it's a $(file) `name`.txt", headers: { 'x-amz-meta-a': 'b' } };
  const found = await diagnoseInPage(page, exampleBucket(s3), request, {});
  expect(found.code).toBe('pre.all-refused');
  // Where the page asked there is nobody: the same bucket stands here.
  const told = toText({ ...found, store: 's3' }).replaceAll('https://store.invalid', local.endpoint);
  const commands = told.split('\n').filter((line) => /^ {2}(curl|npx) /.test(line));
  expect(commands).toHaveLength(2);
  const [curl = '', explain = ''] = commands;
  const shown = await runShell(`${curl.trim()} -s`, '.', {});
  expect(shown.out).toMatch(/^HTTP\/1\.1 403 /);
  expect(shown.out).toContain('CORS is not enabled for this bucket');
  const explained = await runShell(`${explain.trim()} --json`, '.', {});
  expect([explained.exitCode, explained.err]).toEqual([1, '']);
  const [diagnosis] = JSON.parse(explained.out).diagnoses;
  expect(diagnosis).toMatchObject({ code: 'pre.no-config', confidence: 'proof', store: 's3' });
  const { method, origin, unsafeHeaders, url } = found.request;
  expect(diagnosis.request).toMatchObject({
    method,
    origin,
    unsafeHeaders,
    url: url.replace('https://store.invalid', local.endpoint),
  });
});

it('a page hands its JSON to the command line by a pipe', async () => {
  const { request, ...rest } = diagnosisOf('pre.all-refused', { confidence: 'strong' });
  const page = { ...rest, request: { ...request, url: `${local.endpoint}/photos/a.txt` } };
  const piped = `printf '%s' '${JSON.stringify(page)}' | npx bucket-preflight explain --evidence - --lang zh`;
  const { exitCode, out, err } = await runShell(piped, '.', {});
  expect([exitCode, err]).toEqual([1, `正在从这里询问 ${page.request.url}。\n`]);
  expect(out).toContain('（pre.no-config，确证）');
});

it('a command is made of whole words, and holds nothing that is no name', () => {
  const { request } = diagnosisOf('undecided');
  const asked = { ...request, method: '-x', unsafeHeaders: ['-a', "b'c", '<hidden>', '<not a token>'] };
  expect(explainCommand({ request: asked })).toBe(
    "npx bucket-preflight explain --url 'https://photos.s3.example/a.txt' --origin 'https://app.example.com' --method='-x' --header='-a' --header 'b'\\''c'",
  );
  expect(explainCommand({ request: { ...request, origin: '' } })).toBeNull();
  // What was found out of cookies is asked with cookies.
  expect(explainCommand({ request, code: 'pre.cred-missing' })).toMatch(/ --with-cookies$/);
  expect(explainCommand({ request, code: 'pre.header' })).not.toContain('cookies');
});

const ROWS = Object.entries(OPEN_CASES).flatMap(([code, cases]) =>
  cases.map(
    (each) =>
      [
        `${code} of a ${each.request?.method ?? 'PUT'}: ${each.what}`,
        { code, alike: cases, ...each },
      ] as const,
  ),
);

describe('the command that a page prints shows what is behind', () => {
  it.each(ROWS)('%s', async (_, { code, alike, truth, shows, told = truth, ...given }) => {
    const { rules = [ALL], isCeph = false, request, wrong, browser = {} } = given;
    const store = isCeph ? ceph : s3;
    const dialect = isCeph ? { dialect: cephDialect } : {};
    const running = await startLocalBucket({ ...dialect, buckets: { photos: rules } });
    onTestFinished(() => running.stop());
    const [nobody] = given.isNobody === true ? await freePorts(1) : [];
    const { port } = new URL(running.endpoint);
    const right = {
      store,
      region: running.region,
      addressing: 'path',
      bucket: given.bucket ?? 'photos',
      endpoint: `${given.scheme ?? 'http'}://127.0.0.1:${nobody ?? port}`,
      credentials: running.rootCredentials,
    } as const;
    const here = createBucket({ ...right, endpoint: running.endpoint, bucket: 'photos' });
    // The type with which a page can tell a success from an error.
    await putObject(here, 'a.txt', 'kept', { contentType: 'text/css' });
    const before = await storedIn(running);
    running.faults.set(given.faults ?? []);
    const kept = given.wasImage === true ? { kept: await loadImage(running, '/photos/a.txt') } : {};
    const page = pageOnSockets(ORIGIN, { ...browser, ...kept });
    const bucket = createBucket({ ...right, credentials: { ...running.rootCredentials, ...wrong } });
    const wanted = { method: 'PUT', key: 'a.txt', ...request };

    const seen = given.isSignedLost === true ? losingSigned(page, running) : page;
    const found = await diagnoseInPage(seen, bucket, wanted, given.knows ?? {});
    const { candidates = [], command = '' } = found.undecided ?? {};
    const left: readonly string[] = [found.code, ...candidates];
    expect([found.code, left]).toEqual([code, expect.arrayContaining([truth])]);
    if (given.command !== undefined) expect(command).toMatch(given.command);
    const method = /<URL presigned for (\w+)>/.exec(command)?.[1] ?? 'GET';
    const signing = given.isFilledRightly === true ? createBucket(right) : bucket;
    const { url } = await presignUrl(signing, { method, key: 'a.txt' }, { expiresInSeconds: 60 });
    const filled = command.replace(/<URL presigned for \w+>/, url);
    const { out, err } = await runShell(filled, '.', {});
    // What a terminal shows: the progress that goes to a pipe is not among it.
    const shown = out === '' ? err : out;
    expect(shown).toMatch(shows);
    for (const other of alike)
      if (other.truth !== truth && left.includes(other.truth)) expect(shown).not.toMatch(other.shows);

    const files = { 'copied.txt': `$ ${filled}\n${shown}` };
    const args = ['explain', '--curl', 'copied.txt', '--json', '--store', store.commandName];
    const [explained] = JSON.parse((await runHere(args, { files })).out).diagnoses;
    expect(explained.code).toBe(told);
    if (told === 'pre.refused' && truth !== 'pre.not-by-rules')
      expect(explained.undecided.candidates).toContain(truth);

    running.faults.set([]);
    expect(await storedIn(running)).toEqual(before);
  });
});

/** All objects with their tags. */
async function storedIn({ endpoint, region, rootCredentials }: LocalBucket): Promise<string> {
  const asked = { method: 'GET', url: `${endpoint}/photos?list-type=2`, region, now: new Date() };
  const { url, headers } = signAwsV4({ ...asked, credentials: rootCredentials });
  return (await send(url, { headers })).text;
}

/** Gets an object without `Origin`, signed, as the local bucket lets nobody else read. What a browser keeps of that. */
async function loadImage(running: LocalBucket, path: string): Promise<Map<string, RawResponse>> {
  const { endpoint, region, rootCredentials: credentials } = running;
  const address = endpoint + path;
  const { url, headers } = signAwsV4({ method: 'GET', url: address, credentials, now: new Date(), region });
  const probe = { purpose: 'actual', method: 'GET', url, headers: Object.entries(headers) } as const;
  const { response } = await sendRaw(probe, { timeoutMs: 10_000, bodyBytes: 1000 });
  const isKept = response?.headers.some(([, value]) => value.startsWith('max-age=')) === true;
  return new Map(isKept && response !== null ? [[address, response]] : []);
}

/** The same page where no answer comes in time to what carries the bucket's own key, once it was sent. */
function losingSigned(page: Page, { rootCredentials }: LocalBucket): Page {
  let isSent = false;
  return {
    ...page,
    sendOnce: async (probe) => {
      const isSigned = probe.headers.some(([, value]) => value.includes(rootCredentials.accessKeyId));
      if (isSigned && isSent) return { kind: 'timeout', answer: null, durationMs: 1 };
      isSent ||= isSigned;
      return page.sendOnce(probe);
    },
  };
}
