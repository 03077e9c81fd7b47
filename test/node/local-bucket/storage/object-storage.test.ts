import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStorage } from '../../../../src/node/local-bucket/storage/folder/open-folder-storage.js';
import { createMemoryStorage } from '../../../../src/node/local-bucket/storage/memory/memory-storage.js';
import type {
  ObjectRecord,
  ObjectStorage,
  PartRecord,
} from '../../../../src/node/local-bucket/storage/object-storage.js';

const NOW = new Date('2026-05-24T10:00:00Z');
const NOTHING = { headers: [], metadata: [] };

let folder: string;
let storage: ObjectStorage;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storage-'));
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const OPEN: readonly [string, () => Promise<ObjectStorage>][] = [
  ['memory', async () => createMemoryStorage(100 * 1024 * 1024, 1000)],
  ['a folder', () => openFolderStorage(folder, fail)],
];

describe.each(OPEN)('any storage, in %s', (_, open) => {
  beforeEach(async () => {
    storage = await open();
    await storage.createBucket({ name: 'photos', createdAt: NOW, cors: null });
  });

  it('gives back what was put, whole and in part', async () => {
    const record = await put('a', 'hello', { headers: [['content-type', 'x']], metadata: [['by', 'm\xe9']] });
    expect(await storage.findObject('photos', 'a')).toEqual(record);
    expect(await read('a')).toBe('hello');
    expect(await read('a', 1, 3)).toBe('el');
    expect(await read('b')).toBeUndefined();
    expect(await storage.findObject('nothing', 'a')).toBeUndefined();
  });

  it('holds large bodies that come in many pieces', async () => {
    const body = storage.stage();
    for (let index = 0; index < 20; index += 1) await body.write(Buffer.alloc(50_000, index));
    await storage.putObject('photos', record('large', 1_000_000), body, () => {});
    const bytes = await readBytes('large', 499_999, 500_001);
    expect([...(bytes ?? [])]).toEqual([9, 10]);
    expect((await readBytes('large', 0, 1_000_000))?.length).toBe(1_000_000);
  });

  it('holds bodies of any length near to what is written at once', async () => {
    for (const size of [262_143, 262_144, 262_145, 262_000, 524_200]) {
      const body = storage.stage();
      for (let left = size; left > 0; left -= 60_000)
        await body.write(Buffer.alloc(Math.min(left, 60_000), 'x'));
      expect(await storage.putObject('photos', record('near', size), body, () => {})).toBe(true);
      expect((await readBytes('near', 0, size))?.length).toBe(size);
    }
  });

  it('fails at nothing when the bucket is deleted meanwhile', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `a${index}`);
    for (const key of keys) await put(key, 'x');
    const deleted = keys.map((key) => storage.deleteObject('photos', key));
    const removed = storage.deleteBucket('photos');
    expect(await Promise.all(deleted)).toEqual(keys.map(() => true));
    expect(await removed).toBe('deleted');

    await storage.createBucket({ name: 'photos', createdAt: NOW, cors: null });
    await storage.createUpload('photos', { uploadId: 'U1', key: 'a', startedAt: NOW, ...NOTHING });
    const body = storage.stage();
    await body.write(Buffer.from('x'));
    const part = { partNumber: 1, size: 1, etag: 'e', lastModified: NOW };
    const late = storage.putPart('photos', 'U1', part, body);
    expect(await storage.deleteBucket('photos')).toBe('deleted');
    // It may have come just before.
    expect(typeof (await late)).toBe('boolean');
    await body.discard();
  });

  it('shows nothing of a body that is discarded, nor of one that may not replace', async () => {
    const body = storage.stage();
    await body.write(Buffer.alloc(300_000));
    await body.discard();
    await put('a', 'one');
    const refuse = (present: ObjectRecord | undefined) => {
      if (present !== undefined) throw new Error('is there');
    };
    const other = storage.stage();
    await other.write(Buffer.from('two'));
    await expect(storage.putObject('photos', record('a', 3), other, refuse)).rejects.toThrow('is there');
    await other.discard();
    expect(await read('a')).toBe('one');
    expect(await storage.findObject('photos', 'large')).toBeUndefined();
  });

  it('lets one of many win that must not replace', async () => {
    const puts = Array.from({ length: 20 }, async (_, index) => {
      const body = storage.stage();
      await body.write(Buffer.from(String(index)));
      const refuse = (present: ObjectRecord | undefined) => {
        if (present !== undefined) throw new Error('is there');
      };
      return storage.putObject('photos', record('once', 1), body, refuse);
    });
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets who has opened an object read it to its end, though it is replaced and deleted', async () => {
    await put('a', 'first');
    const opened = await storage.openObject('photos', 'a');
    await put('a', 'other one');
    await storage.deleteObject('photos', 'a');
    expect(opened?.record.size).toBe(5);
    expect(String(await buffer(opened?.read({ start: 0, end: 5 }) ?? Readable.from([])))).toBe('first');
    await opened?.close();
    expect(await read('a')).toBeUndefined();
  });

  it('takes any key, as a name and no more', async () => {
    const keys = [
      '..',
      '../../etc/passwd',
      '/',
      'a/',
      '\0\r\n',
      '__proto__',
      '\u{1f600}'.repeat(255),
      'CON',
      'a\\b',
    ];
    for (const key of keys) await put(key, key);
    for (const key of keys) expect(await read(key)).toBe(key);
    expect((await keysOf('')).sort()).toEqual([...keys].sort());
  });

  it('lists in the order of bytes, from any place', async () => {
    for (const key of ['b', 'a', '\u{1f600}', '\uffe6', 'a/1', 'a0']) await put(key, '');
    expect(await keysOf('')).toEqual(['a', 'a/1', 'a0', 'b', '\uffe6', '\u{1f600}']);
    expect(await keysOf('a')).toEqual(['a/1', 'a0', 'b', '\uffe6', '\u{1f600}']);
    expect(await keysOf('', 'a0')).toEqual(['a0', 'b', '\uffe6', '\u{1f600}']);
    expect(await keysOf('\u{1f600}')).toEqual([]);
  });

  it('makes an object of parts, in the order named, and forgets the upload', async () => {
    await storage.createUpload('photos', { uploadId: 'U1', key: 'whole', startedAt: NOW, ...NOTHING });
    const parts = [await putPart(2, 'world'), await putPart(1, 'gone'), await putPart(1, 'hello ')];
    const found = await storage.findUpload('photos', 'U1');
    expect([...(found?.parts.keys() ?? [])].sort()).toEqual([1, 2]);
    const named = [parts[2], parts[0]] as PartRecord[];
    expect(await storage.completeUpload('photos', 'U1', [parts[1] as PartRecord], record('whole', 4))).toBe(
      false,
    );
    expect(await storage.completeUpload('photos', 'U1', named, record('whole', 11))).toBe(true);
    expect(await read('whole')).toBe('hello world');
    expect(await storage.findUpload('photos', 'U1')).toBeUndefined();
    expect(await storage.completeUpload('photos', 'U1', named, record('whole', 11))).toBe(false);
  });

  it('tells the uploads that have begun, and takes a part 0', async () => {
    const uploads = ['U1', 'U2'].map((uploadId) => ({ uploadId, key: 'a', startedAt: NOW, ...NOTHING }));
    for (const upload of uploads) await storage.createUpload('photos', upload);
    expect(await storage.listUploads('photos')).toEqual(uploads);
    expect(await storage.listUploads('nothing')).toBeUndefined();
    await storage.deleteUpload('photos', 'U2');
    expect(await storage.listUploads('photos')).toEqual(uploads.slice(0, 1));
    const part = await putPart(0, 'all');
    expect(await storage.completeUpload('photos', 'U1', [part], record('a', 3))).toBe(true);
    expect([await read('a'), await storage.listUploads('photos')]).toEqual(['all', []]);
  });

  it('removes a bucket only when it is empty, and all that is about it', async () => {
    await put('a', 'x');
    expect(await storage.deleteBucket('photos')).toBe('not-empty');
    await storage.deleteObject('photos', 'a');
    await storage.createUpload('photos', { uploadId: 'U1', key: 'a', startedAt: NOW, ...NOTHING });
    expect(await storage.deleteBucket('photos')).toBe('deleted');
    expect(await storage.deleteBucket('photos')).toBe('missing');
    expect(await storage.setCors('photos', null)).toBe(false);
    await storage.createBucket({ name: 'photos', createdAt: NOW, cors: null });
    expect(await storage.findUpload('photos', 'U1')).toBeUndefined();
    expect(await storage.createBucket({ name: 'photos', createdAt: NOW, cors: null })).toBe(false);
  });
});

