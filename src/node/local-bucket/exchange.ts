import type { HeaderEntry } from '../../model/cors-exchange.js';

/** A request as it came, before anything of it is believed. */
export interface ReceivedRequest {
  readonly method: string;
  /** The request target as it travelled: path and query, still percent-encoded. */
  readonly target: string;
  /** In the order they came; names lower-case, each character of a value one byte. */
  readonly headers: readonly HeaderEntry[];
  /** `null`: longer than the local bucket takes. Its bytes were read and dropped. */
  readonly body: Uint8Array | null;
}

/** What is sent back. The server adds `Date`, and `Content-Length` unless the status has no body. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array | string;
}

/** What made a request unreadable, so that no {@link ReceivedRequest} came of it. */
export type UnreadableRequest = 'headers-too-large' | 'too-slow' | 'not-http';

/** One store's way to answer: everything that differs between stores is behind it. */
export interface Dialect {
  /** Never rejects: what goes wrong becomes the store's own error answer. */
  readonly answer: (request: ReceivedRequest) => Promise<Answer>;
  readonly answerUnreadable: (what: UnreadableRequest) => Answer;
}

/** The value of a header, several ones of that name joined by a comma. `null` when absent. */
export function headerOf(request: ReceivedRequest, name: string): string | null {
  const values = request.headers.filter(([candidate]) => candidate === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join(',');
}
