import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { s3 } from '../../src/stores/s3.js';
import type { Bucket } from '../../src/transport/bucket.js';

export const SECRET = 'fixtureSecret/0123456789+abcdefghijklmno';
export const TOKEN = `fixtureToken//${'wEXAMPLE'.repeat(12)}==`;
export const NOW = new Date('2026-11-21T10:00:00Z');

/** A request as an app's own `fetch` gets it. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
}

/** A bucket whose requests are answered by `answer` and noted. */
export function bucketWith(
  answer: (sent: Sent) => Response | Promise<Response>,
  options: Partial<BucketOptions> = {},
): { readonly bucket: Bucket; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const bucket = createBucket({
    store: s3,
    endpoint: 'https://s3.eu-west-1.example',
    region: 'eu-west-1',
    bucket: 'photos',
    credentials: { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET, securityToken: TOKEN },
    now: () => NOW,
    fetch: async (url, init = {}) => {
      const request = { url: String(url), init, headers: init.headers as Record<string, string> };
      sent.push(request);
      return answer(request);
    },
    ...options,
  });
  return { bucket, sent };
}

/** What a promise rejects with. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expectRejection(value),
    (error: unknown) => error,
  );
}

function expectRejection(value: unknown): never {
  throw new Error(`Nothing was thrown, but there is a ${typeof value}`);
}
