import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBucket } from '../../../src/client/create-bucket.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import { readCredentials } from '../../../src/credentials/read-credentials.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { DeskBucket, DeskServerOptions } from '../../../src/node/desk-server/options.js';
import { ownOrigin } from '../../../src/node/desk-server/own-origin.js';
import { type DeskServer, startDeskServer } from '../../../src/node/desk-server/start-desk-server.js';
import { openServer } from '../../../src/node/http-server.js';
import { qingstorDialect } from '../../../src/node/local-bucket/qingstor/qingstor-dialect.js';
import { type LocalBucket, startLocalBucket } from '../../../src/node/local-bucket/start-local-bucket.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Bucket } from '../../../src/transport/bucket.js';
import { remoteSigner } from '../../../src/transport/remote-signer.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { type Received, send } from '../support/send.js';

const RULE: CorsRule = { allowedOrigins: ['https://app.example'], allowedMethods: ['GET'] };
const OTHER: CorsRule = { allowedOrigins: ['https://other.example'], allowedMethods: ['PUT'] };

let folder: string;
let local: LocalBucket;
let desk: DeskServer;
let options: DeskServerOptions;
let owner: Bucket;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
  mkdirSync(join(folder, 'page/.hidden'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Desk</title>');
  writeFileSync(join(folder, 'page/desk.js'), 'export {};');
  writeFileSync(join(folder, 'page/.hidden/note.txt'), 'hidden');
  symlinkSync('../secret.txt', join(folder, 'page/link.txt'));
  local = await startLocalBucket({ buckets: { photos: [RULE] } });
  const { endpoint, region, rootCredentials, roleArn } = local;
  const place = { store: s3, endpoint, region, bucket: 'photos' };
  owner = createBucket({ ...place, addressing: 'path', credentials: rootCredentials });
  options = {
    root: join(folder, 'page'),
    buckets: [
      {
        ...place,
        storeName: 's3',
        key: 'a/b.bin',
        adminCredentials: rootCredentials,
        signing: { roleArn },
        faults: local.faults,
        exampleRules: (origin) => [{ ...RULE, allowedOrigins: [origin] }],
      },
    ],
  };
  desk = await startDeskServer(options);
});

