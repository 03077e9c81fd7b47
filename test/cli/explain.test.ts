import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { NOT_ALLOWED, ORIGIN, refusal } from '../diagnose/raw/exchanges.js';
import { diagnosisOf } from '../explain/diagnosis-of.js';
import { runHere } from './surroundings.js';

const rule = {
  allowedOrigins: [ORIGIN],
  allowedMethods: ['PUT'],
  allowedHeaders: ['authorization', 'x-amz-date'],
};
const MESSAGE = `Access to fetch at 'https://photos.s3.example/a.txt' from origin '${ORIGIN}' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;

let local: LocalBucket;
let url: string;
beforeAll(async () => {
  local = await startLocalBucket({
    buckets: { photos: [rule], 'no-rules': [], shown: [{ ...rule, allowedMethods: ['GET'] }] },
  });
  url = `${local.endpoint}/photos/a.txt`;
});
afterAll(() => local.stop());

const askFor = (...more: readonly string[]) => [
  'explain',
  '--url',
  url,
  '--origin',
  ORIGIN,
  '--method',
  'PUT',
  ...more,
];
const header = (name: string) => ['--header', name];

/** A HAR of one PUT whose preflight the store refuses. */
function har(count: number): string {
  const { status, headers, body } = refusal(NOT_ALLOWED);
  const entry = (method: string, response: object, more: readonly [string, string][] = []) => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    request: {
      method,
      url: 'https://photos.s3.example/a.txt',
      headers: [['Origin', ORIGIN], ...more].map(([name, value]) => ({ name, value })),
    },
    response,
  });
  const refused = {
    status,
    headers: headers.map(([name, value]) => ({ name, value })),
    content: { text: body },
  };
  const asked: [string, string][] = [['Access-Control-Request-Method', 'PUT']];
  return JSON.stringify({
    log: {
      entries: Array.from({ length: count }, () => [
        entry('OPTIONS', refused, asked),
        entry('PUT', { status: 0, headers: [], _error: 'net::ERR_FAILED' }),
      ]).flat(),
    },
  });
}

describe('explain --url', () => {
  it('sends its own preflights, and names the header', async () => {
    const { exitCode, out, err } = await runHere(
      askFor(...header('x-amz-date'), ...header('x-amz-meta-a: s3cret')),
    );
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain(
      'The preflight does not allow the request header x-amz-meta-a.\n(pre.header, proof)',
    );
    expect(out).toContain('PUT with x-amz-date: passes (raw 200)');
    expect(out).not.toContain('s3cret');
  });

  it('ends with 0 where it is allowed', async () => {
    const { exitCode, out } = await runHere(askFor(...header('x-amz-date')));
    expect([exitCode, out]).toEqual([0, expect.stringContaining('(ok.allowed,')]);
  });

  it('ends with 4 where nobody answers', async () => {
    const nobody = ['explain', '--url', 'http://127.0.0.1:1/photos/a', '--origin', 'http://localhost:3000'];
    // A port that browsers never open is known before anything is sent.
    expect((await runHere(nobody)).exitCode).toBe(1);
    const gone = await startLocalBucket();
    await gone.stop();
    const { exitCode, out } = await runHere(['explain', '--url', `${gone.endpoint}/a`, '--origin', ORIGIN]);
    expect([exitCode, out]).toEqual([4, expect.stringContaining('(net.unreachable,')]);
  });

  it('ends with 0 where what answers OPTIONS by itself refuses it, and the page never asks', async () => {
    const gateway = createServer(({ method }, response) => {
      const headers = { 'access-control-allow-origin': '*', server: 'nginx' };
      response.writeHead(method === 'OPTIONS' ? 405 : 200, headers).end();
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const read = ['explain', '--url', `http://127.0.0.1:${port}/a`, '--origin', ORIGIN];
    const { exitCode, out } = await runHere(read);
    await new Promise((resolve) => gateway.close(resolve));
    expect([exitCode, out]).toEqual([0, expect.stringContaining('(ok.allowed,')]);
    expect(out).not.toContain('OPTIONS');
  });

  it('prints a command that shows the answer where that is what stays open', async () => {
    const { out } = await runHere(askFor(...header('x-amz-date')));
    expect(out).toMatch(/curl -sSv .* -X PUT -T FILE /);
    expect(out).not.toContain('curl -i -X OPTIONS');
  });

  it('shows how to look at what it leaves open, and does not send for itself', async () => {
    const gateway = createServer((_, response) => response.writeHead(403).end());
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const args = ['--url', `http://127.0.0.1:${port}/a`, '--origin', ORIGIN, '--method', 'PUT'];
    const ran = await Promise.all([
      runHere(['explain', ...args]),
      runHere(['explain', ...args, '--markdown']),
    ]);
    await new Promise((resolve) => gateway.close(resolve));
    for (const { exitCode, out } of ran) {
      expect([exitCode, out]).toEqual([1, expect.stringContaining('curl -i -X OPTIONS')]);
      expect(out).not.toContain('npx bucket-preflight explain');
    }
  });

  it('tells which rule by --rules, and where they are not those that answer', async () => {
    const files = {
      'cors.json': JSON.stringify([
        { AllowedOrigins: [ORIGIN], AllowedMethods: ['PUT'], AllowedHeaders: ['x-amz-date'] },
      ]),
    };
    const named = await runHere(askFor(...header('x-amz-meta-a'), '--rules', 'cors.json'), { files });
    expect(named.out).toContain('Rule 1 allows the origin and the method, but lacks x-amz-meta-a');
    const stale = await runHere(askFor(...header('authorization'), '--rules', 'cors.json', '--json'), {
      files,
    });
    expect([stale.exitCode, JSON.parse(stale.out).diagnoses[0].code]).toEqual([0, 'ok.allowed']);
    expect((await runHere(askFor('--rules', '-'), { files: { '-': '<nothing/>' } })).exitCode).toBe(2);
  });

  it('asks for a header by its name alone, whatever a browser would ask for', async () => {
    const { out } = await runHere(askFor(...header('accept'), '--json'));
    expect(JSON.parse(out).diagnoses[0].request.unsafeHeaders).toEqual(['accept']);
    const simple = await runHere(askFor(...header('accept: text/plain'), '--json'));
    expect(JSON.parse(simple.out).diagnoses[0].request.unsafeHeaders).toEqual([]);
  });

  it('knows cookies', async () => {
    const open = await startLocalBucket({ buckets: { photos: [{ ...rule, allowedOrigins: ['*'] }] } });
    const args = [
      'explain',
      '--url',
      `${open.endpoint}/photos/a`,
      '--origin',
      ORIGIN,
      '--method',
      'PUT',
      '--json',
    ];
    const [plain, sent] = await Promise.all([runHere(args), runHere([...args, '--with-cookies'])]);
    await open.stop();
    expect([plain, sent].map(({ out }) => JSON.parse(out).diagnoses[0].code)).toEqual([
      'ok.allowed',
      'pre.cred-wildcard',
    ]);
  });
});

