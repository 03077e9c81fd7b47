import type { RefusalWords, Words } from '../refusal-words.js';
import type { ErrorMember } from '../service-error.js';

/**
 * What S3 says to each refusal, and what OSS and COS say too where their own words are the same, or not known.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const S3_WORDS: RefusalWords = {
  'access-denied': () => [403, 'AccessDenied', 'Access Denied'],
  'not-permitted': ({ operation }) => [
    403,
    'AccessDenied',
    `User is not authorized to perform: ${operation}`,
  ],
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
    'The specified bucket does not exist',
    [['BucketName', bucket]],
  ],
  'invalid-bucket-name': ({ bucket }) => [
    400,
    'InvalidBucketName',
    'The specified bucket is not valid.',
    [['BucketName', bucket]],
  ],
  'bucket-exists': ({ bucket }) => [
    409,
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    [['BucketName', bucket]],
  ],
  'bucket-not-empty': ({ bucket }) => [
    409,
    'BucketNotEmpty',
    'The bucket you tried to delete is not empty',
    [['BucketName', bucket]],
  ],
  'no-such-key': ({ key }) => [404, 'NoSuchKey', 'The specified key does not exist.', [['Key', key]]],
  'object-exists': ({ key }) => [
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    [['Key', key]],
  ],
  'key-too-long': ({ bytes, maxBytes }) => [
    400,
    'KeyTooLongError',
    'Your key is too long',
    sizes(bytes, maxBytes),
  ],
  'invalid-range': ({ range, size }) => [
    416,
    'InvalidRange',
    'The requested range is not satisfiable',
    [
      ['RangeRequested', range],
      ['ActualObjectSize', String(size)],
    ],
    [['Content-Range', `bytes */${size}`]],
  ],
  'precondition-failed': ({ condition }) => [
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    [['Condition', condition]],
  ],
  'metadata-too-large': ({ bytes, maxBytes }) => [
    400,
    'MetadataTooLarge',
    'Your metadata headers exceed the maximum allowed metadata size',
    sizes(bytes, maxBytes),
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
    'MaxMessageLengthExceeded',
    'Your request was too large.',
    [['MaxMessageLengthBytes', String(maxBytes)]],
  ],
  'malformed-document': () => [
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  ],
  'invalid-digest': ({ declared }) => [
    400,
    'InvalidDigest',
    'The Content-MD5 you specified was invalid.',
    [['Content-MD5', declared]],
  ],
  'bad-digest': ({ declared, computed }) => [
    400,
    'BadDigest',
    'The Content-MD5 you specified did not match what we received.',
    [
      ['ExpectedDigest', declared],
      ['CalculatedDigest', computed],
    ],
  ],
  'no-cors': ({ bucket }) => [
    404,
    'NoSuchCORSConfiguration',
    'The CORS configuration does not exist',
    [['BucketName', bucket]],
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
    'Part number must be an integer between 1 and 10000, inclusive',
    argument('partNumber', value),
  ],
  'invalid-part': ({ uploadId, partNumber, etag }) => [
    400,
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    [
      ['UploadId', uploadId],
      ['PartNumber', String(partNumber)],
      ['ETag', etag],
    ],
  ],
  'invalid-part-order': ({ uploadId }) => [
    400,
    'InvalidPartOrder',
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
    [['UploadId', uploadId]],
  ],
  'part-too-small': ({ partNumber, bytes, minBytes }) => [
    400,
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
    [
      ['ProposedSize', String(bytes)],
      ['MinSizeAllowed', String(minBytes)],
      ['PartNumber', String(partNumber)],
    ],
  ],
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
  'policy-too-small': ({ bytes, minBytes }) => [
    400,
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
    [
      ['ProposedSize', String(bytes)],
      ['MinSizeAllowed', String(minBytes)],
    ],
  ],
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => [
    400,
    'RequestHeaderSectionTooLarge',
    'Your request header section exceeds the maximum allowed request header section size.',
  ],
  'too-slow': () => [
    400,
    'RequestTimeout',
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ],
  'not-http': () => [400, 'BadRequest', 'An error occurred when parsing the HTTP request.'],
};

function tooLarge(maxBytes: number): Words {
  return [
    400,
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed object size.',
    [['MaxSizeAllowed', String(maxBytes)]],
  ];
}

function sizes(bytes: number, maxBytes: number): ErrorMember[] {
  return [
    ['Size', String(bytes)],
    ['MaxSizeAllowed', String(maxBytes)],
  ];
}

function argument(name: string, value: string): ErrorMember[] {
  return [
    ['ArgumentName', name],
    ['ArgumentValue', value],
  ];
}
