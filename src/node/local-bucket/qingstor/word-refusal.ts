import type { Refusal } from '../refusal.js';
import { type RefusalWords, type Words, wordingBy } from '../refusal-words.js';
import type { ServiceError } from '../service-error.js';

/**
 * What QingStor says to each refusal. Codes and statuses are those of its list, but for those that are called unconfirmed;
 * its messages are not published.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/error_code/
 */
const WORDS: RefusalWords = {
  'access-denied': () => permissionDenied(),
  'not-permitted': () => permissionDenied(),
  // Unconfirmed: its list has no code for what it does not do.
  'not-implemented': ({ what }) => [501, 'not_implemented', `${what} is not part of the local bucket.`],
  'internal-error': () => [500, 'internal_error', 'Internal error. Please try again.'],
  'no-room': () => [503, 'service_unavailable', 'The service is unavailable for now.'],
  'invalid-uri': () => [400, 'invalid_request', 'The path of the request cannot be read.'],
  'no-such-bucket': () => [404, 'bucket_not_exists', 'The bucket you are accessing does not exist.'],
  'invalid-bucket-name': () => [400, 'invalid_bucket_name', 'The name of the bucket is not valid.'],
  'bucket-exists': () => [409, 'bucket_already_exists', 'The bucket already exists.'],
  'bucket-not-empty': () => [409, 'bucket_not_empty', 'The bucket you are deleting is not empty.'],
  'no-such-key': () => [404, 'object_not_exists', 'The object you are accessing does not exist.'],
  'object-exists': () => [412, 'precondition_failed', 'The object already exists.'],
  'key-too-long': ({ maxBytes }) => [
    400,
    'invalid_object_name',
    `The name of an object has at most ${maxBytes} bytes.`,
  ],
  'invalid-range': ({ size }) => [
    416,
    'invalid_range',
    'The requested range is not satisfiable.',
    [],
    [['Content-Range', `bytes */${size}`]],
  ],
  'precondition-failed': ({ condition }) => [412, 'precondition_failed', `Precondition failed: ${condition}`],
  'metadata-too-large': ({ maxBytes }) => [
    400,
    'metadata_too_large',
    `Metadata has at most ${maxBytes} bytes.`,
  ],
  'missing-length': () => invalidRequest('The header Content-Length is missing.'),
  'incomplete-body': () => [400, 'incomplete_body', 'The body of the request is not complete.'],
  'body-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  // Unconfirmed: no limit of documents is told.
  'document-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  'malformed-document': () => [
    400,
    'invalid_json',
    'The body of the request is not the JSON that is asked for.',
  ],
  'invalid-digest': () => invalidArgument('The header Content-MD5 is not valid.'),
  'bad-digest': () => [400, 'bad_digest', 'The header Content-MD5 is not that of the body.'],
  // Unconfirmed: what a bucket without rules answers is nowhere told.
  'no-cors': () => [404, 'cors_not_exists', 'The bucket has no CORS rules.'],
  'no-such-upload': () => [400, 'upload_not_exists', 'The upload you are accessing does not exist.'],
  'invalid-part-number': () => invalidArgument('part_number must be a whole number from 0 to 10000.'),
  // Unconfirmed.
  'invalid-part': ({ partNumber }) => invalidArgument(`The part ${partNumber} is not there, or another.`),
  // Unconfirmed.
  'invalid-part-order': () => invalidArgument('The parts are not in the order of their numbers.'),
  'part-too-small': ({ minBytes }) => tooSmall(minBytes),
  'invalid-argument': ({ argument, message }) => invalidArgument(`${argument}: ${message}`),
  'malformed-form': ({ message }) => invalidRequest(message),
  'invalid-policy': ({ message }) => invalidRequest(`The policy cannot be read. ${message}`),
  'policy-expired': () => violated('The policy has expired.'),
  'policy-failed': ({ message }) => violated(message),
  'policy-too-small': ({ minBytes }) => tooSmall(minBytes),
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => invalidRequest('The headers of the request are too long.'),
  'too-slow': () => invalidRequest('The request did not come in time.'),
  'not-http': () => invalidRequest('The HTTP request cannot be read.'),
};

/** A refusal in QingStor's words. */
export const wordRefusal: (refusal: Refusal) => ServiceError = wordingBy(WORDS);

function permissionDenied(): Words {
  return [403, 'permission_denied', "You don't have enough permission to accomplish this request."];
}

function invalidRequest(message: string): Words {
  return [400, 'invalid_request', message];
}

function invalidArgument(message: string): Words {
  return [400, 'invalid_argument', message];
}

function violated(message: string): Words {
  return [400, 'form_policy_violated', message];
}

function tooLarge(maxBytes: number): Words {
  return [400, 'entity_too_large', `The body of the request has at most ${maxBytes} bytes.`];
}

function tooSmall(minBytes: number): Words {
  return [400, 'entity_too_small', `The body of the request has at least ${minBytes} bytes.`];
}
