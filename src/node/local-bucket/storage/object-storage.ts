import type { Readable } from 'node:stream';
import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import type { HeaderEntry } from '../../../model/cors-exchange.js';

/** A bucket. A change makes a new record, so that what is derived from one may be kept with it. */
export interface BucketRecord {
  readonly name: string;
  readonly createdAt: Date;
  /** `null`: the bucket has none. */
  readonly cors: CorsConfiguration | null;
}

/** What is kept of an upload and comes back with the object. */
export interface ObjectHeaders {
  /** `content-type`, `cache-control` and the like, as they came; names lower-case. */
  readonly headers: readonly HeaderEntry[];
  /** Names without the store's prefix, lower-case. */
  readonly metadata: readonly HeaderEntry[];
}

/** An object but for its bytes. */
export interface ObjectRecord extends ObjectHeaders {
  readonly key: string;
  readonly size: number;
  /** Lower-case hexadecimal, `-N` after it for one of N parts; without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** One part of a multipart upload. */
export interface PartRecord {
  readonly partNumber: number;
  readonly size: number;
  /** As in {@link ObjectRecord}. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** A multipart upload that has begun. */
export interface UploadRecord extends ObjectHeaders {
  readonly uploadId: string;
  readonly key: string;
  readonly startedAt: Date;
}

/** An upload and its parts by number. */
export interface UploadWithParts {
  readonly upload: UploadRecord;
  readonly parts: ReadonlyMap<number, PartRecord>;
}

/** The first byte and the one after the last. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object whose bytes stay what they are until it is closed, also when it is replaced or deleted meanwhile. */
export interface OpenObject {
  readonly record: ObjectRecord;
  /** Called once at most. */
  readonly read: (range: ByteRange) => Readable;
  readonly close: () => Promise<void>;
}

/** Bytes that came in and belong to nothing yet. */
export interface StagedBody {
  /** @throws Refusal `no-room`. */
  readonly write: (chunk: Uint8Array) => void | Promise<void>;
  /** Forgets the bytes, unless an object or a part has been made of them. May be called again. */
  readonly discard: () => Promise<void>;
}

/** Looks at the object that is to be replaced, in the same moment as it is replaced; throws to prevent it. */
export type Precondition = (present: ObjectRecord | undefined) => void;

/**
 * Where buckets and objects are. Whatever a promise has been fulfilled for, stays; nothing can be seen of an object before
 * it is whole. Keys are only names, of any characters.
 *
 * `false` or `undefined` always says that the bucket, or what is asked for in it, is not there.
 */
export interface ObjectStorage {
  readonly bucket: (name: string) => BucketRecord | undefined;
  /** In the order of their names. */
  readonly buckets: () => readonly BucketRecord[];
  /** `false`: there is one of that name. */
  readonly createBucket: (record: BucketRecord) => Promise<boolean>;
  readonly deleteBucket: (name: string) => Promise<'deleted' | 'missing' | 'not-empty'>;
  readonly setCors: (bucket: string, cors: CorsConfiguration | null) => Promise<boolean>;

  /** Takes up a body, of an object or a part. */
  readonly stage: () => StagedBody;
  /** Makes an object of a staged body. @throws What the precondition throws. */
  readonly putObject: (
    bucket: string,
    record: ObjectRecord,
    body: StagedBody,
    allowed: Precondition,
  ) => Promise<boolean>;
  readonly findObject: (bucket: string, key: string) => Promise<ObjectRecord | undefined>;
  readonly openObject: (bucket: string, key: string) => Promise<OpenObject | undefined>;
  readonly deleteObject: (bucket: string, key: string) => Promise<boolean>;
  /** The objects whose keys come after `after`, and not before `from`, in the order of their bytes in UTF-8. */
  readonly listObjects: (
    bucket: string,
    after: string,
    from: string,
  ) => Promise<Iterable<ObjectRecord> | undefined>;

  readonly createUpload: (bucket: string, upload: UploadRecord) => Promise<boolean>;
  readonly findUpload: (bucket: string, uploadId: string) => Promise<UploadWithParts | undefined>;
  /** Every upload that has begun, in any order. */
  readonly listUploads: (bucket: string) => Promise<readonly UploadRecord[] | undefined>;
  readonly putPart: (
    bucket: string,
    uploadId: string,
    part: PartRecord,
    body: StagedBody,
  ) => Promise<boolean>;
  /** Makes one object of parts, in the order given, and ends the upload. */
  readonly completeUpload: (
    bucket: string,
    uploadId: string,
    parts: readonly PartRecord[],
    record: ObjectRecord,
  ) => Promise<boolean>;
  readonly deleteUpload: (bucket: string, uploadId: string) => Promise<boolean>;

  /** Lets go of what is held outside of this process. Nothing may be called after it. */
  readonly close: () => Promise<void>;
}
