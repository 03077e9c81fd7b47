import type { ErrorContext, ErrorWriters } from '../dialect.js';
import type { Answer } from '../exchange.js';
import type { ServiceError } from '../service-error.js';
import { jsonAnswer } from './json-answer.js';
import { wordRefusal } from './word-refusal.js';

const HELP = 'http://docs.qingcloud.com/qingstor/api/error_code.html';

/** QingStor's errors. @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/error_code/ */
export const qingstorErrors: ErrorWriters = {
  createIds: (randomBytes) => ({ requestId: Buffer.from(randomBytes(8)).toString('hex'), hostId: '' }),
  idHeaders: ({ requestId }) => [['x-qs-request-id', requestId]],
  word: wordRefusal,
  write,
};

function write({ status, code, message, members }: ServiceError, { ids }: ErrorContext): Answer {
  return jsonAnswer(status, {
    code,
    message,
    request_id: ids.requestId,
    url: HELP,
    ...Object.fromEntries(members),
  });
}
