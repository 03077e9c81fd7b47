import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForNode } from '../support/bundle-for-node.js';
import { type FolderProcess, startFolderProcess } from '../support/folder-process.js';
import { startTestBucket } from '../support/local-bucket.js';
import { element } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const WRITES = 500;
const CONNECTIONS = 20;
const MIB = 1024 * 1024;
const BODY_MIB = 256;
const LIMIT_MIB = 150;
const credentials = { accessKeyId: 'AKIDOWN', secretAccessKey: 'secret' };
const chunk = Buffer.alloc(MIB, 'bucket');

let folder: string;
let script: string;
// The bucket as a program is made once for all tests of this file: that takes longer than most of them.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'own-process-'));
  const source = fileURLToPath(new URL('../support/serve-folder.ts', import.meta.url));
  script = await bundleForNode(source, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What an object holds, by its key: some fit into one write of a socket, some do not. */
function bytesOf(index: number): Buffer {
  return Buffer.alloc((index % 7) * 30_000 + 10, index % 251);
}

describe('kill -9 in the middle of 500 uploads', () => {
  it.each([1, 40, 90, 140, 190, 240, 290, 340, 390, 440])(
    'after %d of them: all that was acknowledged is whole, and nothing is half',
    async (killAt) => {
      const dir = join(folder, String(killAt));
      const server = await startFolderProcess(script, dir, credentials);
      const acknowledged = await uploadUntilKilled(server, killAt);
      expect(acknowledged.length).toBeGreaterThanOrEqual(killAt);
      expect(acknowledged.length).toBeLessThan(WRITES);

      const errors: unknown[] = [];
      const onError = (error: unknown) => errors.push(error);
      const bucket = await startTestBucket({ dir, rootCredentials: credentials, onError });
      const { text } = await bucket.signed('GET', '/photos?list-type=2');
      expect(element(text, 'IsTruncated')).toBe('false');
      const listed = [...text.matchAll(/<Key>(\d+)<\/Key>/g)].map(([, key]) => Number(key));
      expect(acknowledged.filter((index) => !listed.includes(index))).toEqual([]);
      const isWhole = async (index: number) => {
        const { bytes, headers } = await bucket.signed('GET', `/photos/${index}`);
        expect(bytes.equals(bytesOf(index))).toBe(true);
        expect(headers.etag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
      };
      await Promise.all(listed.map(isWhole));
      expect(errors).toEqual([]);
    },
  );
});

it('streams a body of 256 MiB in and out with less than 150 MiB resident', async () => {
  const server = await startFolderProcess(script, join(folder, 'objects'), credentials);
  try {
    const expected = createHash('md5');
    for (let sent = 0; sent < BODY_MIB; sent += 1) expected.update(chunk);
    const etag = await transfer(server.endpoint, 'PUT');
    expect(etag.etag).toBe(`"${expected.digest('hex')}"`);
    expect(await transfer(server.endpoint, 'GET')).toEqual({ etag: etag.etag, received: BODY_MIB * MIB });
    expect((await server.peakBytes()) / MIB).toBeLessThan(LIMIT_MIB);
  } finally {
    server.kill();
    await server.ended;
  }
});

/** The numbers of the uploads that were answered by 200 before the server was killed. */
async function uploadUntilKilled(server: FolderProcess, killAt: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const acknowledged: number[] = [];
  let next = 0;
  const upload = async (): Promise<void> => {
    for (let index = next++; index < WRITES; index = next++) {
      const status = await put(server.endpoint, agent, index);
      if (status !== 200) return;
      acknowledged.push(index);
      if (acknowledged.length === killAt) server.kill();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, upload));
  await server.ended;
  agent.destroy();
  return acknowledged;
}

/** `null`: the connection broke. */
function put(endpoint: string, agent: Agent, index: number): Promise<number | null> {
  const body = bytesOf(index);
  const { url, headers } = signAwsV4({
    method: 'PUT',
    url: `${endpoint}/photos/${index}`,
    credentials,
    now: new Date(),
    body,
  });
  return new Promise((resolve) => {
    const sent = request(url, { method: 'PUT', agent, headers }, (response) => {
      response.resume();
      response.on('close', () => resolve(response.complete ? (response.statusCode ?? null) : null));
    });
    sent.on('error', () => resolve(null));
    sent.end(body);
  });
}

/** A body of 256 MiB, piece by piece. */
function transfer(endpoint: string, method: 'PUT' | 'GET') {
  const { url, headers } = signAwsV4({
    method,
    url: `${endpoint}/photos/big`,
    credentials,
    now: new Date(),
    payloadHash: 'UNSIGNED-PAYLOAD',
    headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  });
  const length = method === 'PUT' ? { 'content-length': String(BODY_MIB * MIB) } : {};
  return new Promise<{ etag: string | undefined; received: number }>((resolve, reject) => {
    const sent = request(url, { method, headers: { ...headers, ...length } }, (response) => {
      let received = 0;
      response.on('data', (bytes: Uint8Array) => {
        received += bytes.byteLength;
      });
      response.on('end', () => resolve({ etag: response.headers.etag, received }));
    });
    sent.on('error', reject);
    if (method === 'GET') return void sent.end();
    let left = BODY_MIB;
    const pump = (): void => {
      while (left > 0) {
        left -= 1;
        if (!sent.write(chunk)) return void sent.once('drain', pump);
      }
      sent.end();
    };
    pump();
  });
}
