import type { BucketRecord, ObjectRecord, PartRecord, UploadRecord } from '../object-storage.js';
import type { JsonRecord } from './entry-file.js';

/** Records as they come back from JSON, which knows no dates. The files are this program's own: their shape is taken as it is. */
export function readBucketRecord(json: JsonRecord): BucketRecord {
  return { ...(json as unknown as BucketRecord), createdAt: dateOf(json.createdAt) };
}

export function readObjectRecord(json: JsonRecord): ObjectRecord {
  return { ...(json as unknown as ObjectRecord), lastModified: dateOf(json.lastModified) };
}

export function readPartRecord(json: JsonRecord): PartRecord {
  return { ...(json as unknown as PartRecord), lastModified: dateOf(json.lastModified) };
}

export function readUploadRecord(json: JsonRecord): UploadRecord {
  return { ...(json as unknown as UploadRecord), startedAt: dateOf(json.startedAt) };
}

/** Any record as JSON. */
export function toJson(record: BucketRecord | ObjectRecord | PartRecord | UploadRecord): JsonRecord {
  return { ...record };
}

function dateOf(text: unknown): Date {
  return new Date(String(text));
}
