import type { Refusal } from '../refusal.js';
import { type RefusalWords, rephrased, type Words, wordingBy } from '../refusal-words.js';
import { ServiceError } from '../service-error.js';
import { S3_WORDS } from '../xml/s3-words.js';

/**
 * What COS says otherwise than S3. The codes and their statuses are those of its list; most messages are not published, and
 * nothing should be read out of them.
 *
 * @see https://www.tencentcloud.com/document/product/436/7730
 */
const WORDS: RefusalWords = {
  ...rephrased(S3_WORDS, {
    'access-denied': 'Access Denied.',
    'not-permitted': 'Access Denied.',
    'no-such-bucket': 'The specified bucket does not exist.',
  }),
  // Its list has this code for an object that must not be replaced; that it comes with x-cos-forbid-overwrite is unconfirmed.
  'object-exists': () => [409, 'PathConflict', 'The specified object already exists.'],
  'key-too-long': () => [400, 'KeyTooLong', 'Your key is too long.'],
  'precondition-failed': ({ condition }) => [412, 'PreconditionFailed', `Precondition failed: ${condition}`],
  // Unconfirmed: its list has no code for it.
  'metadata-too-large': ({ bytes, maxBytes }) => [
    400,
    'InvalidArgument',
    `The x-cos-meta- headers have ${bytes} bytes, and at most ${maxBytes} are allowed.`,
  ],
  'body-too-long': ({ maxBytes }) => tooLarge(maxBytes),
  'document-too-long': ({ maxBytes }) => [
    400,
    'XMLSizeLimit',
    `The XML you provided is longer than ${maxBytes} bytes.`,
  ],
  'part-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'invalid-argument': ({ argument, message }) => [400, 'InvalidArgument', `${argument}: ${message}`],
  'policy-too-small': ({ bytes, minBytes }) => tooSmall(bytes, minBytes),
  'policy-too-large': ({ maxBytes }) => tooLarge(maxBytes),
  'headers-too-large': () => [400, 'BadRequest', 'The headers of the request are too long.'],
};

const wordByTable = wordingBy(WORDS);

/** A refusal in COS's words. Its documents have no members of one error alone. */
export function wordRefusal(refusal: Refusal): ServiceError {
  const { status, code, message, headers } = wordByTable(refusal);
  return new ServiceError(status, code, message, [], headers);
}

function tooLarge(maxBytes: number): Words {
  return [400, 'EntityTooLarge', `Your proposed upload exceeds the maximum allowed size, ${maxBytes} bytes.`];
}

function tooSmall(bytes: number, minBytes: number): Words {
  return [400, 'EntityTooSmall', `Your proposed upload has ${bytes} bytes, and must have ${minBytes}.`];
}
