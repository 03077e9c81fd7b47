import fc from 'fast-check';
import { type KeyTime, locateBucket } from '../../src/index.js';
import { type Form, type InteropRequest, requests, type Vocabulary } from './requests.js';

/** A request to COS. */
export interface CosRequest extends InteropRequest {
  readonly signHost: boolean;
  /** The window that the signature is for. `undefined`: ours to choose, and the peer is told. */
  readonly keyTime: KeyTime | undefined;
}

const COS: Vocabulary = {
  endpoints: [
    'https://cos.ap-guangzhou.myqcloud.com',
    'https://cos.accelerate.myqcloud.com',
    'http://files.example:8080',
  ],
  regions: ['ap-guangzhou', 'ap-singapore', 'na-ashburn'],
  headerNames: [
    ...[
      'content-type',
      'content-md5',
      'content-disposition',
      'content-encoding',
      'cache-control',
      'expires',
      'range',
    ],
    ...['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'pic-operations', 'origin'],
    ...['x-cos-acl', 'x-cos-storage-class', 'x-cos-traffic-limit', 'x-cos-copy-source', 'x-ci-process'],
    ...['x-requested-with'],
  ],
  metadataPrefix: 'x-cos-meta-',
  subResources: (
    'acl cors delete lifecycle location logging partNumber policy referer replication restore select tagging uploadId ' +
    'uploads versionId versioning versions website response-content-type response-cache-control ci-process'
  ).split(' '),
  parameters: [
    'prefix',
    'delimiter',
    'marker',
    'max-keys',
    'Prefix',
    'a',
    'A',
    'x_y',
    '__proto__',
    'hasOwnProperty',
  ],
};

/** Requests to COS. */
export function cosRequests(form: Form): fc.Arbitrary<CosRequest> {
  const keyTime = fc
    .tuple(fc.integer({ min: 1_400_000_000, max: 2_000_000_000 }), fc.integer({ min: 1, max: 90_000 }))
    .map(([startSeconds, life]) => ({ startSeconds, endSeconds: startSeconds + life }));
  return fc
    .record({
      request: requests(COS, form),
      signHost: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
      keyTime: fc.option(keyTime, { nil: undefined }),
    })
    .map(({ request, ...rest }) => ({ ...request, ...rest }));
}

/** A request to COS about which nothing is special. */
export const PLAIN_COS_REQUEST: CosRequest = {
  form: 'headers',
  method: 'PUT',
  location: locateBucket({
    endpoint: 'https://cos.ap-guangzhou.myqcloud.com',
    region: 'ap-guangzhou',
    bucket: 'photos-1250000000',
    addressing: 'virtual-host',
  }),
  key: 'cat.png',
  subResources: {},
  parameters: {},
  headers: { 'x-cos-acl': 'private' },
  credentials: { accessKeyId: 'AKIDfixture', secretAccessKey: 'secret-of-the-fixture' },
  now: new Date('2026-05-24T10:00:00Z'),
  expiresInSeconds: 600,
  signHost: true,
  keyTime: undefined,
};
