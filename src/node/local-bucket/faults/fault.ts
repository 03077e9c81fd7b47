import type { Answer, IncomingBody, RequestHead } from '../exchange.js';
import type { Refusal } from '../refusal.js';
import type { ServiceError } from '../service-error.js';

/** What a fault can be told, by name; times and sizes carry their unit in it. The values are the defaults. */
export type FaultSettings = Readonly<Record<string, string | number | boolean>>;

/** Something that goes wrong, as a value. It holds no state: that is made when it begins. */
export interface Fault<Settings extends FaultSettings = FaultSettings> {
  /** The code of the diagnosis that names it, such as `pre.redirect`. */
  readonly code: string;
  /** For people: what the server does. */
  readonly title: string;
  /** The exchanges that it touches. */
  readonly on: FaultyExchanges;
  /** Whether it is there between exchanges too, so that no path and no count of them can be told. Default `false`. */
  readonly isOfServer?: boolean;
  readonly settings: Settings;
  readonly begin: (settings: Settings) => ActiveFault;
}

/** `preflights`: an `OPTIONS` with `Access-Control-Request-Method`. `requests`: all others. */
export type FaultyExchanges = 'preflights' | 'requests' | 'all';

/** A fault that goes on. */
export interface ActiveFault {
  /** Gives an answer, with the store's help or without. Default: the store answers. */
  readonly answer?: (exchange: FaultyExchange) => Promise<Answer | null>;
  /** How far the server's clock is ahead. Default: 0. */
  readonly clockOffsetMs?: number;
}

/** One request at which a fault looks. */
export interface FaultyExchange {
  readonly head: RequestHead;
  readonly body: IncomingBody;
  readonly now: () => Date;
  /** What the store answers, or the next fault does. `null`: the client is gone. */
  readonly next: (head?: RequestHead, body?: IncomingBody) => Promise<Answer | null>;
  /** An error in the store's own document, with its ids. `hasCors`: with CORS headers where a rule matches. */
  readonly refuse: (error: ServiceError, hasCors: boolean) => Answer;
  /** The store's own words for a refusal. */
  readonly word: (refusal: Refusal) => ServiceError;
  /** Whether the URL carries a signature as the store has it, right or wrong. */
  readonly isPresigned: boolean;
  /** What the store says to a request for a bucket of another region. */
  readonly wrongRegion: (region: string) => ServiceError;
}

/** Makes a fault as a value, its settings as they are typed where it is written. */
export function fault<Settings extends FaultSettings>(value: Fault<Settings>): Fault {
  // The settings are held against these defaults before a fault begins.
  return value as unknown as Fault;
}
