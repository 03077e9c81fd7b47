import type { Answer, RequestHead } from '../exchange.js';

/** A request to a path that is the local bucket's own. */
export interface OwnRequest {
  readonly head: RequestHead;
  /** Without a query. */
  readonly path: string;
  readonly body: Uint8Array;
}

/** What answers at one such path. */
export type OwnRoute = (request: OwnRequest) => Promise<Answer>;

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: [['Content-Type', 'application/json']], body: `${JSON.stringify(value)}\n` };
}
