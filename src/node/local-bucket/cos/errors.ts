import type { ErrorContext, ErrorWriters } from '../dialect.js';
import { type Answer, headerOf, type RequestHead } from '../exchange.js';
import type { ServiceError } from '../service-error.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import { wordRefusal } from './word-refusal.js';

/** COS begins the documents of its errors in its own way. */
const DECLARATION = "<?xml version='1.0' encoding='utf-8' ?>";

/** COS's errors. @see https://www.tencentcloud.com/document/product/436/7730 */
export const cosErrors: ErrorWriters = {
  createIds: (randomBytes) => {
    const bytes = Buffer.from(randomBytes(36)).toString('hex');
    // Both are in base64: the one of numbers joined by "_", the other of nothing that is told.
    const request = [bytes.slice(0, 8), bytes.slice(8, 16), bytes.slice(16, 20), bytes.slice(20, 26)].join(
      '_',
    );
    return {
      requestId: Buffer.from(request).toString('base64'),
      hostId: Buffer.from(bytes.slice(26, 68)).toString('base64'),
    };
  },
  idHeaders: ({ requestId }) => [
    ['Server', 'tencent-cos'],
    ['x-cos-request-id', requestId],
  ],
  word: wordRefusal,
  write,
};

function write(error: ServiceError, { ids, request }: ErrorContext): Answer {
  const document = writeXmlDocument('Error', [
    ['Code', error.code],
    ['Message', error.message],
    ['Resource', request === null ? '' : resourceOf(request)],
    ['RequestId', ids.requestId],
    ['TraceId', ids.hostId],
    ...error.members,
  ]);
  return xmlAnswer(error.status, document.replace(/^<\?.*\?>/, DECLARATION), [
    ['x-cos-trace-id', ids.hostId],
  ]);
}

/** Host and path, without a scheme. */
function resourceOf(request: RequestHead): string {
  const path = request.target.replace(/\?.*$/s, '').slice(0, 1024);
  return `${headerOf(request, 'host') ?? ''}${path}`;
}
