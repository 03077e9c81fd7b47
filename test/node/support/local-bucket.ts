import { createHash } from 'node:crypto';
import { afterEach } from 'vitest';
import { type LocalBucket, type LocalBucketOptions, startLocalBucket } from '../../../src/node/index.js';
import { element, type Received, send } from './send.js';
import { signAwsV4, type TestCredentials, type ToSign } from './sign-aws-v4.js';

export const START: Date = new Date('2026-05-24T10:00:00Z');

export interface TestBucket extends LocalBucket {
  /** What the local bucket takes for the time; tests set it. */
  readonly clock: { now: Date };
  /** Signs by the root key, unless told otherwise, and sends to a path or a URL. */
  readonly signed: (method: string, where: string, more?: Partial<ToSign>) => Promise<Received>;
  readonly assumeRole: (form?: Record<string, string>, more?: Partial<ToSign>) => Promise<Received>;
  /** Temporary credentials for `seconds`. */
  readonly temporary: (seconds?: number) => Promise<Required<TestCredentials>>;
  /** Replaces the CORS rules of `photos` by a document, its MD5 with it. */
  readonly putCors: (document: string, headers?: Record<string, string>) => Promise<Received>;
}

const running: LocalBucket[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((bucket) => bucket.stop()));
});

/** A local bucket with its own clock, and the bucket `photos`. Stopped after the test. */
export async function startTestBucket(options: LocalBucketOptions = {}): Promise<TestBucket> {
  const clock = { now: START };
  const bucket = await startLocalBucket({ buckets: { photos: [] }, now: () => clock.now, ...options });
  running.push(bucket);
  const { endpoint, region } = bucket;

  const signed = (method: string, where: string, more: Partial<ToSign> = {}): Promise<Received> => {
    const url = where.startsWith('/') ? endpoint + where : where;
    const credentials = bucket.rootCredentials;
    const request = signAwsV4({ method, url, credentials, now: clock.now, region, ...more });
    return send(request.url, {
      method,
      headers: request.headers,
      ...(more.body === undefined ? {} : { body: more.body }),
    });
  };
  const assumeRole = (form: Record<string, string> = {}, more: Partial<ToSign> = {}): Promise<Received> => {
    const fields = {
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: bucket.roleArn,
      RoleSessionName: 'test',
      ...form,
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return signed('POST', '/', {
      service: 'sts',
      headers,
      body: new URLSearchParams(fields).toString(),
      ...more,
    });
  };
  const temporary = async (seconds = 900): Promise<Required<TestCredentials>> => {
    const { text } = await assumeRole({ DurationSeconds: String(seconds) });
    return {
      accessKeyId: element(text, 'AccessKeyId') ?? '',
      secretAccessKey: element(text, 'SecretAccessKey') ?? '',
      securityToken: element(text, 'SessionToken') ?? '',
    };
  };
  const putCors = (
    document: string,
    headers: Record<string, string> = { 'content-md5': md5(document) },
  ): Promise<Received> => signed('PUT', '/photos?cors', { body: document, headers });
  return { ...bucket, clock, signed, assumeRole, temporary, putCors };
}

export function md5(data: string | Uint8Array): string {
  return createHash('md5').update(data).digest('base64');
}
