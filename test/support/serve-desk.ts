import { createBucket } from '../../src/client/create-bucket.js';
import { type DeskServer, s3Dialect, startDeskServer, startLocalBucket } from '../../src/node/index.js';
import { s3 } from '../../src/stores/s3.js';
import type { Bucket } from '../../src/transport/bucket.js';

/** The built desk with one local bucket, `photos`, as `npm start` serves it. */
export interface ServedDesk {
  readonly url: string;
  /** The bucket, with the keys of its owner. */
  readonly owner: Bucket;
  stop(): Promise<void>;
}

/** Serves the desk of the last build. */
export async function serveDesk(): Promise<ServedDesk> {
  const local = await startLocalBucket({ dialect: s3Dialect, buckets: { photos: [] } });
  const { endpoint, region, rootCredentials, roleArn, faults } = local;
  const place = { store: s3, endpoint, region, bucket: 'photos' };
  let desk: DeskServer;
  try {
    desk = await startDeskServer({
      root: 'build/desk',
      buckets: [
        {
          ...place,
          storeName: 's3',
          key: 'uploads/first.bin',
          adminCredentials: rootCredentials,
          signing: { roleArn },
          faults,
        },
      ],
    });
  } catch (error) {
    await local.stop();
    throw error;
  }
  return {
    url: desk.url,
    owner: createBucket({ ...place, addressing: 'path', credentials: rootCredentials }),
    stop: async () => {
      await Promise.all([desk.stop(), local.stop()]);
    },
  };
}
