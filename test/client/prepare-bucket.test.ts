import { describe, expect, it } from 'vitest';
import { prepareBucket } from '../../src/client/prepare-bucket.js';
import { CredentialsError } from '../../src/model/errors.js';
import { signRequest } from '../../src/transport/sign-request.js';
import { thrownBy } from '../transport/buckets.js';
import { credentialsFor, PLACES, signingBucket } from '../transport/stores.js';

describe.each(PLACES)('prepareBucket on %s', (_, place) => {
  it('asks for credentials, once and for all that follows, and sends nothing', async () => {
    let asked = 0;
    const bucket = signingBucket(place, {
      credentials: async () => {
        asked += 1;
        return credentialsFor(place.store);
      },
      fetch: () => Promise.reject(new Error('sent')),
    });
    expect(await prepareBucket(bucket)).toBeUndefined();
    expect(asked).toBe(1);
    await Promise.all([prepareBucket(bucket), signRequest(bucket, { method: 'GET', key: 'a' })]);
    expect(asked).toBe(1);
  });

  it('says when there are none', async () => {
    const bucket = signingBucket(place, { credentials: () => Promise.reject(new Error('logged out')) });
    expect(await thrownBy(prepareBucket(bucket))).toBeInstanceOf(CredentialsError);
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('enough');
    const waiting = signingBucket(place, { credentials: () => new Promise(() => {}) });
    expect(await thrownBy(prepareBucket(waiting, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const prepared = thrownBy(prepareBucket(waiting, { signal: controller.signal }));
    controller.abort(reason);
    expect(await prepared).toBe(reason);
  });
});
