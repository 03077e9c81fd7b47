import { isPlainObject } from './is-plain-object.js';
import { isQingstorScheme } from './remote/is-qingstor-scheme.js';
import { readFormAnswer } from './remote/read-form-answer.js';
import { readHeadersAnswer } from './remote/read-headers-answer.js';
import { readQingstorHeaders, readQingstorUrl } from './remote/read-qingstor-answer.js';
import { readUrlAnswer } from './remote/read-url-answer.js';
import type { AskedSignature, SigningWire } from './signing-wire.js';

/**
 * What this SDK and its `answerSigningRequest()` say to each other: a `SigningQuestion`, and a `SigningAnswer` to it. On
 * QingStor the answer may also be what the signature server of QingStor's own SDK gives.
 */
export const ownWire: SigningWire = {
  writeQuestion: ({ question }) => question,
  readHeaders: (answer, asked) =>
    isOfQingstor(answer, asked) ? readQingstorHeaders(answer, asked) : readHeadersAnswer(answer, asked),
  readUrl: (answer, asked) =>
    isOfQingstor(answer, asked) ? readQingstorUrl(answer, asked) : readUrlAnswer(answer, asked),
  readForm: readFormAnswer,
};

/** An answer of QingStor's own server names no URL. */
function isOfQingstor(answer: unknown, { scheme }: AskedSignature): boolean {
  return (
    scheme !== undefined &&
    isQingstorScheme(scheme) &&
    isPlainObject(answer) &&
    answer.url === undefined &&
    ('authorization' in answer || 'access_key_id' in answer)
  );
}
