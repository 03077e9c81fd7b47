import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { TestKeys } from '../../support/session-keys.js';
import { requirePeer } from './require-peer.js';

interface AliAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface WithAnswer {
  readonly res: AliAnswer;
}

interface Listed extends WithAnswer {
  readonly objects: readonly { readonly name: string; readonly size: number; readonly type: string }[];
  readonly prefixes: readonly string[] | null;
  readonly nextMarker?: string | null;
  readonly nextContinuationToken?: string | null;
}

/** The vendor's client, as far as it is used here. */
export interface AliOss {
  put(key: string, body: Buffer, options?: object): Promise<WithAnswer>;
  putStream(key: string, body: object, options?: object): Promise<WithAnswer>;
  get(key: string, options?: object): Promise<WithAnswer & { readonly content: Buffer }>;
  head(
    key: string,
  ): Promise<WithAnswer & { readonly status: number; readonly meta: Record<string, string> | null }>;
  delete(key: string): Promise<WithAnswer>;
  copy(key: string, from: string): Promise<WithAnswer>;
  list(query: object): Promise<Listed>;
  listV2(query: object): Promise<Listed>;
  listBuckets(): Promise<{ readonly buckets: readonly { readonly name: string; readonly region: string }[] }>;
  putBucket(name: string): Promise<{ readonly bucket: string }>;
  deleteBucket(name: string): Promise<WithAnswer>;
  getBucketInfo(name: string): Promise<object>;
  putBucketCORS(name: string, rules: readonly object[]): Promise<WithAnswer>;
  getBucketCORS(name: string): Promise<{ readonly rules: readonly object[] }>;
  deleteBucketCORS(name: string): Promise<WithAnswer>;
  multipartUpload(
    key: string,
    body: Buffer,
    options: object,
  ): Promise<WithAnswer & { readonly etag: string }>;
  initMultipartUpload(key: string, options?: object): Promise<{ readonly uploadId: string }>;
  uploadPart(
    key: string,
    uploadId: string,
    part: number,
    file: string,
    start: number,
    end: number,
  ): Promise<WithAnswer & { readonly etag: string }>;
  listParts(
    key: string,
    uploadId: string,
    query?: object,
  ): Promise<{
    readonly parts: readonly { readonly Size: string }[];
    readonly isTruncated: string;
    readonly nextPartNumberMarker: string;
  }>;
  completeMultipartUpload(
    key: string,
    uploadId: string,
    parts: readonly object[],
  ): Promise<WithAnswer & { readonly etag: string }>;
  abortMultipartUpload(key: string, uploadId: string): Promise<WithAnswer>;
  signatureUrl(key: string, options?: object): string;
  signatureUrlV4(method: string, expiresInSeconds: number, request: object, key: string): Promise<string>;
  calculatePostSignature(policy: object): {
    readonly OSSAccessKeyId: string;
    readonly Signature: string;
    readonly policy: string;
  };
  signPostObjectPolicyV4(policy: object, date: Date): string;
}

const Client = requirePeer<new (options: object) => AliOss>('ali-oss');

/** `BUCKET.localhost` is not known to every resolver. */
const toLoopback: LookupFunction = (_host, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** The vendor's client, unchanged but for the endpoint. @param more - Further settings of its own. */
export function aliOss(
  endpoint: string,
  { accessKeyId, secretAccessKey, securityToken }: TestKeys,
  more: object = {},
): AliOss {
  return new Client({
    region: 'oss-cn-hangzhou',
    bucket: 'photos',
    endpoint,
    accessKeyId,
    accessKeySecret: secretAccessKey,
    agent: new Agent({ lookup: toLoopback }),
    // The interval is never used, and keeps the client from advising to renew the token.
    ...(securityToken === undefined ? {} : { stsToken: securityToken, refreshSTSTokenInterval: 1 }),
    ...more,
  });
}
