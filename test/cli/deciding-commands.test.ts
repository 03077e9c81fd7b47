import { afterAll, beforeAll, expect, it } from 'vitest';
import { diagnoseInPage } from '../../src/diagnose/diagnose-in-page.js';
import { explainCommand } from '../../src/explain/explain-command.js';
import { toText } from '../../src/explain/to-text.js';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';
import { exampleBucket } from '../support/buckets.js';
import { simulatedPage } from '../support/simulated-page.js';
import { runShell } from './run-shell.js';

const ORIGIN = 'https://app.example.com';
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
  expect([exitCode, err]).toEqual([1, '']);
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
