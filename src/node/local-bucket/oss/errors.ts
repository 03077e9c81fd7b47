import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { ErrorContext, ErrorWriters } from '../dialect.js';
import { type Answer, headerOf } from '../exchange.js';
import type { ErrorMember, ServiceError } from '../service-error.js';
import { writeXmlDocument } from '../xml/write-xml.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import { wordRefusal } from './word-refusal.js';

/** In a header, more would cost a client its connection: many read no more than 16 KiB of them. */
const MAX_ERROR_HEADER_BYTES = 6 * 1024;

/**
 * OSS's errors. It has one id, and says of every answer that it is from OSS. Of `x-oss-server-time` it is known only that
 * it is a duration; it is left out.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses
 */
export const ossErrors: ErrorWriters = {
  createIds: (randomBytes) => ({
    requestId: Buffer.from(randomBytes(12)).toString('hex').toUpperCase(),
    hostId: '',
  }),
  idHeaders: ({ requestId }) => [
    ['Server', 'AliyunOSS'],
    ['x-oss-request-id', requestId],
  ],
  word: wordRefusal,
  write,
};

function write(error: ServiceError, { ids, request }: ErrorContext): Answer {
  const general: ErrorMember[] = [
    ['Code', error.code],
    ['Message', error.message],
    ['RequestId', ids.requestId],
    ['HostId', request === null ? '' : (headerOf(request, 'host') ?? '')],
  ];
  const ec = error.members.find(([name]) => name === 'EC')?.[1];
  const recommended: ErrorMember[] =
    ec === undefined ? [] : [['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${ec}`]];
  const document = writeXmlDocument('Error', [...general, ...error.members, ...recommended]);
  const headers: HeaderEntry[] = ec === undefined ? [] : [['x-oss-ec', ec]];
  if (request?.method !== 'HEAD') return xmlAnswer(error.status, document, headers);
  // An answer to HEAD has no body; it carries the document in a header.
  const isShort = Buffer.byteLength(document) <= MAX_ERROR_HEADER_BYTES;
  const carried = isShort ? document : writeXmlDocument('Error', general);
  return xmlAnswer(error.status, document, [
    ...headers,
    ['x-oss-err', Buffer.from(carried).toString('base64')],
  ]);
}