afterAll(async () => {
  await Promise.all([desk?.stop(), local?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The options with something else of the bucket. */
const withBucket = (change: Partial<DeskBucket>): DeskServerOptions => ({
  ...options,
  buckets: [{ ...options.buckets[0], ...change }],
});

const get = (target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Received> =>
  send(desk.url, { method, target, headers });

/** As the desk's own page sends it, unless told otherwise. */
/** What the bucket holds. */
const rulesOf = async (bucket: Bucket) => (await getBucketCors(bucket)).configuration.rules;

const post = (target: string, body = '', headers: Record<string, string> = {}): Promise<Received> =>
  send(desk.url, {
    method: 'POST',
    target,
    body,
    headers: { origin: desk.url, 'content-type': 'application/json', ...headers },
  });

const apply = (document: unknown, headers?: Record<string, string>): Promise<Received> =>
  post('/apply?store=s3', JSON.stringify({ document }), headers);

describe('files', () => {
  it('serves the page and its script with their types', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('<title>Desk</title>');
    const script = await get('/desk.js?v=1');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('answers HEAD as GET, without the body', async () => {
    const { status, headers, bytes } = await get('/', {}, 'HEAD');
    expect(status).toBe(200);
    expect(headers['content-length']).toBe('34');
    expect(bytes).toHaveLength(0);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/desk.js/../../secret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/link.txt',
    '/.hidden/note.txt',
    '/no-such-file',
    '/desk.js/',
  ])('answers 404 to %s', async (target) => {
    const answer = await get(target);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('outside');
    expect(answer.text).not.toContain('hidden');
  });

  it.each(['http://127.0.0.1/secret.txt', '*', 'secret.txt'])(
    'answers 400 to the target %s',
    async (target) => {
      expect((await get(target)).status).toBe(400);
    },
  );

  it('sets the security headers on every answer', async () => {
    for (const answer of await Promise.all([
      get('/'),
      get('/nothing'),
      get('/config.json'),
      post('/sts?store=s3'),
    ])) {
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; worker-src data:; " +
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('sends those who come by another name to its own address', async () => {
    const answer = await get('/desk.js', { host: new URL(desk.url).host.replace('127.0.0.1', 'localhost') });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe(`${desk.url}/desk.js`);
  });

  it('refuses other methods', async () => {
    const answer = await get('/', {}, 'DELETE');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
  });
});

describe('what the page asks for', () => {
  it('says which bucket it is, and no secret', async () => {
    const answer = await get('/config.json');
    expect(JSON.parse(answer.text)).toEqual({
      buckets: [
        {
          store: 's3',
          endpoint: local.endpoint,
          region: local.region,
          bucket: 'photos',
          key: 'a/b.bin',
          addressing: 'path',
          signing: 'sts',
          canReset: true,
          canFault: true,
        },
      ],
    });
  });

  it('passes on the temporary credentials of the STS', async () => {
    const answer = await post('/sts?store=s3');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.headers['cache-control']).toBe('no-store');
    const credentials = await readCredentials(answer.text, new Date(), 'temporary');
    expect(credentials.accessKeyId).toMatch(/^ASIA/);
    expect(answer.text).not.toContain(local.rootCredentials.secretAccessKey);
  });

  it('puts a rules document, reads it, and the example rules back', async () => {
    expect((await apply(s3.corsCodec.write({ rules: [OTHER] }))).status).toBe(200);
    expect(await rulesOf(owner)).toEqual([OTHER]);
    expect(JSON.parse((await post('/rules?store=s3')).text)).toEqual({ rules: [OTHER] });
    expect((await post('/reset?store=s3')).status).toBe(200);
    expect(await rulesOf(owner)).toEqual([{ ...RULE, allowedOrigins: [desk.url] }]);
  });
});

describe('a change that is taken back', () => {
  const OLD = s3.corsCodec.write({ rules: [RULE] });
  const NEW = s3.corsCodec.write({ rules: [OTHER] });
  const undo = (change: unknown) => post('/undo?store=s3', JSON.stringify(change));

  it('gives what was there before, and what takes that back', async () => {
    await apply(OLD);
    const { undo: change } = JSON.parse((await apply(NEW)).text) as { undo: object };
    expect(change).toEqual({ applied: NEW, previous: OLD });
    const undone = await undo(change);
    expect(JSON.parse(undone.text)).toEqual({ rules: 1, undo: { applied: OLD, previous: NEW } });
    expect(await rulesOf(owner)).toEqual([RULE]);
  });

  it('is not taken back when somebody has changed the rules since', async () => {
    await apply(OLD);
    const answer = await undo({ applied: NEW, previous: OLD });
    expect([answer.status, answer.text]).toEqual([502, expect.stringContaining('have changed since')]);
    expect(await rulesOf(owner)).toEqual([RULE]);
  });

  it('is asked for until the store answers by it', async () => {
    await apply(OLD);
    const { undo: change } = JSON.parse((await apply(NEW)).text) as { undo: object };
    const ask = async () => JSON.parse((await post('/verify?store=s3', JSON.stringify(change))).text);
    expect(await ask()).toEqual({ verified: true, pending: 0 });
    try {
      // As a store in which the change has not come everywhere yet.
      local.faults.set([{ code: 'pre.no-config' }]);
      expect(await ask()).toEqual({ verified: false, pending: 1 });
    } finally {
      local.faults.set([]);
    }
    expect((await post('/verify?store=s3', JSON.stringify({ applied: 7 }))).status).toBe(400);
  });

  it('takes all rules away for an empty document', async () => {
    await apply(OLD);
    expect((await apply('')).status).toBe(200);
    await expect(getBucketCors(owner)).resolves.toMatchObject({ configuration: { rules: [] } });
    expect((await undo({ applied: '', previous: OLD })).status).toBe(200);
    expect(await rulesOf(owner)).toEqual([RULE]);
  });
});

describe('what the page makes go wrong', () => {
  const setFaults = (faults: unknown) => post('/faults?store=s3', JSON.stringify({ faults }));
  afterEach(() => local.faults.set([]));

  it('sets faults, and says which cannot be had', async () => {
    expect((await setFaults([{ code: 'pre.redirect' }])).status).toBe(200);
    expect(local.faults.list()).toMatchObject([{ code: 'pre.redirect' }]);
    const wrong = await setFaults([{ code: 'no.such' }]);
    expect(wrong.status).toBe(422);
    expect(JSON.parse(wrong.text)).toMatchObject({ issues: [{ path: 'faults[0].code' }] });
  });

  it('reads the answer to a preflight, which no page can', async () => {
    await apply(s3.corsCodec.write({ rules: [{ ...RULE, allowedOrigins: [desk.url] }] }));
    await setFaults([{ code: 'pre.acao-multiple' }]);
    const request = {
      origin: desk.url,
      method: 'GET',
      url: `${local.endpoint}/photos/a`,
      headers: [['x-a', '1']],
    };
    const answer = await post('/raw?store=s3', JSON.stringify({ request }));
    expect(JSON.parse(answer.text)).toMatchObject({ diagnosis: { code: 'pre.acao-multiple' } });
  });

  it('asks no other server in the name of a page', async () => {
    for (const url of ['http://127.0.0.1:1/', desk.url, 'x', 7]) {
      const request = { origin: desk.url, method: 'GET', url, headers: [] };
      expect((await post('/raw?store=s3', JSON.stringify({ request }))).status).toBe(403);
    }
  });

  it('knows the stores it was started with, and no other', async () => {
    for (const query of ['', '?store=oss', '?store=constructor']) {
      expect((await post(`/rules${query}`)).status).toBe(404);
    }
  });
});

describe('where others sign', () => {
  it('passes a question on, and the answer', async () => {
    const signed = await startLocalBucket({ dialect: qingstorDialect, pageBackend: { origins: [] } });
    const { endpoint, region, rootCredentials } = signed;
    const other = await startDeskServer(
      withBucket({
        store: qingstor,
        storeName: 'qingstor',
        endpoint,
        region,
        adminCredentials: rootCredentials,
        signing: { signerUrl: `${endpoint}/_local/sign` },
      }),
    );
    try {
      const fromDesk: typeof fetch = (url, init) =>
        fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), origin: other.url } });
      const signer = remoteSigner({ url: `${other.url}/sign?store=qingstor`, fetch: fromDesk });
      const bucket = createBucket({
        store: qingstor,
        endpoint,
        region,
        bucket: 'photos',
        addressing: 'path',
        signer,
      });
      await sendRequest(bucket, { method: 'PUT', key: '' });
      await expect(sendRequest(bucket, { method: 'HEAD', key: '' })).resolves.toMatchObject({ status: 200 });
    } finally {
      await Promise.all([other.stop(), signed.stop()]);
    }
  });
});

describe('an old rule that can never match', () => {
  it('does not keep a repair beside it from being applied, as the store takes it', async () => {
    const old = { ...OTHER, allowedOrigins: ['https://app.example/'] };
    expect((await apply(s3.corsCodec.write({ rules: [old, RULE] }))).status).toBe(200);
    expect(await rulesOf(owner)).toEqual([old, RULE]);
  });
});

describe('what it refuses', () => {
  beforeEach(async () => {
    await apply(s3.corsCodec.write({ rules: [RULE] }));
  });

  it.each(
    ['sts', 'sign', 'rules', 'apply', 'undo', 'reset', 'faults', 'raw'].map((name) => `/${name}?store=s3`),
  )('refuses POST %s from any page but its own', async (target) => {
    const body = JSON.stringify({ document: s3.corsCodec.write({ rules: [OTHER] }) });
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: desk.url.replace('127.0.0.1', 'localhost') },
      { origin: `${desk.url}.evil.example` },
      { host: 'evil.example' },
    ];
    for (const headers of foreign) {
      const answer = await post(target, body, headers);
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('AccessKeyId');
    }
    const without = await send(desk.url, { method: 'POST', target, body });
    expect(without.status).toBe(403);
    expect(await rulesOf(owner)).toEqual([RULE]);
  });

  it.each([
    ['XML that is not well formed', '<CORSConfiguration><CORSRule>', 400],
    ['another document', '<html/>', 400],
    ['no rules', s3.corsCodec.write({ rules: [] }), 422],
    [
      'a rule that the store refuses',
      s3.corsCodec.write({ rules: [{ allowedOrigins: ['app.example'], allowedMethods: ['FETCH'] }] }),
      422,
    ],
    ['no text', 7, 400],
  ])('answers 4xx to %s, changes nothing and lives on', async (_, document, status) => {
    const answer = await apply(document);
    expect(answer.status).toBe(status);
    const { error, issues } = JSON.parse(answer.text) as { error: string; issues: unknown[] };
    expect(error).not.toBe('');
    expect(issues.length > 0).toBe(status === 422);
    expect(await rulesOf(owner)).toEqual([RULE]);
    expect((await get('/')).status).toBe(200);
  });

  it('refuses a body that is no JSON, of another type, or too long', async () => {
    expect((await post('/apply?store=s3', '{')).status).toBe(400);
    expect((await post('/apply?store=s3', 'null')).status).toBe(400);
    expect((await apply('<a/>', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await apply('x'.repeat(160 * 1024))).status).toBe(413);
  });

  it('takes no other POST', async () => {
    for (const target of ['/', '/constructor', '/config.json']) expect((await post(target)).status).toBe(404);
  });
});

describe('the server itself', () => {
  it('rejects when the port is taken', async () => {
    const port = Number(new URL(desk.url).port);
    await expect(startDeskServer({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('is at the origin that browsers write, without the port that http implies', () => {
    expect(ownOrigin('127.0.0.1', 80)).toBe('http://127.0.0.1');
    expect(ownOrigin('127.0.0.1', 8080)).toBe('http://127.0.0.1:8080');
  });

  it('listens on this machine only, whatever a program that no type checks asks for', async () => {
    const wide = await startDeskServer({ ...options, host: '0.0.0.0' } as DeskServerOptions);
    try {
      expect(wide.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      // Every address of 127.0.0.0/8 is this machine, but only one was listened on.
      await expect(send(wide.url.replace('127.0.0.1', '127.0.0.2'))).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      });
    } finally {
      await wide.stop();
    }
  });

  it('does not follow the STS to another address', async () => {
    const paths: string[] = [];
    const elsewhere = createServer((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(request.url === '/' ? 307 : 200, { location: '/elsewhere' }).end();
    });
    const running = await openServer(elsewhere, '127.0.0.1', 0);
    const endpoint = `http://127.0.0.1:${running.port}`;
    const other = await startDeskServer(withBucket({ endpoint }));
    try {
      const answer = await send(`${other.url}/sts?store=s3`, {
        method: 'POST',
        headers: { origin: other.url },
      });
      expect([answer.status, answer.text]).toEqual([502, expect.stringContaining('or redirects')]);
      expect(paths).toEqual(['/']);
    } finally {
      await Promise.all([other.stop(), running.stop()]);
    }
  });

  it('tells the listener of an unexpected error, and the page only that there was one', async () => {
    const failure = new Error('internal detail');
    const told: unknown[] = [];
    const exampleRules = () => {
      throw failure;
    };
    const onError = (error: unknown) => told.push(error);
    const other = await startDeskServer({ ...withBucket({ exampleRules }), onError });
    try {
      const answer = await send(`${other.url}/reset?store=s3`, {
        method: 'POST',
        headers: { origin: other.url },
      });
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('detail');
      expect(told).toEqual([failure]);
    } finally {
      await other.stop();
    }
  });

  it('says what the store answered when that is no CORS document', async () => {
    const odd = createServer((_, response) => response.end('<html/>'));
    const running = await openServer(odd, '127.0.0.1', 0);
    const endpoint = `http://127.0.0.1:${running.port}`;
    const told: unknown[] = [];
    const onError = (error: unknown) => told.push(error);
    const other = await startDeskServer({ ...withBucket({ endpoint }), onError });
    try {
      const answer = await send(`${other.url}/rules?store=s3`, {
        method: 'POST',
        headers: { origin: other.url },
      });
      expect([answer.status, answer.text]).toEqual([
        502,
        expect.stringContaining('Not a CORS configuration'),
      ]);
      expect(told).toEqual([]);
    } finally {
      await Promise.all([other.stop(), running.stop()]);
    }
  });

  it('has no reset without example rules', async () => {
    const { exampleRules: _, faults: __, ...rest } = options.buckets[0];
    const plain = await startDeskServer({ ...options, buckets: [rest] });
    try {
      const config = await send(`${plain.url}/config.json`);
      expect(JSON.parse(config.text)).toMatchObject({ buckets: [{ canReset: false, canFault: false }] });
      const answer = await send(`${plain.url}/reset?store=s3`, {
        method: 'POST',
        headers: { origin: plain.url },
      });
      expect(answer.status).toBe(404);
    } finally {
      await plain.stop();
    }
  });

  it('answers 502 with the reason when the store is gone or refuses, and shows no secret', async () => {
    const gone = await startLocalBucket();
    await gone.stop();
    const secretAccessKey = 'wrongSecretThatMustNotShow';
    const cases = [
      { endpoint: gone.endpoint },
      { adminCredentials: { ...options.buckets[0].adminCredentials, secretAccessKey } },
    ];
    for (const change of cases) {
      const other = await startDeskServer(withBucket(change));
      try {
        for (const path of ['/sts', '/rules', '/reset']) {
          const answer = await send(`${other.url}${path}?store=s3`, {
            method: 'POST',
            headers: { origin: other.url },
          });
          expect(answer.status).toBe(502);
          expect(answer.text).toMatch(/does not answer|answered 403 \w+/);
          expect(answer.text).not.toContain(secretAccessKey);
        }
      } finally {
        await other.stop();
      }
    }
  });

  it('stops twice as well as once', async () => {
    const other = await startDeskServer(options);
    await Promise.all([other.stop(), other.stop()]);
    await expect(send(other.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
