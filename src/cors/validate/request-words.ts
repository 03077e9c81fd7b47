import { type Wording, worded } from '../../model/wording.js';
import type { Doubt } from '../../rules/evaluation.js';
import type { NearMissKind } from '../../rules/near-miss.js';

/** In what an origin misses a pattern. */
export const NEAR_WORDS: Readonly<Record<NearMissKind, Wording>> = {
  scheme: worded`the scheme`,
  port: worded`the port`,
  'default-port': worded`the default port, which browsers leave out`,
  www: worded`the www`,
  apex: worded`the part before the domain, which the origin has not`,
  'trailing-slash': worded`the slash at the end`,
  path: worded`the path, which no origin has`,
  case: worded`the capitals`,
  loopback: worded`localhost and 127.0.0.1, which are two origins`,
  'no-scheme': worded`the scheme, which is missing`,
};

const DOUBT_WORDS: Readonly<Record<Doubt, Wording>> = {
  'origin-case': worded`whether capitals in an origin count`,
  'header-wildcard': worded`whether a "*" within a header name is a wildcard`,
  'rule-selection': worded`which rules it asks after the first one for the origin`,
  'default-rules': worded`what a bucket without rules allows`,
  'presigned-signature': worded`whether it checks the signature of a URL on the preflight`,
};

/** What is not known of a store and decides. Without doubts, its rules are known and its answer is not. */
export function openWords(doubts: readonly Doubt[]): readonly Wording[] {
  return doubts.length === 0
    ? [worded`how the store words its answer`]
    : doubts.map((doubt) => DOUBT_WORDS[doubt]);
}

/** A request in a few words. */
export function requestWords(request: {
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly string[];
}): Wording {
  const { origin, method, headers } = request;
  return headers.length === 0
    ? worded`${method} from ${origin}`
    : worded`${method} from ${origin} with ${headers.join(', ')}`;
}
