import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import {
  ConfigError,
  CredentialsError,
  HttpError,
  isBucketPreflightError,
  SignerError,
} from '../../src/model/errors.js';
import { oss } from '../../src/stores/oss.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { NOW, SECRET, TOKEN, thrownBy } from './buckets.js';
import { ownServer } from './signing-server.js';
import { signingBucket } from './stores.js';

const PLACE = { store: oss, region: 'cn-hangzhou', bucket: 'photos' };
const GET = { method: 'GET', key: 'a' };
const KEYS = { accessKeyId: 'STS.a', secretAccessKey: SECRET, securityToken: TOKEN };
const TEMPORARY = { ...KEYS, expiration: new Date(NOW.getTime() + 3_600_000) };
const EXPIRED = `<Error><Code>SecurityTokenExpired</Code><Message>The token ${TOKEN} has expired.</Message></Error>`;
const SAID = '[GET] "https://photos.oss-cn-hangzhou.aliyuncs.com/a": 403 SecurityTokenExpired';

/** What a request rejects with that a store refuses, when what then should give another signature does this. */
async function failing(source: Pick<BucketOptions, 'credentials' | 'signer'>): Promise<Error> {
  const bucket = createBucket({
    ...PLACE,
    ...source,
    now: () => NOW,
    fetch: async () => new Response(EXPIRED, { status: 403 }),
  });
  return (await thrownBy(sendRequest(bucket, GET))) as Error;
}

/** Credentials the first time, and then whatever this does. */
function onceAnd(then: () => unknown): () => unknown {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1 ? TEMPORARY : then();
  };
}

function expectRefusal(error: Error): void {
  expect(isBucketPreflightError(error)).toBe(true);
  const { refusal } = error as CredentialsError;
  expect(refusal).toBeInstanceOf(HttpError);
  expect(refusal).toMatchObject({ status: 403, answer: { kind: 'expired-credentials' } });
  expect(error.message).toContain(SAID);
  for (const shown of [error.message, error.stack, inspect(error, { depth: 9 }), JSON.stringify(error)]) {
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain(SECRET);
  }
}

describe('a renewal that fails after a refusal tells both', () => {
  it('when the credentials function throws', async () => {
    const error = await failing({
      credentials: onceAnd(() => {
        throw new Error('The session has ended');
      }),
    });
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error.cause).toMatchObject({ message: 'The session has ended' });
    expect(error.message).toMatch(/^The credentials function failed: /);
    expectRefusal(error);
  });

  it('when the answer cannot be used: its issues are told once', async () => {
    const error = await failing({ credentials: onceAnd(() => ({ accessKeyId: 'STS.b' })) });
    expect(error).toMatchObject({
      code: 'ERR_CREDENTIALS',
      issues: [{ path: 'credentials.secretAccessKey' }],
    });
    expect(error.message.split('credentials.secretAccessKey')).toHaveLength(2);
    expect('cause' in error).toBe(false);
    expectRefusal(error);
  });

  it('when the signing server fails', async () => {
    const own = ownServer(signingBucket(PLACE));
    const fetch: typeof globalThis.fetch = async (url, init) =>
      own.asked.length === 0 ? own.fetch(url, init) : new Response('{"error":"gone"}', { status: 503 });
    const signer = remoteSigner({ url: 'https://app.example/sign', fetch });
    const error = await failing({ signer });
    expect(error).toBeInstanceOf(SignerError);
    expect(error.message).toContain('https://app.example/sign');
    expectRefusal(error);
  });

  it('when the function throws another error of this SDK, which is the cause then', async () => {
    const own = new ConfigError('The app is not set up', []);
    const error = await failing({
      credentials: onceAnd(() => {
        throw own;
      }),
    });
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error.cause).toBe(own);
    expectRefusal(error);
  });

  it('to each of those who waited for it, about its own request', async () => {
    let [asked, refused] = [0, 0];
    let fail = (_: Error) => {};
    const bucket = createBucket({
      ...PLACE,
      credentials: () => {
        asked += 1;
        if (asked === 1) return TEMPORARY;
        return new Promise((_, reject) => {
          fail = reject;
        });
      },
      now: () => NOW,
      fetch: async () => {
        refused += 1;
        // Not before both were refused.
        if (refused === 2) setTimeout(() => fail(new Error('down')));
        return new Response(EXPIRED, { status: 403 });
      },
    });
    const errors = await Promise.all(
      ['a', 'b'].map((key) => thrownBy(sendRequest(bucket, { method: 'GET', key }))),
    );
    expect(errors.map((error) => (error as CredentialsError).refusal?.request.url)).toEqual([
      'https://photos.oss-cn-hangzhou.aliyuncs.com/a',
      'https://photos.oss-cn-hangzhou.aliyuncs.com/b',
    ]);
    expect(asked).toBe(2);
  });
});

describe('without a refusal', () => {
  it('a failure tells of none', async () => {
    const error = await failing({ credentials: () => Promise.reject(new Error('down')) });
    expect(error).toBeInstanceOf(CredentialsError);
    expect('refusal' in error).toBe(false);
    expect(error.message).not.toContain('refused');
  });
});
