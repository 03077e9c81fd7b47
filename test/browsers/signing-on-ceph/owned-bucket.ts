import { createBucket } from '../../../src/client/create-bucket.js';
import { putBucketCors } from '../../../src/cors/put-bucket-cors.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import type { RealStore } from '../../support/real-stores.js';

/** A bucket as its owner sees it, from Node. */
export interface OwnedBucket {
  readonly name: string;
  /** The keys of all objects, as the store has them, sorted. */
  storedKeys(): Promise<string[]>;
}

/** Makes a bucket, and allows the pages of an origin what signed uploads and downloads need. */
export async function makeBucket(store: RealStore, name: string, pageOrigin: string): Promise<OwnedBucket> {
  const { store: kind, endpoint, region, admin } = store;
  const owner = createBucket({ store: kind, endpoint, region, bucket: name, credentials: admin });
  await sendRequest(owner, { method: 'PUT', key: '' });
  await putBucketCors(owner, [
    {
      allowedOrigins: [pageOrigin],
      allowedMethods: ['GET', 'PUT', 'POST'],
      allowedHeaders: [
        'authorization',
        'content-type',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-meta-note',
        'x-amz-security-token',
      ],
    },
  ]);
  return {
    name,
    storedKeys: async () => {
      // Encoded, since XML has no way to write some characters.
      const query = { 'list-type': '2', 'encoding-type': 'url' };
      const list = await (await sendRequest(owner, { method: 'GET', key: '', query })).text();
      return (
        [...list.matchAll(/<Key>([^<]*)<\/Key>/g)]
          // The one character that Ceph's encoding leaves to XML.
          .map(([, key = '']) => decodeURIComponent(key.replaceAll('&apos;', "'")))
          .sort()
      );
    },
  };
}
