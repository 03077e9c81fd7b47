import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as sdk from '../../src/index.js';
import { runOracle } from '../../tools/oracle/run-oracle.mjs';

const OWN = 'test/oracles/wpt-cors.json';
const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(paths: readonly string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runOracle(paths, {
    loadSdk: async () => sdk,
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, lines, errors };
}

function fileOf(content: string): string {
  const path = join(folder, 'oracle.json');
  writeFileSync(path, content);
  return path;
}

/** As web-platform-tests were recorded, before they were put into the project's shorter form. */
const RECORDED = {
  id: 'put-refused',
  kind: 'preflight-decision',
  source: { repo: 'r', path: 'a.any.js', commit: 'abc (2021)', test: 'PUT' },
  request: {
    origin: '{{ORIGIN}}',
    mode: 'cors',
    method: 'PUT',
    headers: [['X-A', '1']],
    credentials: 'include',
  },
  preflightResponse: {
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', '{{ORIGIN}}'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT'],
    ],
  },
  actualResponse: { status: 200, headers: [] },
  expected: {
    outcome: 'network-error',
    blockedAt: 'preflight',
    preflightSent: true,
    acrm: 'PUT',
    acrh: 'x-a',
    reason: 'header-not-allowed',
    failedHeader: 'x-a',
  },
  observed: { chromium156: { agrees: true } },
};

const runCase = (more: object) => run([fileOf(JSON.stringify({ cases: [{ ...RECORDED, ...more }] }))]);

describe('npm run oracle', () => {
  it("passes the project's own records, and says of the one exception why", async () => {
    const { code, lines, errors } = await run([OWN]);
    expect(lines).toEqual([
      expect.stringMatching(/^safelist-last-event-id-1: not held: .*obsolete/),
      '245 passed, 0 failed, 1 skipped',
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  });

  it('reads records as they were made', async () => {
    expect(await runCase({})).toEqual({ code: 0, lines: ['1 passed, 0 failed'], errors: [] });
  });

  it.each([
    ['outcome', 'success'],
    ['blockedAt', 'response'],
    ['preflightSent', false],
    ['acrm', 'GET'],
    ['acrh', 'x-b'],
    ['reason', 'method-not-allowed'],
    ['failedHeader', 'x-b'],
  ])('prints what differs where %s is another', async (name, value) => {
    const { code, lines } = await runCase({ expected: { ...RECORDED.expected, [name]: value } });
    expect(lines[0]).toContain(`put-refused: standard: ${name}: expected ${JSON.stringify(value)}, got `);
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('wants an engine to differ where it did', async () => {
    const { lines } = await runCase({ observed: { firefox153: { agrees: false } } });
    expect(lines).toEqual([
      'put-refused: firefox: agrees, though the engine itself did not',
      '0 passed, 1 failed',
    ]);
  });

  it('does not take a record for obsolete because it says so', async () => {
    expect(await runCase({ obsolete: true })).toMatchObject({ code: 0, lines: ['1 passed, 0 failed'] });
    const wrong = { ...RECORDED.expected, outcome: 'success' };
    expect((await runCase({ obsolete: true, expected: wrong })).code).toBe(1);
  });

  it.each([
    ['source', { source: undefined }],
    ['commit', { source: { path: 'a.any.js', test: 'PUT' } }],
    ['header of the answer', { actualResponse: { status: 200 } }],
    [
      'header of the request',
      {
        request: { ...RECORDED.request, headers: undefined },
        expected: { outcome: 'network-error', blockedAt: 'response', acrh: null, reason: 'origin-missing' },
      },
    ],
  ])('takes no %s for nothing said', async (_, more) => {
    expect((await runCase(more)).lines).toEqual(['1 passed, 0 failed']);
  });

  it('cannot compare a reason that it does not know', async () => {
    for (const outcome of ['network-error', 'success']) {
      const { code, lines } = await runCase({
        expected: { ...RECORDED.expected, outcome, reason: 'no-such-reason' },
      });
      expect(lines[0]).toBe('put-refused: cannot be run: the reason "no-such-reason" is not known');
      expect(code).toBe(1);
    }
  });

  it.each([
    ['an unknown kind', { kind: 'other' }, /put-refused: cannot be run: the kind "other" is not known/],
    [
      'an unknown token',
      { request: { ...RECORDED.request, origin: '{{X}}' } },
      /the token \{\{X\}\} is not known/,
    ],
    ['no request', { request: undefined }, /cannot be run/],
  ])('fails %s with a clear line', async (_, more, line) => {
    const { code, lines } = await run([
      fileOf(JSON.stringify({ cases: [RECORDED, { ...RECORDED, ...more }] })),
    ]);
    expect(lines[0]).toMatch(line);
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('counts several files as one, and names the file of a failure', async () => {
    const bad = fileOf(
      JSON.stringify({ cases: [{ ...RECORDED, expected: { ...RECORDED.expected, acrm: 'GET' } }] }),
    );
    const { lines } = await run([OWN, bad]);
    expect(lines[1]?.startsWith(`${bad}: put-refused: `)).toBe(true);
    expect(lines.at(-1)).toBe('245 passed, 1 failed, 1 skipped');
  });

  it.each([
    ['no file', [], /^Name the files/],
    ['a file that is not there', ['no-such.json'], /^no-such\.json cannot be read \(ENOENT\)\.$/],
    ['a file of another shape', ['package.json'], /has none of the shapes that are known \(.*wpt-cors/],
    ['text', ['README.md'], /^README\.md is not JSON\.$/],
  ])('runs nothing on %s, and says why', async (_, paths, error) => {
    const { code, lines, errors } = await run(paths);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors[0]).toMatch(error);
  });

  it('holds every case of the shared shape as the file has it', () => {
    const { cases } = JSON.parse(readFileSync(OWN, 'utf8')) as { cases: { id: string }[] };
    expect(new Set(cases.map(({ id }) => id)).size).toBe(246);
  });
});
