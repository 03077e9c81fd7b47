import { requirePeer } from './require-peer.js';

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface At {
  readonly Bucket: string;
  readonly Region: string;
}

interface AtObject extends At {
  readonly Key: string;
}

interface Part {
  readonly PartNumber: number | string;
  readonly ETag: string;
  readonly Size?: string;
}

interface ListedBucket extends Answered {
  readonly Contents: readonly { readonly Key: string; readonly Size: string }[];
  readonly CommonPrefixes: readonly { readonly Prefix: string }[];
  readonly IsTruncated: string;
  readonly NextMarker?: string;
}

/** The vendor's client, as far as it is used here. */
export interface CosClient {
  getService(): Promise<{ readonly Buckets: readonly { readonly Name: string }[] }>;
  putBucket(at: At): Promise<Answered>;
  headBucket(at: At): Promise<Answered>;
  deleteBucket(at: At): Promise<Answered>;
  getBucket(at: At & Readonly<Record<string, string | number>>): Promise<ListedBucket>;
  putObject(
    object: AtObject & { readonly Body: string | Uint8Array; readonly [option: string]: unknown },
  ): Promise<Answered & { readonly ETag: string }>;
  getObject(
    object: AtObject & { readonly [option: string]: unknown },
  ): Promise<Answered & { readonly Body: Buffer }>;
  headObject(object: AtObject): Promise<Answered>;
  deleteObject(object: AtObject): Promise<Answered>;
  putObjectCopy(object: AtObject & { readonly CopySource: string }): Promise<Answered>;
  multipartInit(object: AtObject & { readonly ContentType?: string }): Promise<{ readonly UploadId: string }>;
  multipartUpload(
    part: AtObject & { readonly UploadId: string; readonly PartNumber: number; readonly Body: Uint8Array },
  ): Promise<{ readonly ETag: string }>;
  multipartListPart(upload: AtObject & { readonly UploadId: string; readonly MaxParts?: number }): Promise<{
    readonly Part: readonly Part[];
    readonly IsTruncated: string;
    readonly NextPartNumberMarker?: string;
  }>;
  multipartComplete(
    upload: AtObject & { readonly UploadId: string; readonly Parts: readonly Part[] },
  ): Promise<{ readonly ETag: string; readonly Location: string }>;
  multipartList(at: At & Readonly<Record<string, string | number>>): Promise<{
    readonly Upload: readonly { readonly Key: string; readonly UploadId: string }[];
    readonly IsTruncated: string;
    readonly NextUploadIdMarker?: string;
  }>;
  multipartAbort(upload: AtObject & { readonly UploadId: string }): Promise<Answered>;
  sliceUploadFile(
    object: AtObject & { readonly FilePath: string; readonly [option: string]: unknown },
  ): Promise<{ readonly ETag: string }>;
  getObjectUrl(
    object: AtObject & { readonly [option: string]: unknown },
    done: (error: unknown, data: { readonly Url: string }) => void,
  ): string;
  putBucketCors(
    at: At & { readonly CORSRules: readonly object[]; readonly ResponseVary?: string },
  ): Promise<Answered>;
  getBucketCors(at: At): Promise<{ readonly CORSRules: readonly object[]; readonly ResponseVary?: string }>;
  deleteBucketCors(at: At): Promise<Answered>;
}

const Cos = requirePeer<new (options: object) => CosClient>('cos-nodejs-sdk-v5');

/** The vendor's client for Node. @param options - Its own. */
export function cosClient(options: object): CosClient {
  return new Cos({ Protocol: 'http:', ...options });
}
