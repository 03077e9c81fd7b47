import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Refusal, RefusalCode, RefusalFacts } from '../refusal.js';
import { ServiceError } from '../service-error.js';

type Words = readonly [
  status: number,
  code: string,
  message: string,
  members?: readonly [],
  headers?: readonly HeaderEntry[],
];

/**
 * What COS says to each refusal. The codes and their statuses are those of its list; most messages are not published, and
 * nothing should be read out of them. The type makes sure that no refusal is forgotten.
 *
 * @see https://www.tencentcloud.com/document/product/436/7730
 */
const WORDS: { readonly [Code in RefusalCode]: (facts: RefusalFacts[Code]) => Words } = {
  'access-denied': () => [403, 'AccessDenied', 'Access Denied.'],
  'not-permitted': () => [403, 'AccessDenied', 'Access Denied.'],
  'not-implemented': ({ what }) => [501, 'NotImplemented', `${what} is not part of the local bucket.`],
  'internal-error': () => [500, 'InternalError', 'We encountered an internal error. Please try again.'],
  'no-room': () => [503, 'SlowDown', 'Reduce your request rate.'],
  'invalid-uri': () => [400, 'InvalidURI', 'Could not parse the specified URI.'],
  'no-such-bucket': () => [404, 'NoSuchBucket', 'The specified bucket does not exist.'],
  'invalid-bucket-name': () => [400, 'InvalidBucketName', 'The specified bucket is not valid.'],
  'bucket-exists': () => [
    409,
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
  ],
  'bucket-not-empty': () => [409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty.'],
  'no-such-key': () => [404, 'NoSuchKey', 'The specified key does not exist.'],
  // Its list has this code for an object that must not be replaced; that it comes with x-cos-forbid-overwrite is unconfirmed.
  'object-exists': () => [409, 'PathConflict', 'The specified object already exists.'],
  'key-too-long': () => [400, 'KeyTooLong', 'Your key is too long.'],
  'invalid-range': ({ size }) => [
    416,
    'InvalidRange',
    'The requested range is not satisfiable',
    [],
    [['Content-Range', `bytes */${size}`]],
  ],
  'precondition-failed': ({ condition }) => [412, 'PreconditionFailed', `Precondition failed: ${condition}`],
  // Unconfirmed: its list has no code for it.
  'metadata-too-large': ({ bytes, maxBytes }) => [
    400,
    'InvalidArgument',
    `The x-cos-meta- headers have ${bytes} bytes, and at most ${maxBytes} are allowed.`,
  ],
  'missing-length': () => [411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'],
  'incomplete-body': () => [
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  ],
  'body-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  'document-too-long': ({ maxBytes }) => [
    400,
    'XMLSizeLimit',
    `The XML you provided is longer than ${maxBytes} bytes.`,
  ],
  'malformed-document': () => [
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  ],
  'invalid-digest': () => [400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.'],
  'bad-digest': () => [400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.'],
  'no-cors': () => [404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  'no-such-upload': () => [404, 'NoSuchUpload', 'The specified multipart upload does not exist.'],
  'invalid-part-number': () => [
    400,
    'InvalidArgument',
    'Part number must be an integer between 1 and 10000, inclusive',
  ],
  'invalid-part': () => [400, 'InvalidPart', 'One or more of the specified parts could not be found.'],
  'invalid-part-order': () => [400, 'InvalidPartOrder', 'The list of parts was not in ascending order.'],
  'part-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'invalid-argument': ({ argument, message }) => [400, 'InvalidArgument', `${argument}: ${message}`],
  'malformed-form': ({ message }) => [400, 'MalformedPOSTRequest', message],
  'invalid-policy': ({ message }) => [400, 'InvalidPolicyDocument', `Invalid policy: ${message}`],
  'policy-expired': () => [403, 'AccessDenied', 'Invalid according to Policy: Policy expired.'],
  'policy-failed': ({ message }) => [403, 'AccessDenied', `Invalid according to Policy: ${message}`],
  'policy-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => [400, 'BadRequest', 'The headers of the request are too long.'],
  'too-slow': () => [400, 'RequestTimeout', 'The connection was not read from or written to in time.'],
  'not-http': () => [400, 'BadRequest', 'The HTTP request could not be parsed.'],
};

/** A refusal in COS's words. */
export function wordRefusal<Code extends RefusalCode>({ code, facts }: Refusal<Code>): ServiceError {
  return new ServiceError(...WORDS[code](facts));
}

function tooLarge(maxBytes: number): Words {
  return [400, 'EntityTooLarge', `Your proposed upload exceeds the maximum allowed size, ${maxBytes} bytes.`];
}

function tooSmall(bytes: number, minBytes: number): Words {
  return [400, 'EntityTooSmall', `Your proposed upload has ${bytes} bytes, and must have ${minBytes}.`];
}
