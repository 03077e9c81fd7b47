import type { Operation, OperationName } from '../operation.js';

/** How one vendor names actions and resources in a policy. */
export interface PolicyLanguage {
  /** What the name of an action begins with; lower-case. */
  readonly services: readonly string[];
  /** The actions, without that, of which a policy must allow one. Empty: no policy can. */
  readonly actions: Readonly<Record<OperationName, readonly string[]>>;
  /** What an operation is done to: `BUCKET/KEY`, or what the vendor writes for a bucket. */
  readonly resourceOf: (operation: Operation) => string;
  /** A resource without the vendor's words before it, to be matched with that. `null`: it is of another service. */
  readonly readResource: (text: string) => string | null;
  /** The key of a condition on the prefix of a listing; lower-case. */
  readonly prefixKey: string;
}

const NO_ACTIONS = { AssumeRole: [], NotBuilt: [] } as const;

/** IAM, for S3. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
export const awsPolicyLanguage: PolicyLanguage = {
  services: ['s3:'],
  actions: {
    ...NO_ACTIONS,
    ListBuckets: ['ListAllMyBuckets'],
    CreateBucket: ['CreateBucket'],
    DeleteBucket: ['DeleteBucket'],
    HeadBucket: ['ListBucket'],
    ListObjects: ['ListBucket'],
    ListUploads: ['ListBucketMultipartUploads'],
    PostForm: ['PutObject'],
    GetCors: ['GetBucketCORS'],
    PutCors: ['PutBucketCORS'],
    DeleteCors: ['PutBucketCORS'],
    PutObject: ['PutObject'],
    GetObject: ['GetObject'],
    HeadObject: ['GetObject'],
    DeleteObject: ['DeleteObject'],
    InitiateMultipart: ['PutObject'],
    UploadPart: ['PutObject'],
    CompleteMultipart: ['PutObject'],
    AbortMultipart: ['AbortMultipartUpload'],
    ListParts: ['ListMultipartUploadParts'],
  },
  resourceOf: (operation) => resourcePath(operation, (bucket) => bucket),
  readResource: (text) => afterColons(text, /^arn:aws[\w-]*:s3:::/),
  prefixKey: 's3:prefix',
};

/** RAM, for OSS. @see https://www.alibabacloud.com/help/en/oss/user-guide/ram-policy-overview/ */
export const alibabaPolicyLanguage: PolicyLanguage = {
  services: ['oss:'],
  actions: {
    ...NO_ACTIONS,
    ListBuckets: ['ListBuckets'],
    CreateBucket: ['PutBucket'],
    DeleteBucket: ['DeleteBucket'],
    HeadBucket: ['GetBucketInfo'],
    ListObjects: ['ListObjects'],
    ListUploads: ['ListMultipartUploads'],
    PostForm: ['PutObject'],
    GetCors: ['GetBucketCors'],
    PutCors: ['PutBucketCors'],
    DeleteCors: ['DeleteBucketCors'],
    PutObject: ['PutObject'],
    GetObject: ['GetObject'],
    HeadObject: ['GetObject'],
    DeleteObject: ['DeleteObject'],
    InitiateMultipart: ['PutObject'],
    UploadPart: ['PutObject'],
    CompleteMultipart: ['PutObject'],
    AbortMultipart: ['AbortMultipartUpload'],
    ListParts: ['ListParts'],
  },
  resourceOf: (operation) => resourcePath(operation, (bucket) => bucket),
  // Region and account may be anything: there is one of each.
  readResource: (text) => afterColons(text, /^acs:oss:[^:]*:[^:]*:/),
  prefixKey: 'oss:prefix',
};

/** CAM, for COS. @see https://www.tencentcloud.com/document/product/436/30580 */
export const tencentPolicyLanguage: PolicyLanguage = {
  services: ['name/cos:', 'cos:'],
  actions: {
    ...NO_ACTIONS,
    ListBuckets: ['GetService'],
    CreateBucket: ['PutBucket'],
    DeleteBucket: ['DeleteBucket'],
    HeadBucket: ['HeadBucket'],
    ListObjects: ['GetBucket'],
    ListUploads: ['ListMultipartUploads'],
    PostForm: ['PostObject'],
    GetCors: ['GetBucketCORS'],
    PutCors: ['PutBucketCORS'],
    DeleteCors: ['DeleteBucketCORS'],
    // A form asks to put an object, whatever it was posted by.
    PutObject: ['PutObject', 'PostObject'],
    GetObject: ['GetObject'],
    HeadObject: ['HeadObject'],
    DeleteObject: ['DeleteObject'],
    InitiateMultipart: ['InitiateMultipartUpload'],
    UploadPart: ['UploadPart'],
    CompleteMultipart: ['CompleteMultipartUpload'],
    AbortMultipart: ['AbortMultipartUpload'],
    ListParts: ['ListParts'],
  },
  // A listing is of its prefix.
  resourceOf: (operation) =>
    operation.name === 'ListObjects'
      ? `${operation.bucket}/${operation.list.prefix}`
      : resourcePath(operation, (bucket) => `${bucket}/`),
  readResource: (text) => {
    const path = afterColons(text, /^qcs::cos:[^:]*:[^:]*:/);
    // The older form: `prefix//APPID/BUCKET/…`, the bucket without its APPID.
    const older = /^prefix\/\/(\d+)\/([^/]+)(.*)$/s.exec(path ?? '');
    return older === null ? path : `${older[2]}-${older[1]}${older[3]}`;
  },
  prefixKey: 'cos:prefix',
};

function resourcePath(operation: Operation, onBucket: (bucket: string) => string): string {
  if (!('bucket' in operation)) return '*';
  return 'key' in operation ? `${operation.bucket}/${operation.key}` : onBucket(operation.bucket);
}

function afterColons(text: string, start: RegExp): string | null {
  return start.test(text) ? text.replace(start, '') : null;
}
