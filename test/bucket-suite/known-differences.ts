/** What differs in some steps, and is meant to, or is not worth the while. */
export interface KnownDifference {
  /** What the names of the steps begin with. */
  readonly steps: string;
  /** By field: what Ceph gives, and what the local bucket gives. `null`: it is not there. */
  readonly fields: Readonly<Record<string, readonly [theirs: string | null, ours: string | null]>>;
  readonly reason: string;
}

const HELLO_ETAG = '"5d41402abc4b2a76b9719d911017c592"';
const STRICTER = 'The local bucket is as strict as S3: what passes here, passes there.';

/** In what the local bucket as Ceph differs from Ceph 16.2.15. `docs/local-bucket.md` tells them as well. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    steps: 'signed by: unsigned-header / 2',
    fields: {
      status: ['200', '403'],
      code: [null, 'AccessDenied'],
      etag: [HELLO_ETAG, null],
      'content-type': ['binary/octet-stream', null],
      body: ['hello', null],
    },
    reason: `Ceph takes x-amz- headers that are not signed. ${STRICTER}`,
  },
  {
    steps: 'signed by: unsigned-header / 3',
    fields: { status: ['200', '403'], code: [null, 'AccessDenied'], etag: [HELLO_ETAG, null] },
    reason: `Ceph takes x-amz- headers that are not signed. ${STRICTER}`,
  },
  {
    steps: 'signed by: other-region / 2',
    fields: {
      status: ['200', '400'],
      code: [null, 'AuthorizationHeaderMalformed'],
      etag: [HELLO_ETAG, null],
      'content-type': ['binary/octet-stream', null],
      body: ['hello', null],
    },
    reason: `Ceph takes a signature for any region. ${STRICTER}`,
  },
  {
    steps: 'signed by: other-region / 3',
    fields: {
      status: ['200', '400'],
      code: [null, 'AuthorizationHeaderMalformed'],
      etag: [HELLO_ETAG, null],
    },
    reason: `Ceph takes a signature for any region. ${STRICTER}`,
  },
  {
    steps: 'configurations that are refused / 5 ',
    fields: { status: ['200', '400'], code: [null, 'BadDigest'], 'content-type': ['application/xml', null] },
    reason: `Ceph does not look at the Content-MD5 of a configuration. ${STRICTER}`,
  },
  {
    steps: 'configurations that are refused / ',
    fields: { code: ['MalformedXML', 'InvalidRequest'] },
    reason: "The same configurations are refused; the words are S3's, and say which rule is wrong.",
  },
  {
    steps: 'the bucket / 2 PUT ',
    fields: { status: ['200', '409'], code: [null, 'BucketAlreadyOwnedByYou'] },
    reason: 'Ceph lets the owner create a bucket again, as S3 does in its oldest region only.',
  },
  {
    steps: 'ranges / 6 ',
    fields: { 'content-range': [null, 'bytes */5'] },
    reason: 'HTTP asks for it with the status 416 (RFC 9110, 14.4), and S3 gives it.',
  },
  {
    steps: 'ranges / 7 ',
    fields: {
      status: ['416', '200'],
      code: ['InvalidRange', null],
      etag: [null, HELLO_ETAG],
      'content-type': [null, 'binary/octet-stream'],
      body: [null, 'hello'],
    },
    reason: 'A range that ends before it begins is no range, and ignored (RFC 9110, 14.1.1).',
  },
  {
    steps: 'ranges / 8 ',
    fields: { 'content-range': ['bytes 0-4/5', null] },
    reason: 'Of a unit that is not known Ceph makes a range of everything.',
  },
  {
    steps: 'conditions of a read / 2 ',
    fields: { etag: [null, HELLO_ETAG] },
    reason: 'HTTP asks for it with the status 304 (RFC 9110, 15.4.5), and S3 gives it.',
  },
  {
    steps: 'a multipart upload that is given up, or never was / 5 ',
    fields: { code: ['NoSuchKey', 'NoSuchUpload'] },
    reason: 'Where the object is not there either, Ceph names that.',
  },
  {
    steps: 'CORS headers of requests / 10 ',
    fields: {
      'access-control-allow-origin': [null, 'https://app.example'],
      'access-control-allow-methods': [null, 'GET'],
      'access-control-expose-headers': [null, 'ETag'],
      'access-control-max-age': [null, '300'],
      vary: [null, 'Origin'],
    },
    reason: "Ceph's answer to GET ?cors has no CORS headers: no page can read the rules there. Here one can.",
  },
];
