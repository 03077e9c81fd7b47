import { createBucket, prepareBucket, presignUrls, signRequest } from '../../dist/esm/index.js';
import { EXPIRES_IN_SECONDS, keyOf } from '../request.mjs';

/**
 * This SDK as a contestant, by a bucket whose credentials have arrived.
 *
 * @param store - The store's value, such as `aws`.
 * @param place - Endpoint, region, bucket and addressing.
 */
export async function byBucket(store, place, credentials) {
  let time = new Date();
  const bucket = createBucket({
    ...place,
    store,
    credentials: async () => credentials,
    dangerouslyAllowLongLivedKeys: credentials.securityToken === undefined,
    now: () => time,
  });
  await prepareBucket(bucket);
  return {
    sign: async (index, now) => {
      time = now;
      return (await signRequest(bucket, { method: 'GET', key: keyOf(index) })).headers.authorization;
    },
    presignMany: async (indexes, now) => {
      time = now;
      const requests = indexes.map((index) => ({ method: 'GET', key: keyOf(index) }));
      const signed = await presignUrls(bucket, requests, { expiresInSeconds: EXPIRES_IN_SECONDS });
      return signed.map(({ url }) => url);
    },
  };
}
