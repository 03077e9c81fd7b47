import type { Readable } from 'node:stream';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { RulesInstead } from './seen-rules.js';

/** What of a request comes before its body. Nothing of it is believed yet. */
export interface RequestHead {
  readonly method: string;
  /** The request target as it travelled: path and query, still percent-encoded. */
  readonly target: string;
  /** In the order they came; names lower-case, each character of a value one byte. */
  readonly headers: readonly HeaderEntry[];
  /** Where it came from. Absent: not known, and then it is nobody on this machine. */
  readonly remoteAddress?: string;
  /** Set by a fault: the rules that this one answer goes by. Default: the bucket's own. */
  readonly rulesInstead?: RulesInstead;
}

/** A body that is read while it is sent. */
export interface StreamedBody {
  readonly length: number;
  /** Called once at most, and not for HEAD. */
  readonly open: () => Readable;
  /** Gives back what is held for the body. Called in any case, once. */
  readonly close: () => Promise<void>;
}

/** What is sent back. The server adds `Date`, and `Content-Length` unless the status has no body. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array | string | StreamedBody;
}

/**
 * A body as it comes in, chunk by chunk. Throws {@link ClientGone} when the client goes away before its end, and
 * {@link BodyTooSlow} when it hardly comes.
 */
export type IncomingBody = AsyncIterable<Uint8Array>;

/** The client went away in the middle of its request: nobody is left to answer to. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** The client sends its body too slowly for it ever to end. */
export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow';
}

/**
 * What a server does that gives no answer. `hang`: nothing, until the client has enough. `end`: closes the connection.
 * `reset`: breaks it off, so that the client's system reports a reset.
 */
export type ConnectionEnd = 'hang' | 'end' | 'reset';

/** Thrown where there will be no answer, on purpose. @see faults/ */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly ending: ConnectionEnd;
  /** Sent before that, as it is. */
  readonly bytes: string;

  constructor(ending: ConnectionEnd, bytes: string = '') {
    super(ending);
    this.ending = ending;
    this.bytes = bytes;
  }
}

/** What made a request unreadable, so that no {@link RequestHead} came of it. */
export type UnreadableRequest = 'headers-too-large' | 'too-slow' | 'not-http';

/** What is wrong where a handler's own answer is none: `internal-error` says that there is one, which cannot be sent. */
export type WithoutAnswer = UnreadableRequest | 'internal-error';

/** What answers requests; the server knows nothing else of it. */
export interface RequestHandler {
  /** `null`: the client is gone. Rejects only when something failed that no answer could be made of. */
  readonly answer: (head: RequestHead, body: IncomingBody) => Promise<Answer | null>;
  readonly answerUnreadable: (what: WithoutAnswer) => Answer;
}

/** The value of a header, several ones of that name joined by a comma. `null` when absent. */
export function headerOf(request: RequestHead, name: string): string | null {
  let found: string | null = null;
  for (const [candidate, value] of request.headers) {
    if (candidate === name) found = found === null ? value : `${found},${value}`;
  }
  return found;
}
