import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import type { Call } from '../service.js';
import { compareUtf8 } from '../storage/compare-utf8.js';
import { findBucket, refuseBucket } from './find.js';

/** One page of the uploads that have begun. @throws Refusal `no-such-bucket`. */
export async function listUploads(call: Call, { bucket, list }: OperationOf<'ListUploads'>): Promise<Answer> {
  findBucket(call, bucket);
  const { prefix, afterKey, afterUploadId, maxUploads } = list;
  const found = (await call.service.storage.listUploads(bucket)) ?? refuseBucket(bucket);
  const following = found
    .filter(({ key, uploadId }) => {
      if (!key.startsWith(prefix)) return false;
      const order = compareUtf8(key, afterKey);
      return (
        afterKey === '' || order > 0 || (order === 0 && afterUploadId !== '' && uploadId > afterUploadId)
      );
    })
    .sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.uploadId, b.uploadId));
  const uploads = following.slice(0, maxUploads);
  const isTruncated = uploads.length > 0 && uploads.length < following.length;
  return call.service.dialect.answers.listUploads({ bucket, asked: list, uploads, isTruncated });
}
