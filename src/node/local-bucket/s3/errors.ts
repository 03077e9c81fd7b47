import type { ErrorContext, ErrorWriters } from '../dialect.js';
import type { Answer } from '../exchange.js';
import type { ServiceError } from '../service-error.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import { wordRefusal } from './word-refusal.js';

/** S3's errors. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Errors: ErrorWriters = {
  createIds: (randomBytes) => {
    const bytes = Buffer.from(randomBytes(50));
    return {
      requestId: bytes.toString('hex', 0, 8).toUpperCase(),
      hostId: bytes.toString('base64', 8),
    };
  },
  idHeaders: ({ requestId, hostId }) => [
    ['x-amz-request-id', requestId],
    ['x-amz-id-2', hostId],
  ],
  word: wordRefusal,
  write,
};

function write(error: ServiceError, { ids }: ErrorContext): Answer {
  const members = [
    ['Code', error.code],
    ['Message', error.message],
    ...error.members,
    ['RequestId', ids.requestId],
    ['HostId', ids.hostId],
  ] as const;
  return xmlAnswer(error.status, writeXmlDocument('Error', members));
}
