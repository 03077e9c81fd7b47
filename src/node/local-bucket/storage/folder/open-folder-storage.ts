import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import type { CorsConfiguration } from '../../../../model/cors-configuration.js';
import type { ErrorListener } from '../../../error-listener.js';
import { isBucketName } from '../../bucket-name.js';
import type { BucketRecord, ObjectStorage } from '../object-storage.js';
import { syncDirectory } from './directory-sync.js';
import type { JsonRecord } from './entry-file.js';
import { FolderBucket } from './folder-bucket.js';
import { type BucketPlaces, bucketPlaces, type FolderPlaces, folderPlaces } from './folder-places.js';
import { lockFolder } from './lock-folder.js';
import { readBucketRecord, toJson } from './records.js';
import { StagedFile } from './staged-file.js';
import { writeJson } from './write-json.js';

/**
 * A storage in a folder of this machine, made where there is none. A file is written aside, forced to the disk, renamed,
 * and the name forced to the disk, before a promise is fulfilled; whatever a process that was killed left aside is removed
 * here. Records are held in memory, bytes are not.
 *
 * @throws Error when another process has the folder; the system's error when it cannot be written.
 */
export async function openFolderStorage(root: string, onError: ErrorListener): Promise<ObjectStorage> {
  const places = folderPlaces(root);
  await mkdir(places.buckets, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(places.lock, root);
  try {
    await rm(places.temporary, { recursive: true, force: true });
    await mkdir(places.temporary, { mode: 0o700 });
    await syncDirectory(root);
    return storageIn(places, await readBuckets(places, onError), onError, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What a file manager or a person left among the buckets is passed over and never touched; a folder is told to the listener. */
async function readBuckets(places: FolderPlaces, onError: ErrorListener): Promise<Map<string, FolderBucket>> {
  const entries = await readdir(places.buckets, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && isBucketName(entry.name))
    .map(({ name }) => name);
  const buckets = await Promise.all(
    names.map(async (name) => {
      const record = await readRecordOf(places.bucket(name), name);
      if (record !== null) return [[name, new FolderBucket(places, record, onError)] as const];
      onError(new Error(`The folder ${places.bucket(name).folder} is no bucket's: it is passed over.`));
      return [];
    }),
  );
  return new Map(buckets.flat());
}

/** `null`: the folder is no bucket's. */
async function readRecordOf(places: BucketPlaces, name: string): Promise<BucketRecord | null> {
  try {
    const json: JsonRecord | null = JSON.parse(await readFile(places.record, 'utf8'));
    return json?.name === name ? readBucketRecord(json) : null;
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error, ['ENOENT', 'EISDIR'])) return null;
    throw error;
  }
}

function storageIn(
  places: FolderPlaces,
  buckets: Map<string, FolderBucket>,
  onError: ErrorListener,
  close: () => Promise<void>,
): ObjectStorage {
  const making = new Set<string>();
  return {
    bucket: (name) => buckets.get(name)?.record,
    buckets: () =>
      [...buckets.values()].map(({ record }) => record).sort((a, b) => (a.name < b.name ? -1 : 1)),
    createBucket: async (record) => {
      const { name } = record;
      if (buckets.has(name) || making.has(name)) return false;
      making.add(name);
      try {
        if (!(await makeBucket(places, record))) return false;
        buckets.set(name, new FolderBucket(places, record, onError));
        return true;
      } finally {
        making.delete(name);
      }
    },
    deleteBucket: async (name) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) return 'missing';
      const deleted = await bucket.remove(() => buckets.delete(name));
      return deleted ? 'deleted' : 'not-empty';
    },
    setCors: async (name, cors: CorsConfiguration | null) =>
      (await buckets.get(name)?.setCors(cors)) ?? false,

    stage: () => new StagedFile(places.fresh()),
    putObject: async (name, record, body, allowed) =>
      (await buckets.get(name)?.putObject(record, body, allowed)) ?? false,
    findObject: async (name, key) => (await buckets.get(name)?.contents())?.objects.get(key),
    openObject: async (name, key) => buckets.get(name)?.openObject(key),
    deleteObject: async (name, key) => (await buckets.get(name)?.deleteObject(key)) ?? false,
    listObjects: async (name, after, from) =>
      (await buckets.get(name)?.contents())?.objects.following(after, from),

    createUpload: async (name, upload) => (await buckets.get(name)?.createUpload(upload)) ?? false,
    findUpload: async (name, uploadId) => (await buckets.get(name)?.contents())?.uploads.get(uploadId),
    listUploads: async (name) => {
      const contents = await buckets.get(name)?.contents();
      return contents && Array.from(contents.uploads.values(), ({ upload }) => upload);
    },
    putPart: async (name, uploadId, part, body) =>
      (await buckets.get(name)?.putPart(uploadId, part, body)) ?? false,
    completeUpload: async (name, uploadId, parts, record) =>
      (await buckets.get(name)?.completeUpload(uploadId, parts, record)) ?? false,
    deleteUpload: async (name, uploadId) => (await buckets.get(name)?.deleteUpload(uploadId)) ?? false,

    close,
  };
}

/** `false`: something that is no bucket has its place. */
async function makeBucket(places: FolderPlaces, record: BucketRecord): Promise<boolean> {
  const { folder } = places.bucket(record.name);
  // A rename would put an empty folder away.
  if (await isThere(folder)) return false;
  const made = bucketPlaces(places.fresh());
  await mkdir(made.objects, { recursive: true, mode: 0o700 });
  await mkdir(made.uploads, { mode: 0o700 });
  await writeJson(made.record, toJson(record));
  await syncDirectory(made.folder);
  await rename(made.folder, folder);
  await syncDirectory(places.buckets);
  return true;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isSystemError(error, ['ENOENT'])) return false;
    throw error;
  }
}

function isSystemError(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
