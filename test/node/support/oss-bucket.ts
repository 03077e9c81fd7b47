import { afterEach } from 'vitest';
import { type LocalBucketOptions, ossDialect } from '../../../src/node/index.js';
import { locateBucket } from '../../../src/signing/locate-bucket.js';
import { signOssV1Headers } from '../../../src/signing/oss-v1/sign-headers.js';
import { signOssV4Headers } from '../../../src/signing/oss-v4/sign-headers.js';
import type { SignedHeaders } from '../../../src/signing/signer.js';
import { type BucketWithKeys, startBucketWithKeys, type TestKeys } from '../../support/session-keys.js';
import { START } from './local-bucket.js';
import { type Received, sendToHost } from './send-to-host.js';

/** A request before it is signed and sent. */
export interface OssRequest {
  readonly key?: string;
  readonly bucket?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly version?: 'V1' | 'V4';
  readonly keys?: TestKeys;
  /** Changes what has been signed. */
  readonly change?: (signed: { url: string; headers: Record<string, string> }) => void;
}

export interface OssBucket extends BucketWithKeys {
  /** `http://oss.localhost:PORT`. */
  readonly origin: string;
  /** `http://photos.oss.localhost:PORT`. */
  readonly photos: string;
  readonly clock: { now: Date };
  readonly sign: (method: string, request?: OssRequest) => Promise<SignedHeaders>;
  readonly send: (method: string, request?: OssRequest) => Promise<Received>;
  readonly putCors: (document: string) => Promise<Received>;
}

const running: BucketWithKeys[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((bucket) => bucket.stop()));
});

/** A local bucket that speaks as OSS does, with its own clock, and the bucket `photos`. Stopped after the test. */
export async function startOssBucket(options: LocalBucketOptions = {}): Promise<OssBucket> {
  const clock = { now: START };
  const local = await startBucketWithKeys(ossDialect, {
    buckets: { photos: [] },
    now: () => clock.now,
    ...options,
  });
  running.push(local);
  const { port } = new URL(local.endpoint);
  const origin = `http://oss.localhost:${port}`;
  const sign = (method: string, request: OssRequest = {}): Promise<SignedHeaders> => {
    const { key = '', bucket = 'photos', query = {}, headers = {}, keys = local.rootCredentials } = request;
    const addressing = bucket === '' ? 'path' : 'virtual-host';
    const location = locateBucket({ endpoint: origin, region: local.region, bucket, addressing });
    const signHeaders = request.version === 'V1' ? signOssV1Headers : signOssV4Headers;
    return signHeaders({ method, location, key, query, headers }, keys, { now: START });
  };
  const send = async (method: string, request: OssRequest = {}): Promise<Received> => {
    const { url, headers } = await sign(method, request);
    const sent = { url, headers: { ...headers } };
    request.change?.(sent);
    const body = request.body === undefined ? {} : { body: request.body };
    return sendToHost(sent.url, { method, headers: sent.headers, ...body });
  };
  return {
    ...local,
    origin,
    photos: origin.replace('//', '//photos.'),
    clock,
    sign,
    send,
    putCors: (document) => send('PUT', { query: { cors: '' }, body: document }),
  };
}