describe('what was recorded', () => {
  it('is read from a HAR, also from the standard input', async () => {
    const one = await runHere(['explain', '--har', 'page.har'], { files: { 'page.har': har(1) } });
    expect([one.exitCode, one.out]).toEqual([1, expect.stringContaining('(pre.refused, proof)')]);
    const two = await runHere(['explain', '--har', '-', '--json'], { files: { '-': har(2) } });
    expect(JSON.parse(two.out).diagnoses.map(({ code }: { code: string }) => code)).toEqual([
      'pre.refused',
      'pre.refused',
    ]);
    expect((await runHere(['explain', '--har', '-'], { files: { '-': har(2) } })).out).toContain(
      '2 of 2 requests',
    );
    const empty = await runHere(['explain', '--har', '-'], { files: { '-': '{"log":{"entries":[]}}' } });
    expect([empty.exitCode, empty.out]).toEqual([0, 'There is no request to another origin in it.\n']);
    const none = await runHere(['explain', '--har', '-'], { files: { '-': 'x' } });
    expect([none.exitCode, none.err]).toEqual([2, expect.stringContaining('is no HAR file')]);
  });

  it('is read from curl with its output, and asked from here without', async () => {
    const command = `curl -i -X OPTIONS '${url}' -H 'Origin: ${ORIGIN}' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-amz-meta-a'`;
    const output = 'HTTP/1.1 403 Forbidden\nServer: AmazonS3\nx-amz-request-id: R\n';
    const read = await runHere(['explain', '--curl', 'a'], { files: { a: `${command}\n${output}` } });
    expect([read.exitCode, read.out]).toEqual([1, expect.stringContaining('(pre.refused,')]);
    const asked = await runHere(['explain', '--curl', 'a'], { files: { a: command } });
    expect([asked.exitCode, asked.out]).toEqual([1, expect.stringContaining('(pre.header, proof)')]);
    const copied = await runHere(['explain', '--curl', 'a', '--origin', ORIGIN], {
      files: { a: `curl -X PUT '${url}' -H 'x-amz-meta-a: s3cret'` },
    });
    expect(copied.out).toContain('does not allow the request header x-amz-meta-a');
    expect(copied.out).not.toContain('s3cret');
  });

  it.each([
    ['wget x', 'neither a curl command nor', '既没有 curl 命令'],
    ['', 'neither a curl command nor', '既没有 curl 命令'],
    ['curl https://[x', 'curl[0].url: has no usable address', 'curl[0].url：没有可用的地址'],
    ['curl -X PUT', 'curl[0].url: has no usable address', 'curl[0].url：没有可用的地址'],
    ['curl --of-tomorrow x', '"--of-tomorrow"', '是未知的选项'],
  ])('says why it cannot be used: %s', async (text, english, chinese) => {
    for (const [lang, said] of [
      ['en', `a cannot be used: curl`],
      ['en', english],
      ['zh', chinese],
    ] as const) {
      const ran = await runHere(['explain', '--curl', 'a', '--lang', lang], { files: { a: text } });
      expect([ran.exitCode, ran.err]).toEqual([2, expect.stringContaining(said)]);
      if (text.startsWith('curl')) expect(ran.err).not.toMatch(/neither a curl|没有 curl/);
    }
  });

  it('ends with 3 where the store refuses the request itself, and a page may read that', async () => {
    const curl = `curl -i '${url}' -H 'Origin: ${ORIGIN}'\nHTTP/1.1 404 Not Found\nAccess-Control-Allow-Origin: *\n\n<Error><Code>NoSuchKey</Code></Error>`;
    const { exitCode, out } = await runHere(['explain', '--curl', '-'], { files: { '-': curl } });
    expect([exitCode, out]).toEqual([3, expect.stringContaining('(act.readable-error,')]);
  });

  it('is a line of the console', async () => {
    const given = await runHere(['explain', '--message', MESSAGE, '--store', 'ceph']);
    expect([given.exitCode, given.out]).toEqual([1, expect.stringContaining('(pre.refused,')]);
    const read = await runHere(['explain', '--message', '-', '--lang', 'zh'], { files: { '-': MESSAGE } });
    expect(read.out).toContain('（pre.refused，');
    const unknown = await runHere(['explain', '--message', 'it does not work']);
    expect([unknown.exitCode, unknown.err]).toEqual([2, expect.stringContaining('Copy the whole line')]);
  });
});

