import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import type { Credentials } from '../../src/model/credentials.js';
import { HttpError } from '../../src/model/errors.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { readByUrl, sendRequest } from '../../src/transport/send-request.js';
import { waitUntil } from '../servers/processes.js';
import { assumeRole } from '../support/assume-role.js';
import { describeWithCeph } from '../support/needs.js';
import { type RealStore, startCephStore } from '../support/real-stores.js';
import { thrownBy } from './buckets.js';

const PUT = { method: 'PUT', key: 'a.txt' };
const GET = { method: 'GET', key: 'a.txt' };
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', Principal: '*', Action: ['s3:DeleteObject'], Resource: 'arn:aws:s3:::photos/*' },
  ],
});

describeWithCeph('session tokens on Ceph RGW', () => {
  let store: RealStore;
  /** A session that has ended, and one that lives. Neither says when it ends, so that only the gateway knows. */
  let ended: Credentials;
  let alive: Credentials;

  const bucketWith = (
    credentials: Credentials | (() => Credentials),
    now: () => Date = () => new Date(),
  ): Bucket => {
    const { endpoint, region } = store;
    return createBucket({ store: store.store, endpoint, region, bucket: 'photos', credentials, now });
  };
  const session = async (seconds: number): Promise<Credentials> => {
    const { expiration: _, ...keys } = await readCredentials(
      await assumeRole(store, seconds),
      new Date(0),
      'temporary',
    );
    return keys;
  };
  const refusalOf = async (credentials: Credentials): Promise<unknown> => {
    const error = await thrownBy(sendRequest(bucketWith(credentials), GET));
    expect(error).toBeInstanceOf(HttpError);
    const { status, answer } = error as HttpError;
    return [status, answer.serviceCode, answer.kind];
  };

  beforeAll(async () => {
    store = await startCephStore();
    const owned = bucketWith(store.admin);
    await sendRequest(owned, { method: 'PUT', key: '' });
    await sendRequest(owned, { method: 'PUT', key: '', query: { policy: '' } }, { body: POLICY });
    [ended, alive] = await Promise.all([session(1), session(900)]);
    await sendRequest(bucketWith(alive), PUT, { body: 'hello' });
    const isEnded = async () =>
      sendRequest(bucketWith(ended), GET).then(
        () => false,
        () => true,
      );
    await waitUntil('the end of a session of one second', isEnded, 5000);
  });
  afterAll(() => store?.stop());

  it('are refused as those of nobody when they have ended or are damaged', async () => {
    const token = alive.securityToken ?? '';
    const withToken = (securityToken: string) => refusalOf({ ...alive, securityToken });
    const denied = [403, 'AccessDenied', 'expired-credentials'];
    expect(await refusalOf(ended)).toEqual(denied);
    expect(await withToken(token.slice(0, -8))).toEqual(denied);
    expect(await refusalOf({ accessKeyId: 'NOBODY', secretAccessKey: 'x' })).toEqual(denied);
    const unreadable = [400, 'InvalidArgument', 'expired-credentials'];
    expect(await withToken(token.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')))).toEqual(
      unreadable,
    );
    expect(await withToken('no-base64!')).toEqual(unreadable);
  });

  it('are renewed when they have ended, and the request is sent once more', async () => {
    const damaged = { ...alive, securityToken: 'no-base64!' };
    const byHeaders = async (bucket: Bucket) => (await sendRequest(bucket, GET)).text();
    const byUrl = (bucket: Bucket) => readByUrl(bucket, GET);
    for (const [send, bad] of [
      [byHeaders, ended],
      [byUrl, ended],
      [byHeaders, damaged],
    ] as const) {
      const given = [bad, alive];
      const bucket = bucketWith(() => given.shift() ?? alive);
      expect(await send(bucket)).toBe('hello');
      expect(given).toEqual([]);
    }
  });

  it('are not renewed where they only may not do it', async () => {
    const given = [alive, alive];
    const bucket = bucketWith(() => given.shift() ?? alive);
    const error = await thrownBy(sendRequest(bucket, { method: 'DELETE', key: 'a.txt' }));
    expect(error).toMatchObject({ status: 403, answer: { serviceCode: 'AccessDenied', kind: 'denied' } });
    expect(given).toHaveLength(1);
  });

  it('are not renewed where a URL is out of its time by a clock that is off', async () => {
    const given = [alive, alive];
    const late = () => new Date(Date.now() - 3_600_000);
    const bucket = bucketWith(() => given.shift() ?? alive, late);
    expect(await readByUrl(bucket, GET)).toBe('hello');
    expect(Math.abs(bucket.clockOffsetMs - 3_600_000)).toBeLessThan(60_000);
    expect(given).toHaveLength(1);
  });
});
