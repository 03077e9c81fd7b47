import type { Credentials } from '../../../src/model/credentials.js';
import { requirePeer } from './require-peer.js';

/** A command of the SDK; `Output` is what its promise is fulfilled with, as far as the tests look at it. */
export interface AwsCommand<Output> {
  readonly output?: Output;
}

/** The SDK's client, as far as it is used here. */
export interface AwsClient {
  readonly send: <Output>(command: AwsCommand<Output>) => Promise<Output>;
}

interface Downloaded {
  readonly Body: {
    readonly transformToString: () => Promise<string>;
    readonly transformToByteArray: () => Promise<Uint8Array>;
  };
  readonly ContentType?: string;
  readonly ContentRange?: string;
  readonly ContentEncoding?: string;
  readonly ETag: string;
}

interface ListedObjects {
  readonly Contents?: readonly { readonly Key: string }[];
  readonly CommonPrefixes?: readonly { readonly Prefix: string }[];
  readonly NextContinuationToken?: string;
}

interface ListedParts {
  readonly Parts?: readonly { readonly Size: number }[];
  readonly IsTruncated?: boolean;
  readonly NextPartNumberMarker?: string;
}

type Constructor = new (input: object) => object;

const sdk = requirePeer<Readonly<Record<string, Constructor>>>('@aws-sdk/client-s3');
const { getSignedUrl } = requirePeer<{
  getSignedUrl: (client: object, command: object, options: { expiresIn: number }) => Promise<string>;
}>('@aws-sdk/s3-request-presigner');
const { createPresignedPost } = requirePeer<{
  createPresignedPost: (client: object, input: object) => Promise<SignedForm>;
}>('@aws-sdk/s3-presigned-post');

/** A form as the SDK signs it. */
export interface SignedForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The SDK's commands by their names, without `Command`. */
export const awsCommands = {
  ListBuckets: command<{ readonly Buckets?: readonly { readonly Name: string }[] }>('ListBuckets'),
  CreateBucket: command('CreateBucket'),
  DeleteBucket: command('DeleteBucket'),
  PutObject: command<{ readonly ETag: string }>('PutObject'),
  CopyObject: command('CopyObject'),
  GetObject: command<Downloaded>('GetObject'),
  HeadObject: command<object>('HeadObject'),
  DeleteObject: command('DeleteObject'),
  ListObjects: command<ListedObjects>('ListObjects'),
  ListObjectsV2: command<ListedObjects>('ListObjectsV2'),
  CreateMultipartUpload: command<{ readonly UploadId: string }>('CreateMultipartUpload'),
  UploadPart: command<{ readonly ETag: string }>('UploadPart'),
  ListParts: command<ListedParts>('ListParts'),
  CompleteMultipartUpload: command<{ readonly ETag: string }>('CompleteMultipartUpload'),
  AbortMultipartUpload: command('AbortMultipartUpload'),
  PutBucketCors: command('PutBucketCors'),
  GetBucketCors: command<{ readonly CORSRules?: readonly object[] }>('GetBucketCors'),
  DeleteBucketCors: command('DeleteBucketCors'),
};

/** The SDK's client, unchanged but for the endpoint. @param more - Further settings of the SDK's own. */
export function awsClient(
  { endpoint, region }: { readonly endpoint: string; readonly region: string },
  { accessKeyId, secretAccessKey, securityToken }: Credentials,
  more: object = {},
): AwsClient {
  const token = securityToken === undefined ? {} : { sessionToken: securityToken };
  const S3Client = sdk.S3Client as Constructor;
  const credentials = { accessKeyId, secretAccessKey, ...token };
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials,
    maxAttempts: 1,
    ...more,
  }) as AwsClient;
}

/** A URL that works for a minute. */
export function presignedUrl(client: AwsClient, signed: AwsCommand<unknown>): Promise<string> {
  return getSignedUrl(client, signed, { expiresIn: 60 });
}

/** A form that works for an hour. */
export function presignedForm(client: AwsClient, input: object): Promise<SignedForm> {
  return createPresignedPost(client, input);
}

function command<Output = unknown>(name: string): (input: object) => AwsCommand<Output> {
  return (input) => new (sdk[`${name}Command`] as Constructor)(input);
}
