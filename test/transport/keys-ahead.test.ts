import { afterEach, describe, expect, it, vi } from 'vitest';
import { aws } from '../../src/stores/aws.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import { SECRET, TOKEN } from './buckets.js';
import { type Place, signingBucket } from './stores.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MIDNIGHT = Date.parse('2026-11-22T00:00:00Z');
const GET = { method: 'GET', key: 'a' };
const LIFE = { expiresInSeconds: 60 };

const AWS: Place = { store: aws, region: 'eu-west-1', bucket: 'photos' };
const OSS: Place = { store: oss, region: 'cn-hangzhou', bucket: 'photos' };
const COS: Place = { store: cos, region: 'ap-guangzhou', bucket: 'photos-1250000000' };

/** WebCrypto with its calls counted: the keys that it was given, and what it works at. It takes no key where `fails` says so. */
function watchCrypto(): { imported: number; working: number; fails: boolean } {
  const { subtle } = globalThis.crypto;
  const watched = { imported: 0, working: 0, fails: false };
  const counted = async <Result>(work: Promise<Result>): Promise<Result> => {
    watched.working += 1;
    try {
      return await work;
    } finally {
      watched.working -= 1;
    }
  };
  vi.stubGlobal('crypto', {
    subtle: {
      digest: (...options: Parameters<SubtleCrypto['digest']>) => counted(subtle.digest(...options)),
      sign: (...options: Parameters<SubtleCrypto['sign']>) => counted(subtle.sign(...options)),
      importKey: async (...options: Parameters<SubtleCrypto['importKey']>) => {
        watched.imported += 1;
        if (watched.fails) throw new DOMException('not this time', 'OperationError');
        return counted(subtle.importKey(...options));
      },
    },
  });
  return watched;
}

/** Until WebCrypto has nothing to do any more. */
async function settle(watched: { readonly working: number }): Promise<void> {
  for (let idleTurns = 0; idleTurns < 10; idleTurns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (watched.working > 0) idleTurns = 0;
  }
}

/** A bucket at a time that a test sets. */
function bucketAt(place: Place, startMs: number, lifeMs = 12 * HOUR_MS) {
  const clock = { timeMs: startMs };
  const credentials = {
    accessKeyId: 'AKIDFIXTURE',
    secretAccessKey: SECRET,
    securityToken: TOKEN,
    expiration: new Date(startMs + lifeMs),
  };
  return { clock, bucket: signingBucket(place, { credentials, now: () => new Date(clock.timeMs) }) };
}

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['AWS V4', AWS, MIDNIGHT - MINUTE_MS],
  ['OSS V4', OSS, MIDNIGHT - MINUTE_MS],
  // Any window of five minutes.
  ['COS', COS, MIDNIGHT - 7 * HOUR_MS - MINUTE_MS],
] as const)('the keys of %s', (_, place, startMs) => {
  it.each([
    ['headers', (bucket: ReturnType<typeof signingBucket>) => signRequest(bucket, GET)],
    ['a form', (bucket: ReturnType<typeof signingBucket>) => signForm(bucket, { key: 'a' }, LIFE)],
    ['a URL', (bucket: ReturnType<typeof signingBucket>) => presignUrl(bucket, GET, LIFE)],
  ])('of the next window are there when it begins, after signatures in %s', async (__, sign) => {
    const watched = watchCrypto();
    const { bucket, clock } = bucketAt(place, startMs);
    await sign(bucket);
    await sign(bucket);
    await settle(watched);
    clock.timeMs += 2 * MINUTE_MS;
    // A key that was to be made now would fail.
    watched.fails = true;
    const signed = await signRequest(bucket, GET);
    watched.fails = false;
    const other = bucketAt(place, startMs);
    other.clock.timeMs = clock.timeMs;
    expect(signed.headers).toEqual((await signRequest(other.bucket, GET)).headers);
  });

  it('are made once for all signatures of these minutes', async () => {
    const watched = watchCrypto();
    const { bucket } = bucketAt(place, startMs);
    for (let count = 0; count < 2; count += 1) await signRequest(bucket, GET);
    await settle(watched);
    const before = watched.imported;
    for (let count = 0; count < 20; count += 1) await signRequest(bucket, GET);
    await settle(watched);
    expect(watched.imported).toBe(before);
  });

  it('are not made ahead by the first signature, nor where the credentials end before', async () => {
    const watched = watchCrypto();
    await signRequest(bucketAt(place, startMs).bucket, GET);
    await settle(watched);
    const once = watched.imported;
    const { bucket } = bucketAt(place, startMs, 4 * MINUTE_MS);
    for (let count = 0; count < 3; count += 1) await signRequest(bucket, GET);
    await settle(watched);
    expect(watched.imported).toBe(2 * once);
  });

  it('that could not be made ahead do no harm', async () => {
    const watched = watchCrypto();
    const { bucket, clock } = bucketAt(place, startMs);
    await signRequest(bucket, GET);
    watched.fails = true;
    await signRequest(bucket, GET);
    await settle(watched);
    watched.fails = false;
    clock.timeMs += 2 * MINUTE_MS;
    expect((await signRequest(bucket, GET)).headers).toHaveProperty('authorization');
  });
});