describe('explain --evidence', () => {
  const page = (bucket: string, more: Parameters<typeof diagnosisOf>[1] = {}) =>
    diagnosisOf('pre.all-refused', {
      store: 's3',
      confidence: 'strong',
      undecided: { candidates: ['pre.no-config', 'pre.origin'], command: 'curl' },
      ...more,
      request: { ...diagnosisOf('undecided').request, url: `${local.endpoint}/${bucket}/a.txt` },
    });
  const explain = async (diagnosis: unknown) => {
    const ran = await runHere(['explain', '--evidence', '-', '--json'], {
      files: { '-': JSON.stringify(diagnosis) },
    });
    return { ...ran, found: JSON.parse(ran.out).diagnoses?.[0] };
  };

  it.each([
    ['no-rules', 'pre.no-config', 'proof'],
    ['absent', 'pre.bucket', 'proof'],
    ['shown', 'pre.method', 'proof'],
  ])('decides what a page left open: %s', async (bucket, code, confidence) => {
    const { exitCode, found } = await explain(page(bucket));
    expect([exitCode, found.code, found.confidence, found.undecided]).toEqual([1, code, confidence, null]);
  });

  it('says where the two saw different things', async () => {
    const { found } = await explain(page('photos'));
    expect(found).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
    expect(found.undecided.candidates).toEqual(['pre.waf', 'env.blocker', 'pre.all-refused']);
    // There is nothing more to ask for from here.
    expect(found.undecided.askedRaw).toBe(true);
    expect(found.notes).toContainEqual({ code: 'pre.propagation', value: '' });
  });

  it('keeps what only a page sees, and its evidence', async () => {
    const evidence = [{ kind: 'page', method: 'PUT', headers: [], passed: false, via: 'event' }] as const;
    const { found } = await explain(
      page('no-rules', { code: 'env.csp', stage: 'local', confidence: 'proof', evidence, undecided: null }),
    );
    expect(found).toMatchObject({ code: 'env.csp', confidence: 'proof' });
    expect(found.evidence[0]).toEqual(evidence[0]);
    expect(found.evidence.length).toBeGreaterThan(1);
  });

  it('refuses what is no diagnosis, and shows nothing of it', async () => {
    const { exitCode, out } = await explain({
      ...page('photos'),
      code: 's3cret',
      request: 'x',
      undecided: undefined,
    });
    expect(exitCode).toBe(2);
    for (const part of ['code', 'request', 'undecided']) expect(out).toContain(`${part}:`);
    expect(out).not.toContain('s3cret');
  });
});

