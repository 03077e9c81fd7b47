import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Refusal, RefusalCode, RefusalFacts } from '../refusal.js';
import { type ErrorMember, ServiceError } from '../service-error.js';

type Words = readonly [
  status: number,
  code: string,
  message: string,
  members?: readonly ErrorMember[],
  headers?: readonly HeaderEntry[],
];

/**
 * What OSS says to each refusal. Where its pages give no text, it is S3's.
 *
 * @see https://www.alibabacloud.com/help/en/oss/support/http-status-code-400
 */
const WORDS: { readonly [Code in RefusalCode]: (facts: RefusalFacts[Code]) => Words } = {
  'access-denied': () => [
    403,
    'AccessDenied',
    'You have no right to access this object because of bucket acl.',
    [['EC', '0003-00000001']],
  ],
  'not-permitted': () => [403, 'AccessDenied', "Access denied by authorizer's policy."],
  'not-implemented': ({ what, header }) => [
    501,
    'NotImplemented',
    `${what} is not part of the local bucket.`,
    header === null ? [] : [['Header', header]],
  ],
  'internal-error': () => [500, 'InternalError', 'We encountered an internal error. Please try again.'],
  'no-room': () => [503, 'SlowDown', 'Please reduce your request rate.'],
  'invalid-uri': ({ uri }) => [400, 'InvalidURI', "Couldn't parse the specified URI.", [['URI', uri]]],
  'no-such-bucket': ({ bucket }) => [
    404,
    'NoSuchBucket',
    'The specified bucket does not exist.',
    bucketNamed(bucket),
  ],
  'invalid-bucket-name': ({ bucket }) => [
    400,
    'InvalidBucketName',
    'The specified bucket is not valid.',
    bucketNamed(bucket),
  ],
  // What the owner of a bucket is told who makes it anew is not confirmed; others are told this.
  'bucket-exists': ({ bucket }) => [
    409,
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    bucketNamed(bucket),
  ],
  'bucket-not-empty': ({ bucket }) => [
    409,
    'BucketNotEmpty',
    'The bucket you tried to delete is not empty.',
    bucketNamed(bucket),
  ],
  'no-such-key': ({ key }) => [404, 'NoSuchKey', 'The specified key does not exist.', [['Key', key]]],
  'object-exists': ({ key }) => [
    409,
    'FileAlreadyExists',
    'The object you specified already exists and can not be overwritten.',
    [['Key', key]],
  ],
  'key-too-long': () => [400, 'InvalidObjectName', 'The Length of Object name must be less than 1024.'],
  'invalid-range': ({ range, size }) => [
    416,
    'InvalidRange',
    'The requested range cannot be satisfied',
    [
      ['RangeRequested', range],
      ['ActualObjectSize', String(size)],
    ],
    [['Content-Range', `bytes */${size}`]],
  ],
  'precondition-failed': ({ condition }) => [
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold.',
    [['Condition', condition]],
  ],
  // The limit is documented, its refusal is not.
  'metadata-too-large': ({ bytes, maxBytes }) => [
    400,
    'InvalidArgument',
    `The user metadata has ${bytes} bytes; at most ${maxBytes} are taken.`,
  ],
  'missing-length': () => [411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'],
  'incomplete-body': () => [
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  ],
  'body-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  // Not documented for documents.
  'document-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  'malformed-document': () => [
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema.',
  ],
  'invalid-digest': ({ declared }) => wrongDigest([['Content-MD5', declared]]),
  'bad-digest': ({ declared, computed }) =>
    wrongDigest([
      ['ClientComputedContentMD5', declared],
      ['ServerComputedContentMD5', computed],
    ]),
  'no-cors': ({ bucket }) => [
    404,
    'NoSuchCORSConfiguration',
    'The CORS Configuration does not exist.',
    [...bucketNamed(bucket), ['EC', '0034-00000001']],
  ],
  'no-such-upload': ({ uploadId }) => [
    404,
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    [['UploadId', uploadId]],
  ],
  'invalid-part-number': ({ value }) => [
    400,
    'InvalidArgument',
    'Part number must be an integer between 1 and 10000, inclusive.',
    argument('partNumber', value),
  ],
  'invalid-part': ({ uploadId, partNumber, etag }) => [
    400,
    'InvalidPart',
    "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
    [
      ['UploadId', uploadId],
      ['PartNumber', String(partNumber)],
      ['ETag', etag],
    ],
  ],
  'invalid-part-order': ({ uploadId }) => [
    400,
    'InvalidPartOrder',
    'The list of parts was not in ascending order.',
    [['UploadId', uploadId]],
  ],
  'part-too-small': ({ partNumber, bytes, minBytes }) => tooSmall(bytes, minBytes, partNumber),
  'invalid-argument': ({ argument: name, value, message }) => [
    400,
    'InvalidArgument',
    message,
    argument(name, value),
  ],
  'malformed-form': ({ message }) => [400, 'MalformedPOSTRequest', message],
  'invalid-policy': ({ message }) => [400, 'InvalidPolicyDocument', `Invalid Policy: ${message}`],
  'policy-expired': () => [403, 'AccessDenied', 'Invalid according to Policy: Policy expired.'],
  'policy-failed': ({ message }) => [403, 'AccessDenied', `Invalid according to Policy: ${message}`],
  'policy-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => [
    400,
    'InvalidRequest',
    'Your request header section exceeds the maximum allowed request header section size.',
  ],
  'too-slow': () => [
    400,
    'RequestTimeout',
    'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  ],
  'not-http': () => [400, 'BadRequest', 'An error occurred when parsing the HTTP request.'],
};

/** A refusal in OSS's words. */
export function wordRefusal<Code extends RefusalCode>({ code, facts }: Refusal<Code>): ServiceError {
  return new ServiceError(...WORDS[code](facts));
}

function bucketNamed(bucket: string): ErrorMember[] {
  return [['BucketName', bucket]];
}

function tooLarge(maxBytes: number): Words {
  return [
    400,
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed size.',
    [['MaxSizeAllowed', String(maxBytes)]],
  ];
}

function tooSmall(bytes: number, minBytes: number, partNumber?: number): Words {
  return [
    400,
    'EntityTooSmall',
    'Your proposed upload smaller than the minimum allowed size.',
    [
      ['ProposedSize', String(bytes)],
      ['MinSizeAllowed', String(minBytes)],
      ...(partNumber === undefined ? [] : ([['PartNumber', String(partNumber)]] as const)),
    ],
  ];
}

/** Also for a body that has another digest: OSS has but one code for both. */
function wrongDigest(members: readonly ErrorMember[]): Words {
  return [400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.', members];
}

function argument(name: string, value: string): ErrorMember[] {
  return [
    ['ArgumentName', name],
    ['ArgumentValue', value],
  ];
}
