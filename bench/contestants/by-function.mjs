import { locateBucket } from '../../dist/esm/index.js';
import { keyOf } from '../request.mjs';

/**
 * This SDK as a contestant, by the function of a scheme.
 *
 * @param signHeaders - Such as `signAwsV4Headers`.
 * @param place - Endpoint, region, bucket and addressing.
 */
export function byFunction(signHeaders, place, credentials) {
  const location = locateBucket(place);
  return {
    sign: async (index, now) => {
      const request = { method: 'GET', location, key: keyOf(index) };
      return (await signHeaders(request, credentials, { now })).headers.authorization;
    },
  };
}
