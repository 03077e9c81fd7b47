import type { HeaderEntry } from '../../../../src/model/cors-exchange.js';
import { NoAnswer } from '../../../../src/node/local-bucket/exchange.js';
import { travelInTurns } from '../../../support/travel-in-turns.js';
import { answerStaged, type StagedCase } from '../front.js';

/** A request as it travels. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array | null;
}

export interface ArrivedAnswer {
  readonly status: number;
  readonly headers: readonly HeaderEntry[];
  readonly body: string;
}

/** What comes back: an answer, or how the network ended it. */
export type Arrival = ArrivedAnswer | 'broken' | 'hanging';

/** A network to one case, in which each round trip is a turn. */
export interface Wires {
  readonly send: (request: SentRequest) => Promise<Arrival>;
  /** To be called for each request that the page sends, be it with a preflight or without. */
  readonly countSent: () => void;
  readonly sentCount: () => number;
}

export function wiresTo(staged: StagedCase): Wires {
  const turns = travelInTurns();
  let sent = 0;
  return {
    countSent: () => {
      sent += 1;
    },
    sentCount: () => sent,
    send: async ({ method, url, headers, body }) => {
      const { host, pathname, search } = new URL(url);
      const given = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
      const length = body === null ? [] : [['content-length', String(body.length)] as const];
      const head = {
        method,
        target: pathname + search,
        headers: [['host', host] as const, ...given, ...length],
        remoteAddress: '127.0.0.1',
      };
      try {
        const answer = await answerStaged(staged, head, bytesOf(body), {
          nowMs: turns.ended,
          wait: turns.travel,
        });
        if (answer === null) return 'broken';
        return { status: answer.status, headers: answer.headers, body: textOf(method, answer.body) };
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        return error.ending === 'hang' ? 'hanging' : 'broken';
      }
    },
  };
}

async function* bytesOf(body: Uint8Array | null): AsyncIterable<Uint8Array> {
  if (body !== null) yield body;
}

/** The answers that matter are short texts: what is streamed is an object. */
function textOf(method: string, body: unknown): string {
  if (method === 'HEAD') return '';
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return typeof body === 'string' ? body : '';
}
