import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as sdk from '../../src/index.js';
import { runOracle } from '../../tools/oracle/run-oracle.mjs';

const folder = mkdtempSync(join(tmpdir(), 'oracle-stores-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(content: object) {
  const path = join(folder, 'oracle.json');
  writeFileSync(path, JSON.stringify(content));
  const lines: string[] = [];
  const code = await runOracle([path], {
    loadSdk: async () => sdk,
    print: (line) => lines.push(line),
    printError: (line) => lines.push(line),
  });
  return { code, lines };
}

const ORIGIN = 'https://a.example';
const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** A request as it was recorded. */
const RECORDED = {
  id: 'put',
  source: 'somewhere',
  provenance: 'recorded-aws',
  bucketExists: true,
  corsConfiguration: { CORSRules: [{ AllowedOrigins: [ORIGIN], AllowedMethods: ['PUT'] }] },
  request: {
    method: 'OPTIONS',
    origin: ORIGIN,
    headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'PUT' },
  },
  expected: {
    status: 200,
    headers: {
      'Access-Control-Allow-Origin': ORIGIN,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'PUT',
      'Content-Length': '0',
      Vary: VARY,
    },
    bodyCode: null,
    absentHeaders: ['Access-Control-Max-Age'],
  },
};

const CONFIGURED = {
  id: 'get',
  action: 'GetBucketCors',
  input: null,
  expected: { status: 404, code: 'NoSuchCORSConfiguration', message: 'None' },
};

const runCase = (more: object) => run({ cases: [{ ...RECORDED, ...more }] });
const runConfiguration = (more: object) => run({ configurationCases: [{ ...CONFIGURED, ...more }] });
const GOOD = { code: 0, lines: ['1 passed, 0 failed'] };