describe('a storage in a folder', () => {
  const open = () => openFolderStorage(folder, fail);
  beforeEach(async () => {
    storage = await open();
    await storage.createBucket({ name: 'photos', createdAt: NOW, cors: null });
  });

  it('reads a bucket again that could not be read before', async () => {
    await put('a', 'kept');
    await storage.close();
    storage = await open();
    const [objects = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('objects'))
      .map((path) => join(folder, path));
    renameSync(objects, `${objects}-away`);
    await expect(storage.findObject('photos', 'a')).rejects.toThrow('ENOENT');
    renameSync(`${objects}-away`, objects);
    expect(await read('a')).toBe('kept');
  });

  it('is the same when it is opened again', async () => {
    const cors = { rules: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }], responseVary: true };
    await storage.setCors('photos', cors);
    const kept = await put('a/\u{1f600}', 'kept', {
      headers: [['content-type', 'x']],
      metadata: [['by', '\xff']],
    });
    await put('gone', 'x');
    await storage.deleteObject('photos', 'gone');
    await storage.createUpload('photos', { uploadId: 'U1', key: 'whole', startedAt: NOW, ...NOTHING });
    const part = await putPart(1, 'part');
    await storage.close();
    storage = await open();
    expect(storage.buckets()).toEqual([{ name: 'photos', createdAt: NOW, cors }]);
    expect(await keysOf('')).toEqual(['a/\u{1f600}']);
    expect(await storage.findObject('photos', 'a/\u{1f600}')).toEqual(kept);
    expect(await read('a/\u{1f600}')).toBe('kept');
    expect([...((await storage.findUpload('photos', 'U1'))?.parts.values() ?? [])]).toEqual([part]);
  });

  it('opens though something else lies among its buckets', async () => {
    await storage.close();
    for (const name of ['.DS_Store', 'notes.txt']) writeFileSync(join(folder, 'buckets', name), 'x');
    mkdirSync(join(folder, 'buckets', 'New Folder'));
    storage = await open();
    expect(storage.buckets().map(({ name }) => name)).toEqual(['photos']);
  });

  it.each<[string, (path: string) => void]>([
    ['is empty', () => {}],
    ['holds other files', (path) => writeFileSync(join(path, 'notes.txt'), 'x')],
    ['holds a record that is no JSON', (path) => writeFileSync(join(path, 'bucket.json'), '{')],
    ['holds a record of nothing', (path) => writeFileSync(join(path, 'bucket.json'), 'null')],
    [
      "holds another bucket's record",
      (path) => writeFileSync(join(path, 'bucket.json'), '{"name":"photos"}'),
    ],
    ['holds a folder for a record', (path) => mkdirSync(join(path, 'bucket.json'))],
  ])(
    'opens though a folder with the name of a bucket %s, tells of it, and never touches it',
    async (_, fill) => {
      await storage.close();
      const stray = join(folder, 'buckets', 'stray');
      mkdirSync(stray);
      fill(stray);
      const before = readdirSync(stray);
      const inode = statSync(stray).ino;
      const told: unknown[] = [];
      storage = await openFolderStorage(folder, (error) => told.push(error));
      expect(storage.buckets().map(({ name }) => name)).toEqual(['photos']);
      expect(told.map(String)).toEqual([`Error: The folder ${stray} is no bucket's: it is passed over.`]);
      expect(await storage.createBucket({ name: 'stray', createdAt: NOW, cors: null })).toBe(false);
      expect([readdirSync(stray), statSync(stray).ino]).toEqual([before, inode]);
    },
  );

  it('is one process at a time', async () => {
    await expect(open()).rejects.toThrow(/is in use by another local bucket/);
    await storage.close();
    storage = await open();
  });
});

