import { createByteBudget } from '../../../byte-budget.js';
import { Refusal } from '../../refusal.js';
import { KeyIndex } from '../key-index.js';
import type {
  BucketRecord,
  ObjectRecord,
  ObjectStorage,
  PartRecord,
  StagedBody,
  UploadRecord,
} from '../object-storage.js';
import { HeldBytes } from './held-bytes.js';

interface HeldObject {
  readonly record: ObjectRecord;
  readonly bytes: HeldBytes;
}

interface HeldUpload {
  readonly upload: UploadRecord;
  readonly parts: Map<number, PartRecord>;
  readonly bytes: Map<number, HeldBytes>;
}

interface HeldBucket {
  record: BucketRecord;
  readonly objects: KeyIndex<HeldObject>;
  readonly uploads: Map<string, HeldUpload>;
}

/**
 * A storage in the memory of this process, gone with it.
 *
 * @param maxBytes - The most bytes of bodies, those that are coming in included. What goes beyond is refused: `no-room`.
 * @param maxRecords - The most objects, parts, uploads and buckets together, empty ones too. Likewise.
 */
export function createMemoryStorage(maxBytes: number, maxRecords: number): ObjectStorage {
  const budget = createByteBudget(maxBytes);
  let records = 0;
  const addRecord = (): void => {
    if (records >= maxRecords) throw new Refusal('no-room', {});
    records += 1;
  };
  const buckets = new Map<string, HeldBucket>();
  const put = (bucket: HeldBucket, record: ObjectRecord, bytes: HeldBytes): void => {
    const replaced = bucket.objects.get(record.key);
    if (replaced === undefined) addRecord();
    replaced?.bytes.release();
    bytes.keep();
    bucket.objects.set(record.key, { record, bytes });
  };
  const drop = (bucket: HeldBucket, uploadId: string): boolean => {
    const held = bucket.uploads.get(uploadId);
    if (held === undefined) return false;
    for (const bytes of held.bytes.values()) bytes.release();
    records -= 1 + held.parts.size;
    return bucket.uploads.delete(uploadId);
  };
  return {
    bucket: (name) => buckets.get(name)?.record,
    buckets: () => [...buckets.values()].map(({ record }) => record).sort(byName),
    createBucket: async (record) => {
      if (buckets.has(record.name)) return false;
      addRecord();
      buckets.set(record.name, { record, objects: new KeyIndex(), uploads: new Map() });
      return true;
    },
    deleteBucket: async (name) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) return 'missing';
      if (bucket.objects.size > 0) return 'not-empty';
      for (const uploadId of bucket.uploads.keys()) drop(bucket, uploadId);
      records -= 1;
      buckets.delete(name);
      return 'deleted';
    },
    setCors: async (name, cors) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) return false;
      bucket.record = { ...bucket.record, cors };
      return true;
    },

    stage: () => new HeldBytes(budget),
    putObject: async (name, record, body, allowed) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) return false;
      allowed(bucket.objects.get(record.key)?.record);
      put(bucket, record, heldBy(body));
      return true;
    },
    findObject: async (name, key) => buckets.get(name)?.objects.get(key)?.record,
    openObject: async (name, key) => {
      const object = buckets.get(name)?.objects.get(key);
      if (object === undefined) return undefined;
      return { record: object.record, read: object.bytes.snapshot(), close: async () => {} };
    },
    deleteObject: async (name, key) => {
      const objects = buckets.get(name)?.objects;
      objects?.get(key)?.bytes.release();
      const isDeleted = objects?.delete(key) ?? false;
      if (isDeleted) records -= 1;
      return isDeleted;
    },
    listObjects: async (name, after, from) => {
      const entries = buckets.get(name)?.objects.following(after, from);
      return entries === undefined ? undefined : recordsOf(entries);
    },

    createUpload: async (name, upload) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) return false;
      addRecord();
      bucket.uploads.set(upload.uploadId, { upload, parts: new Map(), bytes: new Map() });
      return true;
    },
    findUpload: async (name, uploadId) => buckets.get(name)?.uploads.get(uploadId),
    listUploads: async (name) => {
      const bucket = buckets.get(name);
      return bucket && Array.from(bucket.uploads.values(), ({ upload }) => upload);
    },
    putPart: async (name, uploadId, part, body) => {
      const held = buckets.get(name)?.uploads.get(uploadId);
      if (held === undefined) return false;
      const replaced = held.bytes.get(part.partNumber);
      if (replaced === undefined) addRecord();
      replaced?.release();
      const bytes = heldBy(body);
      bytes.keep();
      held.parts.set(part.partNumber, part);
      held.bytes.set(part.partNumber, bytes);
      return true;
    },
    completeUpload: async (name, uploadId, parts, record) => {
      const bucket = buckets.get(name);
      const held = bucket?.uploads.get(uploadId);
      if (bucket === undefined || held === undefined) return false;
      if (parts.some((part) => held.parts.get(part.partNumber) !== part)) return false;
      // The upload goes as its object comes: there is always room for it.
      if (bucket.objects.get(record.key) === undefined) records += 1;
      bucket.objects.get(record.key)?.bytes.release();
      const whole = new HeldBytes(budget);
      whole.takeOver(parts.map((part) => held.bytes.get(part.partNumber) as HeldBytes));
      whole.keep();
      bucket.objects.set(record.key, { record, bytes: whole });
      return drop(bucket, uploadId);
    },
    deleteUpload: async (name, uploadId) => {
      const bucket = buckets.get(name);
      return bucket !== undefined && drop(bucket, uploadId);
    },

    close: async () => buckets.clear(),
  };
}

function* recordsOf(objects: Iterable<HeldObject>): Generator<ObjectRecord> {
  for (const { record } of objects) yield record;
}

function byName(a: BucketRecord, b: BucketRecord): number {
  return a.name < b.name ? -1 : 1;
}

function heldBy(body: StagedBody): HeldBytes {
  if (body instanceof HeldBytes) return body;
  throw new Error('This body was staged by another storage.');
}
