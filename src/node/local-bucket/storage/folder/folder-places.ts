import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isBucketName } from '../../bucket-name.js';

/** Where things stand in the folder. No name that a client gives becomes a part of a path, but a bucket's, which is checked. */
export interface FolderPlaces {
  readonly root: string;
  /** What is being written or thrown away. Emptied at the start. */
  readonly temporary: string;
  readonly buckets: string;
  readonly lock: string;
  /** A fresh path in `temporary`. */
  readonly fresh: () => string;
  readonly bucket: (name: string) => BucketPlaces;
}

/** Where the things of one bucket stand. */
export interface BucketPlaces {
  readonly folder: string;
  readonly record: string;
  readonly objects: string;
  readonly uploads: string;
  /** Named by a hash: a key may hold any character, and be longer than a file's name. */
  readonly object: (key: string) => string;
  /** An upload's id is one of our own. */
  readonly upload: (uploadId: string) => string;
  readonly uploadRecord: (uploadId: string) => string;
  readonly part: (uploadId: string, partNumber: number) => string;
}

export function folderPlaces(root: string): FolderPlaces {
  const temporary = join(root, 'temporary');
  const buckets = join(root, 'buckets');
  return {
    root,
    temporary,
    buckets,
    lock: join(root, 'lock'),
    fresh: () => join(temporary, randomUUID()),
    bucket: (name) => {
      if (!isBucketName(name)) throw new Error('This name can be no folder of a bucket.');
      return bucketPlaces(join(buckets, name));
    },
  };
}

/** The same names below another folder: for a bucket that is being made. */
export function bucketPlaces(folder: string): BucketPlaces {
  const objects = join(folder, 'objects');
  const uploads = join(folder, 'uploads');
  return {
    folder,
    record: join(folder, 'bucket.json'),
    objects,
    uploads,
    object: (key) => join(objects, createHash('sha256').update(key).digest('hex')),
    upload: (uploadId) => join(uploads, uploadId),
    uploadRecord: (uploadId) => join(uploads, uploadId, 'upload.json'),
    part: (uploadId, partNumber) => join(uploads, uploadId, String(partNumber)),
  };
}