describe('how it is told', () => {
  it('as Markdown', async () => {
    const { exitCode, out } = await runHere(askFor(...header('x-amz-meta-a'), '--markdown'));
    expect(exitCode).toBe(1);
    expect(out).toContain(
      '### The preflight does not allow the request header x-amz-meta-a.\n\n(`pre.header`, proof)\n',
    );
    expect(out).toMatch(/\n```xml\n[\s\S]*<AllowedHeader>x-amz-meta-a<\/AllowedHeader>[\s\S]*\n```\n/);
  });

  it.each([
    [['explain'], 'Give one of --url'],
    [['explain', '--url', 'https://a.example', '--har', 'a'], 'Give one of --url'],
    [['explain', '--url', 'https://a.example'], '--origin is needed'],
    [['explain', '--url', 'a', '--origin', 'b'], 'must be an absolute address'],
    [['explain', '--har', 'a', '--method', 'PUT'], '--method says nothing together with --har'],
    [['explain', '--har', 'none.har'], 'none.har cannot be read'],
    [['explain', '--message', 'a', '--json', '--markdown'], 'Only one of --json and --markdown'],
    [
      ['explain', '--url', 'https://a.example', '--origin', ORIGIN, '--header', 'a b: s3cret'],
      '--header must be',
    ],
    [['explain', '--url', 'https://a.example', '--origin', ORIGIN, '--origin', ORIGIN], 'given once'],
    [
      ['explain', '--url', 'https://a.example', '--origin', ORIGIN, '--store', 'azure'],
      '--store must be one of',
    ],
  ])('%j is refused', async (args, text) => {
    const { exitCode, out, err } = await runHere(args);
    expect([exitCode, out + err]).toEqual([2, expect.stringContaining(text)]);
    expect(out + err).not.toContain('s3cret');
  });

  it('tells everything that is wrong at once', async () => {
    const wrong = [
      '--header',
      'a b: s3cret',
      '--store',
      'azure',
      '--rules',
      'none.json',
      '--json',
      '--markdown',
    ];
    const request = ['--url', 'a', '--origin', 'b', '--origin', 'c', '--method', 'P T'];
    const told = async (...more: string[]) => {
      const { exitCode, out } = await runHere(['explain', ...wrong, ...more]);
      expect(exitCode).toBe(2);
      expect(out).not.toContain('s3cret');
      return JSON.parse(out).error.message as string;
    };
    const always = [
      '--header must be',
      '--store must be one of',
      'none.json cannot be read',
      'Only one of --json',
    ];
    const beside: readonly [given: string[], words: string[]][] = [
      [request, ['must be an absolute address', 'must be an origin', 'given once', 'must be a method']],
      [
        ['--har', 'none.har'],
        ['none.har cannot be read', '--header says nothing together with --har'],
      ],
      [[], ['Give one of --url']],
      [['--url', 'https://a.example'], ['--origin is needed']],
    ];
    for (const [given, words] of beside) {
      const message = await told(...given);
      for (const each of [...always, ...words]) expect(message.split(each)).toHaveLength(2);
    }
  });
});
