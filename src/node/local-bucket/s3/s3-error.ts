import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { escapeXml } from '../../../xml/escape-xml.js';
import type { Answer } from '../exchange.js';

/** An element of an error's body besides `Code` and `Message`. */
export type ErrorMember = readonly [name: string, value: string];

/** A refusal in the store's own words: status, code, message and the further elements of its body. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly code: string;
  readonly members: readonly ErrorMember[];
  readonly headers: readonly HeaderEntry[];

  constructor(
    status: number,
    code: string,
    message: string,
    members: readonly ErrorMember[] = [],
    headers: readonly HeaderEntry[] = [],
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.members = members;
    this.headers = headers;
  }
}

/** What names one answer, for logs. */
export interface AnswerIds {
  readonly requestId: string;
  readonly hostId: string;
}

/** The XML answer for an error. What is not an {@link S3Error} becomes `InternalError`, and says nothing of itself. */
export function writeS3Error(thrown: unknown, ids: AnswerIds): Answer {
  const error = thrown instanceof S3Error ? thrown : internalError();
  const members: ErrorMember[] = [
    ['Code', error.code],
    ['Message', error.message],
    ...error.members,
    ['RequestId', ids.requestId],
    ['HostId', ids.hostId],
  ];
  const elements = members.map(([name, value]) => `<${name}>${escapeXml(writable(value))}</${name}>`);
  return {
    status: error.status,
    headers: [['Content-Type', 'application/xml'], ...error.headers],
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements.join('')}</Error>`,
  };
}

/** The answer to what the local bucket does not do: never a success that did nothing. */
export function notImplemented(what: string, members: readonly ErrorMember[] = []): S3Error {
  return new S3Error(501, 'NotImplemented', `${what} is not part of the local bucket.`, members);
}

function internalError(): S3Error {
  return new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
}

/** XML 1.0 has no way to write most control characters, not even escaped; a key may hold them. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
