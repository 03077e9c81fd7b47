import fc from 'fast-check';
import { locateBucket } from '../../src/index.js';
import { type Form, type InteropRequest, requests, type Vocabulary } from './requests.js';

/** A request to a store that is signed as Amazon S3 is. */
export interface AwsRequest extends InteropRequest {
  /** Hexadecimal SHA-256 of the body, for signatures in headers. `undefined`: the body is left unsigned. */
  readonly payloadHash: string | undefined;
  /** Whether aws4fetch is asked to sign all headers. */
  readonly allHeaders: boolean;
  /** Whether the URL that aws4fetch is given has a plus of the key as it is: a URL may, and means a plus. */
  readonly isPlusBare: boolean;
}

const AWS: Vocabulary = {
  endpoints: [
    'https://s3.us-west-2.amazonaws.com',
    'https://account.r2.cloudflarestorage.com',
    'http://minio.example:9000',
  ],
  regions: ['us-east-1', 'us-west-2', 'cn-north-1', 'auto'],
  headerNames: [
    ...[
      'x-amz-acl',
      'x-amz-storage-class',
      'x-amz-server-side-encryption',
      'x-amz-tagging',
      'x-amz-copy-source',
    ],
    ...['content-type', 'content-md5', 'content-disposition', 'if-match', 'if-none-match', 'x-other'],
    ...[
      'cache-control',
      'range',
      'user-agent',
      'expect',
      'x-amzn-trace-id',
      'date',
      'referer',
      'sec-purpose',
      'proxy-x',
    ],
  ],
  metadataPrefix: 'x-amz-meta-',
  subResources: (
    'acl cors delete lifecycle location logging partNumber policy tagging uploadId uploads versionId versioning ' +
    'versions website response-content-type response-cache-control x-amz-checksum-mode'
  ).split(' '),
  parameters: [
    'prefix',
    'delimiter',
    'marker',
    'max-keys',
    'list-type',
    'Prefix',
    'x_y',
    'X-Amz',
    '__proto__',
    '',
  ],
};

/** Requests to Amazon S3 and what speaks like it. */
export function awsRequests(form: Form): fc.Arbitrary<AwsRequest> {
  return fc
    .record({
      request: requests(AWS, form),
      payloadHash: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/), { nil: undefined }),
      allHeaders: fc.boolean(),
      isPlusBare: fc.boolean(),
    })
    .map(({ request, ...rest }) => ({ ...request, ...rest }));
}

/** A request about which nothing is special. */
export const PLAIN_AWS_REQUEST: AwsRequest = {
  form: 'headers',
  method: 'PUT',
  location: locateBucket({
    endpoint: 'https://s3.us-west-2.amazonaws.com',
    region: 'us-west-2',
    bucket: 'photos',
    addressing: 'virtual-host',
  }),
  key: 'cat.png',
  subResources: {},
  parameters: {},
  headers: { 'x-amz-meta-a': '1' },
  credentials: { accessKeyId: 'AKIDfixture', secretAccessKey: 'secret-of-the-fixture' },
  now: new Date('2026-05-24T10:00:00Z'),
  expiresInSeconds: 600,
  payloadHash: undefined,
  allHeaders: false,
  isPlusBare: false,
};
