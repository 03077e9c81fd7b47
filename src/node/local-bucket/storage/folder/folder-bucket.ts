import { type FileHandle, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { CorsConfiguration } from '../../../../model/cors-configuration.js';
import type { ErrorListener } from '../../../error-listener.js';
import type {
  BucketRecord,
  ObjectRecord,
  OpenObject,
  PartRecord,
  Precondition,
  StagedBody,
  UploadRecord,
} from '../object-storage.js';
import { createDirectorySync, syncDirectory } from './directory-sync.js';
import { readTrailer } from './entry-file.js';
import type { BucketPlaces, FolderPlaces } from './folder-places.js';
import { type BucketContents, loadBucket } from './load-bucket.js';
import { readObjectRecord, toJson } from './records.js';
import { StagedFile } from './staged-file.js';
import { createTurns, type Turns } from './turns.js';
import { writeJson } from './write-json.js';

const READ_BYTES = 256 * 1024;

/** One bucket in a folder. Renames and what is known of them in memory change together, one after the other. */
export class FolderBucket {
  record: BucketRecord;
  readonly #folder: FolderPlaces;
  readonly #places: BucketPlaces;
  readonly #onError: ErrorListener;
  readonly #turns: Turns = createTurns();
  readonly #syncObjects: () => Promise<void>;
  #contents: Promise<BucketContents> | undefined;
  #isRemoved = false;

  constructor(folder: FolderPlaces, record: BucketRecord, onError: ErrorListener) {
    this.record = record;
    this.#folder = folder;
    this.#places = folder.bucket(record.name);
    this.#onError = onError;
    this.#syncObjects = createDirectorySync(this.#places.objects);
  }

  /** Read when they are first asked for; again, where the disk did not let them be read. */
  contents(): Promise<BucketContents> {
    this.#contents ??= loadBucket(this.#places, this.#onError).catch((error: unknown) => {
      this.#contents = undefined;
      throw error;
    });
    return this.#contents;
  }

  /** `false`: it is not empty. `onRemoved` is called in the same moment as it goes. */
  async remove(onRemoved: () => void): Promise<boolean> {
    const { objects } = await this.contents();
    const grave = this.#folder.fresh();
    const isEmpty = await this.#turns(async () => {
      if (objects.size > 0) return false;
      if (this.#isRemoved) return true;
      await rename(this.#places.folder, grave);
      this.#isRemoved = true;
      onRemoved();
      return true;
    });
    if (!isEmpty) return false;
    await syncDirectory(this.#folder.buckets);
    await rm(grave, { recursive: true, force: true });
    return true;
  }

  setCors(cors: CorsConfiguration | null): Promise<boolean> {
    return this.#turns(async () => {
      if (this.#isRemoved) return false;
      const record = { ...this.record, cors };
      await writeJson(this.#places.record, toJson(record), this.#folder.fresh());
      await syncDirectory(this.#places.folder);
      this.record = record;
      return true;
    });
  }

  async putObject(record: ObjectRecord, body: StagedBody, allowed: Precondition): Promise<boolean> {
    const { objects } = await this.contents();
    const file = stagedFile(body);
    // Before the disk is asked: what cannot be is refused soon.
    allowed(objects.get(record.key));
    await file.seal(toJson(record));
    const isPlaced = await this.#turns(async () => {
      if (this.#isRemoved) return false;
      allowed(objects.get(record.key));
      await rename(file.path, this.#places.object(record.key));
      file.placed();
      objects.set(record.key, record);
      return true;
    });
    if (isPlaced) await this.#syncObjectsUnlessRemoved();
    return isPlaced;
  }

  async openObject(key: string): Promise<OpenObject | undefined> {
    const { objects } = await this.contents();
    if (objects.get(key) === undefined) return undefined;
    const handle = await openIfThere(this.#places.object(key));
    if (handle === undefined) return undefined;
    try {
      // Out of the file itself: it may have been replaced since the record was looked up.
      const record = readObjectRecord(await readTrailer(handle));
      return {
        record,
        read: (range) => readRange(handle, range.start, range.end),
        close: () => handle.close(),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async deleteObject(key: string): Promise<boolean> {
    const { objects } = await this.contents();
    const isDeleted = await this.#turns(async () => {
      if (objects.get(key) === undefined || this.#isRemoved) return false;
      await unlink(this.#places.object(key));
      return objects.delete(key);
    });
    if (isDeleted) await this.#syncObjectsUnlessRemoved();
    return isDeleted;
  }

  async createUpload(upload: UploadRecord): Promise<boolean> {
    const { uploads } = await this.contents();
    const { uploadId } = upload;
    return this.#turns(async () => {
      if (this.#isRemoved) return false;
      const made = this.#folder.fresh();
      await mkdir(made, { mode: 0o700 });
      await writeJson(`${made}/upload.json`, toJson(upload));
      await syncDirectory(made);
      await rename(made, this.#places.upload(uploadId));
      await syncDirectory(this.#places.uploads);
      uploads.set(uploadId, { upload, parts: new Map() });
      return true;
    });
  }

  async putPart(uploadId: string, part: PartRecord, body: StagedBody): Promise<boolean> {
    const { uploads } = await this.contents();
    const file = stagedFile(body);
    await file.seal(toJson(part));
    const isPlaced = await this.#turns(async () => {
      const parts = uploads.get(uploadId)?.parts;
      if (parts === undefined || this.#isRemoved) return false;
      await rename(file.path, this.#places.part(uploadId, part.partNumber));
      file.placed();
      parts.set(part.partNumber, part);
      return true;
    });
    if (isPlaced) await this.#unlessRemoved(this.#places.upload(uploadId));
    return isPlaced;
  }

  /** Copies the parts into one file, so that no object depends on what an upload leaves. */
  async completeUpload(
    uploadId: string,
    parts: readonly PartRecord[],
    record: ObjectRecord,
  ): Promise<boolean> {
    const { objects, uploads } = await this.contents();
    const whole = new StagedFile(this.#folder.fresh());
    try {
      for (const part of parts) {
        const handle = await openIfThere(this.#places.part(uploadId, part.partNumber));
        if (handle === undefined) return false;
        try {
          for await (const chunk of readRange(handle, 0, part.size)) await whole.write(chunk);
        } finally {
          await handle.close();
        }
      }
      await whole.seal(toJson(record));
      const isPlaced = await this.#turns(async () => {
        const present = uploads.get(uploadId)?.parts;
        if (parts.some((part) => present?.get(part.partNumber) !== part) || this.#isRemoved) return false;
        await rename(whole.path, this.#places.object(record.key));
        whole.placed();
        objects.set(record.key, record);
        return true;
      });
      if (!isPlaced) return false;
    } finally {
      await whole.discard();
    }
    await this.#syncObjectsUnlessRemoved();
    await this.deleteUpload(uploadId);
    return true;
  }

  async deleteUpload(uploadId: string): Promise<boolean> {
    const { uploads } = await this.contents();
    const grave = this.#folder.fresh();
    const isDeleted = await this.#turns(async () => {
      if (!uploads.has(uploadId) || this.#isRemoved) return false;
      await rename(this.#places.upload(uploadId), grave);
      uploads.delete(uploadId);
      await syncDirectory(this.#places.uploads);
      return true;
    });
    if (isDeleted) await rm(grave, { recursive: true, force: true });
    return isDeleted;
  }

  /** Others may delete the object, and then the bucket, before the name is on the disk: nothing is left to be kept. */
  async #syncObjectsUnlessRemoved(): Promise<void> {
    await this.#syncObjects().catch((error) => {
      if (!this.#isRemoved || !isMissing(error)) throw error;
    });
  }

  /** An upload may end in the moment in which one of its parts arrives. */
  async #unlessRemoved(directory: string): Promise<void> {
    await syncDirectory(directory).catch((error) => {
      if (!isMissing(error)) throw error;
    });
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readRange(handle: FileHandle, start: number, end: number): Readable {
  if (start >= end) return Readable.from([], { objectMode: false });
  return handle.createReadStream({ start, end: end - 1, autoClose: false, highWaterMark: READ_BYTES });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function stagedFile(body: StagedBody): StagedFile {
  if (body instanceof StagedFile) return body;
  throw new Error('This body was staged by another storage.');
}
