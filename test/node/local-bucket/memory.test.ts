import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleForNode } from '../support/bundle-for-node.js';
import { startFolderProcess } from '../support/folder-process.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const MIB = 1024 * 1024;
const BODY_MIB = 256;
const LIMIT_MIB = 150;
const credentials = { accessKeyId: 'AKIDMEMORY', secretAccessKey: 'secret' };
const chunk = Buffer.alloc(MIB, 'bucket');

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
  const source = fileURLToPath(new URL('../support/serve-folder.ts', import.meta.url));
  script = await bundleForNode(source, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
