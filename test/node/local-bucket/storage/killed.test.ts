import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFolderStorage } from '../../../../src/node/local-bucket/storage/folder/open-folder-storage.js';
import { bundleForNode } from '../../support/bundle-for-node.js';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
  script = await bundleForNode(
    fileURLToPath(new URL('../../support/write-objects.ts', import.meta.url)),
    folder,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([1, 30, 90, 150, 210, 270, 330, 390, 450, 480])(
  'after kill -9 at write %d of 500 nothing promised is lost, and nothing is half',
  async (killAt) => {
    const root = join(folder, String(killAt));
    const promised = await writeUntilKilled(root, killAt);
    expect(promised.length).toBeGreaterThanOrEqual(killAt);

    const errors: unknown[] = [];
    const storage = await openFolderStorage(root, (error) => errors.push(error));
    const found = new Set<string>();
    for (const record of (await storage.listObjects('photos', '', '')) ?? []) {
      const index = Number(record.key);
      const opened = await storage.openObject('photos', record.key);
      const bytes = await buffer(opened?.read({ start: 0, end: record.size }) ?? Readable.from([]));
      await opened?.close();
      expect(bytes.equals(Buffer.alloc((index % 7) * 60_000 + 10, index % 251))).toBe(true);
      found.add(record.key);
    }
    expect(promised.filter((key) => !found.has(key))).toEqual([]);
    expect(errors).toEqual([]);
    expect(readdirSync(join(root, 'temporary'))).toEqual([]);
    await storage.close();
  },
);

/** The keys that were promised before the process was killed. */
function writeUntilKilled(root: string, killAt: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.on('error', reject);
    child.stdout.on('data', (chunk) => {
      told += chunk;
      if (told.split('\n').length > killAt) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(told.split('\n').slice(0, -1)));
  });
}
