import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  aws,
  type Bucket,
  ceph,
  cos,
  createBucket,
  oss,
  qingstor,
  type Store,
  signRequest,
} from '../../../src/index.js';
import {
  cephDialect,
  cosDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
} from '../../../src/node/index.js';
import { START, startTestBucket } from '../support/local-bucket.js';
import { type Received, send } from '../support/send.js';

/** What one dialect says, and how it reads a `Range` that goes beyond the object. */
interface Case {
  readonly dialect: Dialect;
  readonly store: Store;
  readonly beyond: 'part' | 'whole';
  readonly codes: { readonly uri: string; readonly http: string; readonly headers: string };
}

const S3 = { uri: 'InvalidURI', http: 'BadRequest', headers: 'RequestHeaderSectionTooLarge' };
const CASES: readonly Case[] = [
  { dialect: s3Dialect, store: aws, beyond: 'part', codes: S3 },
  { dialect: cephDialect, store: ceph, beyond: 'part', codes: S3 },
  { dialect: ossDialect, store: oss, beyond: 'whole', codes: { ...S3, headers: 'InvalidRequest' } },
  { dialect: cosDialect, store: cos, beyond: 'part', codes: { ...S3, headers: 'BadRequest' } },
  {
    dialect: qingstorDialect,
    store: qingstor,
    beyond: 'part',
    codes: { uri: 'invalid_request', http: 'invalid_request', headers: 'invalid_request' },
  },
];

describe.each(CASES)('the dialect $dialect.name', ({ dialect, store, beyond, codes }) => {
  async function start() {
    const local = await startTestBucket({ dialect });
    const photos: Bucket = createBucket({
      store,
      region: local.region,
      bucket: 'photos',
      endpoint: local.endpoint,
      addressing: 'path',
      credentials: local.rootCredentials,
      now: () => START,
    });
    const ask = async (
      method: string,
      key: string,
      {
        body,
        query = {},
        headers = {},
      }: { body?: string; query?: Record<string, string>; headers?: Record<string, string> } = {},
    ): Promise<Received> => {
      const signed = await signRequest(photos, { method, key, query, headers });
      const content = body === undefined ? {} : { body };
      return send(signed.url, { method, headers: { ...signed.headers, ...headers }, ...content });
    };
    return { ...local, ask };
  }

  it('answers parts of an object', async () => {
    const { ask } = await start();
    await ask('PUT', 'a', { body: 'abcdef' });
    const read = async (range: string): Promise<unknown[]> => {
      const answer = await ask('GET', 'a', { headers: { range } });
      return [answer.status, answer.status === 416 ? '' : answer.text, answer.headers['content-range']];
    };
    const whole = [200, 'abcdef', undefined];
    const or = (part: unknown[]): unknown[] => (beyond === 'whole' ? whole : part);
    expect(await read('bytes=0-0')).toEqual([206, 'a', 'bytes 0-0/6']);
    expect(await read('bytes=2-')).toEqual([206, 'cdef', 'bytes 2-5/6']);
    expect(await read('bytes=-2')).toEqual([206, 'ef', 'bytes 4-5/6']);
    expect(await read('bytes=4-99')).toEqual(or([206, 'ef', 'bytes 4-5/6']));
    expect(await read('bytes=-99')).toEqual(or([206, 'abcdef', 'bytes 0-5/6']));
    expect(await read('bytes=6-')).toEqual(or([416, '', 'bytes */6']));
    for (const odd of ['bytes=3-2', 'bytes=0-1,3-4', 'bytes=-', 'lines=0-1'])
      expect(await read(odd)).toEqual(whole);
  });

  it('lists page after page, by prefix, folded at a delimiter', async () => {
    const { ask } = await start();
    const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c/4'];
    for (const key of keys) await ask('PUT', key, { body: key });
    const size = dialect === qingstorDialect ? 'limit' : 'max-keys';
    const pages = async (query: Record<string, string>): Promise<string[]> => {
      const told: string[] = [];
      for (let marker = ''; ; ) {
        const page = await ask('GET', '', {
          query: { ...query, [size]: '1', ...(marker === '' ? {} : { marker }) },
        });
        const { names, next } = readPage(page.text);
        expect(names.length).toBeLessThanOrEqual(1);
        told.push(...names);
        if (next === null) return told;
        marker = next;
      }
    };
    expect(await pages({})).toEqual(keys);
    expect(await pages({ prefix: 'a/' })).toEqual(['a/1', 'a/2', 'a/b/3']);
    expect(await pages({ delimiter: '/' })).toEqual(['a/', 'b', 'c/']);
    expect(await pages({ delimiter: '/', prefix: 'a/' })).toEqual(['a/1', 'a/2', 'a/b/']);
  });

  it('forgets an upload that is aborted, parts and all', async () => {
    const { ask } = await start();
    const begun = await ask('POST', 'a', { query: { uploads: '' } });
    const id = /(?:<UploadId>|"upload_id":")([^<"]+)/.exec(begun.text)?.[1] ?? '';
    const [idName, number] =
      dialect === qingstorDialect ? ['upload_id', 'part_number'] : ['uploadId', 'partNumber'];
    const upload = { [idName ?? '']: id };
    const part = { ...upload, [number ?? '']: '1' };
    expect((await ask('PUT', 'a', { query: part, body: 'x' })).status).toBeLessThan(300);
    expect((await ask('GET', 'a', { query: upload })).status).toBe(200);
    expect((await ask('DELETE', 'a', { query: upload })).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      const answer = await ask(method, 'a', { query: upload });
      expect(answer.text).toMatch(/NoSuchUpload|upload_not_exists/);
    }
    expect((await ask('PUT', 'a', { query: part, body: 'x' })).text).toMatch(
      /NoSuchUpload|upload_not_exists/,
    );
    expect((await ask('HEAD', 'a')).status).toBe(404);
  });

  it.each<[string, string, keyof Case['codes']]>([
    ['a bad percent-encoding', 'GET /photos/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'uri'],
    ['no HTTP', 'hello\r\n\r\n', 'http'],
    [
      'two signatures',
      'GET / HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: a\r\nConnection: close\r\n\r\n',
      'http',
    ],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n', 'http'],
    [
      'a length and chunks',
      'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX',
      'http',
    ],
    ['headers of 1 MB', `GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(170_000)}\r\n`, 'headers'],
  ])('answers %s in its own words, and serves on', async (_, bytes, code) => {
    const { ask, endpoint } = await start();
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.write(bytes);
    await once(socket, 'close');
    const answer = Buffer.concat(chunks).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(/(?:<Code>|"code":")([^<"]+)/.exec(answer)?.[1]).toBe(codes[code]);
    await ask('PUT', 'alive', { body: 'yes' });
    expect((await ask('GET', 'alive')).text).toBe('yes');
  });
});

/** The keys and folded prefixes of a page, sorted, and where the next one begins. */
function readPage(text: string): { names: string[]; next: string | null } {
  if (text.startsWith('{')) {
    const page = JSON.parse(text);
    const names = [...page.keys.map(({ key }: { key: string }) => key), ...page.common_prefixes].sort();
    return { names, next: page.has_more ? page.next_marker : null };
  }
  const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? '');
  const folded = [...text.matchAll(/<CommonPrefixes><Prefix>([^<]*)</g)].map(([, prefix]) => prefix ?? '');
  const isLast = text.includes('<IsTruncated>false<');
  return {
    names: [...keys, ...folded].sort(),
    next: isLast ? null : (/<NextMarker>([^<]*)</.exec(text)?.[1] ?? ''),
  };
}