describe('npm run oracle, on requests to stores', () => {
  it.each([
    ['as they were made', {}],
    ['without an outer object of the rules', { corsConfiguration: RECORDED.corsConfiguration.CORSRules }],
    [
      'with headers in pairs',
      { request: { method: 'OPTIONS', headers: Object.entries(RECORDED.request.headers) } },
    ],
    ['that say only what is refused', { corsConfiguration: null, expected: { status: 403, headers: null } }],
    ['that say little', { provenance: undefined, expected: { headers: { Vary: VARY } } }],
    ['with fields that are null', { expected: { status: null, headers: null, bodyMessage: null } }],
    [
      'to a bucket that is not there',
      { bucketExists: false, expected: { bodyMessage: 'CORSResponse: Bucket not found' } },
    ],
    [
      'that are no preflights, whose status is another matter',
      {
        request: { method: 'GET', headers: { Origin: 'https://b.example' } },
        expected: { status: 403, headers: {}, bodyCode: 'AccessDenied' },
      },
    ],
  ])('reads those %s', async (_, more) => {
    expect(await runCase(more)).toEqual(GOOD);
  });

  it.each([
    ['status', { status: 403 }, 'status: expected 403, got 200'],
    ['code', { bodyCode: 'AccessForbidden' }, 'code: expected "AccessForbidden", got null'],
    ['a header', { headers: { Vary: 'Origin' } }, `vary: expected "Origin", got "${VARY}"`],
    ['a header that is null', { headers: { Vary: null } }, `vary: expected null, got "${VARY}"`],
    [
      'a header that was not recorded',
      { headers: {} },
      `access-control-allow-origin: expected null, got "${ORIGIN}"`,
    ],
    ['an absent header', { headers: null, absentHeaders: ['Vary'] }, `vary: expected null, got "${VARY}"`],
    [
      'all of a kind',
      { headers: null, absentHeaders: ['Access-Control-*'] },
      'access-control-allow-methods: expected null',
    ],
  ])('prints what differs: %s', async (_, expected, text) => {
    const { code, lines } = await runCase({ expected });
    expect(lines[0]).toMatch(/^put: aws: /);
    expect(lines[0]).toContain(text);
    expect(lines.slice(1)).toEqual(['0 passed, 1 failed']);
    expect(code).toBe(1);
  });

  it('holds what a refusal says besides code and message', async () => {
    const preflight = (expected: object, more: object = { resource: 'object' }) =>
      runCase({
        ...more,
        request: { method: 'OPTIONS', headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET' } },
        expected: { status: 403, bodyFields: expected },
      });
    expect(await preflight({ Method: 'GET', ResourceType: 'OBJECT' })).toEqual(GOOD);
    expect(await preflight({ Method: 'GET', ResourceType: 'BUCKET' }, {})).toEqual(GOOD);
    expect((await preflight({ Method: 'GET', ResourceType: 'BUCKET' })).lines[0]).toContain(
      'the body\'s ResourceType: expected "BUCKET", got "OBJECT"',
    );
    expect((await preflight({ Method: 'PUT', ResourceType: 'OBJECT' })).code).toBe(1);
    expect((await preflight({ Method: 'GET', ResourceType: 'NOPE' }, {})).code).toBe(1);
    expect((await preflight({})).code).toBe(1);
  });

  it('holds a guess at an answer to what was recorded', async () => {
    const without = { request: { method: 'OPTIONS', headers: { Origin: ORIGIN } } };
    expect(await runCase({ ...without, expected: { status: 400, bodyCode: 'BadRequest' } })).toEqual(GOOD);
    expect((await runCase({ ...without, expected: { status: 418 } })).code).toBe(1);
  });

  it('asks both stores of which a record speaks', async () => {
    const { lines } = await runCase({
      provenance: 'a suite that runs against AWS S3 and Ceph RGW',
      expected: { headers: { 'Access-Control-Allow-Methods': 'POST' } },
    });
    expect(lines[0]).toMatch(/aws: access-control-allow-methods.*; ceph: access-control-allow-methods/);
    expect((await runCase({ provenance: 'recorded of Ceph RGW' })).lines[0]).toMatch(
      /^put: ceph: (?!.*aws: )/,
    );
  });

  it('wants an exception to be one, and says why', async () => {
    const odd = {
      provenance: 'asserted by versitygw',
      request: {
        method: 'OPTIONS',
        headers: { ...RECORDED.request.headers, 'Access-Control-Request-Headers': 'a b' },
      },
    };
    const skipped = await runCase({ ...odd, expected: { status: 400, bodyCode: 'BadRequest' } });
    expect(skipped.lines[0]).toMatch(/^put: not held: versitygw refuses header names/);
    expect([skipped.lines[1], skipped.code]).toEqual(['0 passed, 0 failed, 1 skipped', 0]);
    // Only the recorded answer is excepted: any other is held.
    expect((await runCase({ ...odd, expected: { status: 403 } })).code).toBe(0);
    const allowed = { status: 200, headers: { 'Access-Control-Allow-Origin': 'https://evil.example' } };
    for (const expected of [allowed, { ...allowed, status: 400, bodyCode: 'BadRequest' }, { status: 400 }])
      expect((await runCase({ ...odd, expected })).code).toBe(1);
  });

  it.each([
    ['a request without a method', { request: { headers: {} } }, /the request has no method/],
    [
      'rules that are none',
      { corsConfiguration: 'unheard of' },
      /the configuration "unheard of" is not known/,
    ],
    ['no request', { request: undefined }, /cannot be run/],
  ])('fails %s', async (_, more, text) => {
    const { lines, code } = await run({ cases: [RECORDED, { ...RECORDED, ...more }] });
    expect(lines[0]).toMatch(text);
    expect([lines[1], code]).toEqual(['1 passed, 1 failed', 1]);
  });
});

describe('npm run oracle, on configurations', () => {
  const rules = RECORDED.corsConfiguration;
  const refused = {
    status: 400,
    code: 'InvalidRequest',
    message: 'Found unsupported HTTP method in CORS config. Unsupported method is get',
  };
  const lower = [{ AllowedOrigins: [ORIGIN], AllowedMethods: ['get'] }];

  it.each([
    ['no configuration', {}],
    ['one that is read', { input: rules, expected: { status: 200, corsRules: rules.CORSRules } }],
    ['one that is put', { action: 'PutBucketCors', input: rules, expected: { status: 200 } }],
    [
      'one of too many rules',
      { action: 'PutBucketCors', input: '101 rules', expected: { ...refused, message: undefined } },
    ],
    ['one that is refused', { action: 'PutBucketCors', input: lower, expected: refused }],
    [
      'one that is refused, of which little is said',
      { action: 'PutBucketCors', input: lower, expected: { status: 400 } },
    ],
    ['a removal that fails', { action: 'DeleteBucketCors', expected: { status: 403 } }],
    ['one that is removed', { action: 'DeleteBucketCors', expected: { status: 204 } }],
    ['another error', { expected: { status: 404, code: 'NoSuchBucket' } }],
  ])('reads %s', async (_, more) => {
    expect(await runConfiguration(more)).toEqual(GOOD);
  });

  it.each([
    [
      'rules that come back as others',
      {
        input: rules,
        expected: { status: 200, corsRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['PUT'] }] },
      },
      'get: expected [{"allowedMethods":["PUT"],"allowedOrigins":["*"]}], got ',
    ],
    [
      'rules that are taken',
      { action: 'PutBucketCors', input: rules, expected: refused },
      'it is not refused before it is sent',
    ],
    [
      'rules that are refused',
      {
        action: 'PutBucketCors',
        input: [{ AllowedOrigins: [ORIGIN], AllowedMethods: ['get'] }],
        expected: { status: 200 },
      },
      'it is refused: ',
    ],
    [
      'rules that are refused for something else',
      {
        action: 'PutBucketCors',
        input: [{ AllowedOrigins: ['**'], AllowedMethods: ['GET'] }],
        expected: { ...refused, message: 'unsupported HTTP method' },
      },
      'it is refused, but not for allowedMethods',
    ],
    [
      'rules that are refused by another code',
      { action: 'PutBucketCors', input: lower, expected: { ...refused, code: 'TotallyWrong' } },
      'expected ["TotallyWrong",',
    ],
    [
      'rules that are refused in other words',
      { action: 'PutBucketCors', input: lower, expected: { ...refused, message: `${refused.message}s` } },
      'Unsupported method is get"]]',
    ],
    [
      'an error that the store is not known to give',
      { expected: { status: 404, code: 'TotallyWrong' } },
      'the code "TotallyWrong" is not known of the store',
    ],
    ['an unknown action', { action: 'HeadBucket' }, 'cannot be run: the action "HeadBucket" is not known'],
  ])('tells of %s', async (_, more, text) => {
    const { lines } = await runConfiguration(more);
    expect(lines[0]).toContain(text);
  });
});

