import fc from 'fast-check';
import { locateBucket } from '../../src/index.js';
import { type Form, type InteropRequest, requests, type Vocabulary } from './requests.js';

/** A request to OSS. */
export interface OssRequest extends InteropRequest {
  /** Headers that signature V4 signs because the caller asks for it, in any case. */
  readonly additionalHeaders: readonly string[];
}

const OSS: Vocabulary = {
  endpoints: [
    'https://oss-cn-hangzhou.aliyuncs.com',
    'https://oss-accelerate.aliyuncs.com',
    'http://files.example:8080',
  ],
  regions: ['cn-hangzhou', 'ap-southeast-1', 'us-west-1'],
  headerNames: [
    ...[
      'content-type',
      'content-md5',
      'content-type',
      'content-disposition',
      'cache-control',
      'range',
      'if-match',
    ],
    ...[
      'x-oss-object-acl',
      'x-oss-forbid-overwrite',
      'x-oss-storage-class',
      'x-oss-tagging',
      'x-oss-callback',
    ],
    ...['x-osseous', 'x-other'],
  ],
  metadataPrefix: 'x-oss-meta-',
  subResources: (
    'acl append bucketInfo callback callback-var cors delete lifecycle location logging objectMeta partNumber ' +
    'position referer requestPayment response-cache-control response-content-disposition response-content-type ' +
    'restore style styleName symlink tagging uploadId uploads versionId versioning versions website worm wormId ' +
    'x-oss-process x-oss-traffic-limit'
  ).split(' '),
  parameters: [
    'prefix',
    'delimiter',
    'marker',
    'max-keys',
    'list-type',
    'encoding-type',
    'Prefix',
    'x_y',
    '__proto__',
  ],
};

/** Requests to OSS. Some of the names to sign besides are not among their headers. */
export function ossRequests(form: Form): fc.Arbitrary<OssRequest> {
  return requests(OSS, form).chain((request) =>
    fc
      .oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.subarray([...Object.keys(request.headers), 'Host']) },
        { weight: 1, arbitrary: fc.subarray([...Object.keys(request.headers), 'host', 'x-absent']) },
      )
      .map((additionalHeaders) => ({ ...request, additionalHeaders })),
  );
}

/** A request to OSS about which nothing is special. */
export const PLAIN_OSS_REQUEST: OssRequest = {
  form: 'headers',
  method: 'PUT',
  location: locateBucket({
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    bucket: 'photos',
    addressing: 'virtual-host',
  }),
  key: 'cat.png',
  subResources: {},
  parameters: {},
  headers: { 'content-type': 'image/png' },
  credentials: { accessKeyId: 'LTAIfixture', secretAccessKey: 'secret-of-the-fixture' },
  now: new Date('2026-05-24T10:00:00Z'),
  expiresInSeconds: 600,
  additionalHeaders: [],
};
