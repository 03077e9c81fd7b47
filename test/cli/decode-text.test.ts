import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeText } from '../../src/cli/decode-text.js';
import { processSurroundings } from '../../src/cli/process-surroundings.js';
import { runHere } from './surroundings.js';

const TEXT = 'curl "https://b.example/a" # 图片 é';
const little = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

it.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16LE', little(TEXT)],
  ['UTF-16BE', little(TEXT).swap16()],
])('%s is read', (_name, bytes) => {
  expect(decodeText(bytes)).toBe(TEXT);
});

it('nothing is read, and half a mark', () => {
  expect([decodeText(new Uint8Array()), decodeText(new Uint8Array([0xff]))]).toEqual(['', '\uFFFD']);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-preflight-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('files are read so, and what is absent is told as before', async () => {
  const file = join(folder, 'a.txt');
  writeFileSync(file, little(TEXT));
  const { readFile } = processSurroundings();
  expect(await readFile(file)).toBe(TEXT);
  await expect(readFile(join(folder, 'b.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
});

const origin = 'https://app.example.com';
const url = 'https://photos.s3.example/a.txt';
const HAR = JSON.stringify({
  log: {
    entries: [
      {
        request: { method: 'PUT', url, headers: [{ name: 'Origin', value: origin }] },
        response: { status: 403, headers: [] },
      },
    ],
  },
});

it.each([
  ['--har', HAR],
  ['--curl', `curl -i -X PUT '${url}' -H 'Origin: ${origin}'\nHTTP/1.1 403 Forbidden\n\n`],
])('a byte order mark is passed over: %s', async (option, text) => {
  const plain = await runHere(['explain', option, 'a'], { files: { a: text } });
  const marked = await runHere(['explain', option, 'a'], { files: { a: `\uFEFF${text}` } });
  expect(plain.exitCode).toBe(1);
  expect(marked).toMatchObject({ exitCode: plain.exitCode, out: plain.out, err: plain.err });
});

it('so it is before evidence', async () => {
  const told = async (a: string) => (await runHere(['explain', '--evidence', 'a'], { files: { a } })).err;
  // What is missing is told, not that it is no JSON.
  expect(await told('\uFEFF{}')).toBe(await told('{}'));
});