describe('npm run oracle, on tables of header names', () => {
  const table = { '': true, 'x-a': true, 'x-b': false, 'x-a,x-b': false };
  const CASE = {
    id: 'rgw',
    corsConfiguration: [{ AllowedOrigins: ['*'], AllowedMethods: ['PUT'], AllowedHeaders: ['x-a'] }],
    method: 'PUT',
    target: ['x-a', 'x-b'],
    verdict: 'headers-refused',
    table,
  };
  const runTable = (more: object) => run({ origin: ORIGIN, cases: [{ ...CASE, ...more }] });

  it.each([
    ['as they were made', {}],
    ['in the shorter form', { table: undefined, names: ['x-a', 'x-b'], answers: '1100' }],
    ['of another store', { selection: 'all-three' }],
    ['with the verdict on a method', { method: 'GET', table: { '': false }, verdict: 'method-refused' }],
    [
      'with the verdict on an origin',
      { corsConfiguration: [], table: { '': false }, verdict: 'origin-refused' },
    ],
  ])('reads those %s', async (_, more) => {
    expect(await runTable(more)).toEqual(GOOD);
  });

  it.each([
    ['a row', { table: { ...table, 'x-b': true } }, /^rgw: with \[x-b\]: expected true, got false$/],
    [
      'a digit',
      { table: undefined, names: ['x-a'], answers: '10' },
      /^rgw: with \[x-a\]: expected false, got true/,
    ],
    [
      'the verdict',
      { verdict: 'allowed' },
      /^rgw: the verdict on \[x-a,x-b\]: expected allowed, got headers-refused$/,
    ],
    [
      'digits that are missing',
      { table: undefined, names: ['x-a'], answers: '1' },
      /not one answer for each subset/,
    ],
    ['no origin', { origin: null }, /no origin is named/],
    ['an unknown selection', { selection: 'last' }, /the selection "last" is not known/],
  ])('tells of %s', async (_, more, line) => {
    const { lines, code } = await runTable(more);
    expect(lines[0]).toMatch(line);
    expect([lines[1], code]).toEqual(['0 passed, 1 failed', 1]);
  });
});
