import type { Refusal } from '../refusal.js';
import { type RefusalWords, rephrased, type Words, wordingBy } from '../refusal-words.js';
import type { ErrorMember, ServiceError } from '../service-error.js';
import { S3_WORDS } from '../xml/s3-words.js';

/**
 * What OSS says otherwise than S3.
 *
 * @see https://www.alibabacloud.com/help/en/oss/support/http-status-code-400
 */
const WORDS: RefusalWords = {
  ...rephrased(S3_WORDS, {
    'no-such-bucket': 'The specified bucket does not exist.',
    'invalid-bucket-name': 'The specified bucket is not valid.',
    'bucket-not-empty': 'The bucket you tried to delete is not empty.',
    'invalid-range': 'The requested range cannot be satisfied',
    'precondition-failed': 'At least one of the pre-conditions you specified did not hold.',
    'incomplete-body': 'You did not provide the number of bytes specified by the Content-Length HTTP header.',
    'malformed-document':
      'The XML you provided was not well-formed or did not validate against our published schema.',
    'invalid-part-number': 'Part number must be an integer between 1 and 10000, inclusive.',
    'invalid-part':
      "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
    'invalid-part-order': 'The list of parts was not in ascending order.',
    'too-slow':
      'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  }),
  'access-denied': () => [
    403,
    'AccessDenied',
    'You have no right to access this object because of bucket acl.',
    [['EC', '0003-00000001']],
  ],
  'not-permitted': () => [403, 'AccessDenied', "Access denied by authorizer's policy."],
  // What the owner of a bucket is told who makes it anew is not confirmed; others are told this.
  'bucket-exists': ({ bucket }) => [
    409,
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    bucketNamed(bucket),
  ],
  'object-exists': ({ key }) => [
    409,
    'FileAlreadyExists',
    'The object you specified already exists and can not be overwritten.',
    [['Key', key]],
  ],
  'key-too-long': () => [400, 'InvalidObjectName', 'The Length of Object name must be less than 1024.'],
  // The limit is documented, its refusal is not.
  'metadata-too-large': ({ bytes, maxBytes }) => [
    400,
    'InvalidArgument',
    `The user metadata has ${bytes} bytes; at most ${maxBytes} are taken.`,
  ],
  'body-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  // Not documented for documents.
  'document-too-long': ({ maxBytes }) => tooLarge(maxBytes),
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
  'part-too-small': ({ partNumber, bytes, minBytes }) => tooSmall(bytes, minBytes, partNumber),
  'policy-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => [
    400,
    'InvalidRequest',
    'Your request header section exceeds the maximum allowed request header section size.',
  ],
};

/** A refusal in OSS's words. */
export const wordRefusal: (refusal: Refusal) => ServiceError = wordingBy(WORDS);

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
