import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorListener } from '../../../error-listener.js';
import { KeyIndex } from '../key-index.js';
import type { ObjectRecord, PartRecord, UploadRecord } from '../object-storage.js';
import { readRecord } from './entry-file.js';
import type { BucketPlaces } from './folder-places.js';
import { readObjectRecord, readPartRecord, readUploadRecord } from './records.js';

/** What is known in memory of a bucket in a folder: everything but the bytes. */
export interface BucketContents {
  readonly objects: KeyIndex<ObjectRecord>;
  readonly uploads: Map<string, { readonly upload: UploadRecord; readonly parts: Map<number, PartRecord> }>;
}

const FILES_AT_ONCE = 16;

/** Reads the records of a bucket. A damaged file is told to the listener and passed over. */
export async function loadBucket(places: BucketPlaces, onError: ErrorListener): Promise<BucketContents> {
  const objects = new KeyIndex<ObjectRecord>();
  await readAll(await pathsIn(places.objects), onError, async (path) => {
    const record = readObjectRecord(await readRecord(path));
    objects.set(record.key, record);
  });
  const uploads: BucketContents['uploads'] = new Map();
  await readAll(await pathsIn(places.uploads), onError, async (path) => {
    const upload = readUploadRecord(JSON.parse(await readFile(join(path, 'upload.json'), 'utf8')));
    const parts = new Map<number, PartRecord>();
    const files = (await pathsIn(path)).filter((file) => !file.endsWith('.json'));
    await readAll(files, onError, async (file) => {
      const part = readPartRecord(await readRecord(file));
      parts.set(part.partNumber, part);
    });
    uploads.set(upload.uploadId, { upload, parts });
  });
  return { objects, uploads };
}

async function pathsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}

async function readAll(
  paths: readonly string[],
  onError: ErrorListener,
  read: (path: string) => Promise<void>,
): Promise<void> {
  const left = paths[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const path of left) await read(path).catch(onError);
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, worker));
}