async function put(key: string, content: string, kept: Pick<ObjectRecord, 'headers' | 'metadata'> = NOTHING) {
  const body = storage.stage();
  await body.write(Buffer.from(content));
  const made = { ...record(key, Buffer.byteLength(content)), ...kept };
  expect(await storage.putObject('photos', made, body, () => {})).toBe(true);
  return made;
}

async function putPart(partNumber: number, content: string): Promise<PartRecord> {
  const body = storage.stage();
  await body.write(Buffer.from(content));
  const part = { partNumber, size: content.length, etag: 'e', lastModified: NOW };
  expect(await storage.putPart('photos', 'U1', part, body)).toBe(true);
  return part;
}

function record(key: string, size: number): ObjectRecord {
  return { key, size, etag: 'e', lastModified: NOW, ...NOTHING };
}

async function readBytes(key: string, start: number, end?: number): Promise<Buffer | undefined> {
  const opened = await storage.openObject('photos', key);
  if (opened === undefined) return undefined;
  try {
    return await buffer(opened.read({ start, end: end ?? opened.record.size }));
  } finally {
    await opened.close();
  }
}

async function read(key: string, start = 0, end?: number): Promise<string | undefined> {
  return (await readBytes(key, start, end))?.toString();
}

async function keysOf(after: string, from = ''): Promise<string[]> {
  return Array.from((await storage.listObjects('photos', after, from)) ?? [], ({ key }) => key);
}

function fail(error: unknown): void {
  throw error;
}
