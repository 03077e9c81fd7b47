import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { UnkeptBody } from '../read-body.js';

/** What of a request comes before its body. Nothing of it is believed yet. */
export interface RequestHead {
  readonly method: string;
  /** The request target as it travelled: path and query, still percent-encoded. */
  readonly target: string;
  /** In the order they came; names lower-case, each character of a value one byte. */
  readonly headers: readonly HeaderEntry[];
}

/** What is sent back. The server adds `Date`, and `Content-Length` unless the status has no body. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array | string;
}

/** A request whose head has been judged: how much of its body is worth keeping, and what is answered then. */
export interface Exchange {
  /** `0`: the head has settled the answer, so that what a stranger sends is never held. */
  readonly maxBodyBytes: number;
  /** Never rejects: what goes wrong becomes the store's own error answer. */
  readonly finish: (body: Uint8Array | UnkeptBody) => Promise<Answer>;
}

/** What made a request unreadable, so that no {@link RequestHead} came of it. */
export type UnreadableRequest = 'headers-too-large' | 'too-slow' | 'not-http';

/** One store's way to answer: everything that differs between stores is behind it. */
export interface Dialect {
  /** Never throws. */
  readonly begin: (head: RequestHead) => Exchange;
  readonly answerUnreadable: (what: UnreadableRequest) => Answer;
}

/** The value of a header, several ones of that name joined by a comma. `null` when absent. */
export function headerOf(request: RequestHead, name: string): string | null {
  const values = request.headers.filter(([candidate]) => candidate === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join(',');
}
