import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../src/node/local-bucket/create-handler.js';
import type { Operation } from '../../../src/node/local-bucket/operation.js';
import { s3Dialect } from '../../../src/node/local-bucket/s3/s3-dialect.js';
import { createMemoryStorage } from '../../../src/node/local-bucket/storage/memory/memory-storage.js';
import { START } from '../support/local-bucket.js';
import { element } from '../support/send.js';
import { signAwsV4 } from '../support/sign-aws-v4.js';

const KEY = { accessKeyId: 'ASIAX', secretAccessKey: 'secret', securityToken: 'token' };

describe('a session', () => {
  it('is asked about each operation, once its signature is right, and may refuse it', async () => {
    const asked: Operation[] = [];
    const permits = (operation: Operation): boolean => {
      asked.push(operation);
      return operation.name === 'HeadBucket';
    };
    const storage = createMemoryStorage(1000, 1000);
    await storage.createBucket({ name: 'photos', createdAt: START, cors: null });
    const session = { token: KEY.securityToken, expiresAt: new Date(START.getTime() + 1000), permits };
    const handler = createHandler({
      dialect: s3Dialect,
      region: 'us-east-1',
      storage,
      keys: new Map([[KEY.accessKeyId, { ...KEY, session }]]),
      ruleSemantics: s3Dialect.ruleSemantics,
      corsHeadersOnAuthErrors: true,
      now: () => START,
      randomBytes: (count) => new Uint8Array(count),
      onError: () => {},
    });
    const ask = async (method: string, target: string, credentials = KEY) => {
      const { headers } = signAwsV4({ method, url: `http://127.0.0.1${target}`, credentials, now: START });
      const answer = await handler.answer({ method, target, headers: Object.entries(headers) }, nothing());
      return [answer?.status, element(String(answer?.body), 'Code')];
    };
    expect(await ask('HEAD', '/photos')).toEqual([200, null]);
    expect(await ask('PUT', '/photos/a')).toEqual([403, 'AccessDenied']);
    expect(await ask('PUT', '/photos/a', { ...KEY, secretAccessKey: 'x' })).toEqual([
      403,
      'SignatureDoesNotMatch',
    ]);
    expect(asked).toEqual([
      { name: 'HeadBucket', bucket: 'photos' },
      { name: 'PutObject', bucket: 'photos', key: 'a' },
    ]);
    expect(await storage.findObject('photos', 'a')).toBeUndefined();
  });
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
