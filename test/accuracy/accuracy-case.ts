import type { CorsRule } from '../../src/model/cors-rule.js';
import type { FaultRequest } from '../../src/node/index.js';
import type { EngineName } from '../support/engines/engine.js';

/** What plays the cases: a browser's engine, or `simulated`, what Chromium is known to do, in a fraction of the time. */
export type PlayedEngine = EngineName | 'simulated';

/** The stores whose ways of reading rules and of signing differ, by the name they have in the bundle. */
export type StoreName = 's3' | 'oss' | 'cos' | 'qingstor' | 'ceph';

/**
 * What a case is about. `rules`: nothing but rules. `conflict`: names that only together are refused. `masked`: the store
 * puts no CORS headers on refused signatures. `hidden`: the preflight passes, and the answer cannot be read, so that
 * Firefox shows no upload event. `whim`: a gateway in front refuses by no rule. `flaky`: the network loses one probe in
 * twenty. `fault`: one fault of the local bucket.
 */
export type CaseKind = 'rules' | 'conflict' | 'masked' | 'hidden' | 'whim' | 'flaky' | 'fault';

/** A gateway in front that refuses preflights by a rule of its own, which is no set of CORS rules. */
export interface Whim {
  /**
   * `bare`: refuses what asks for no header. `needs`: refuses the name unless the other is asked for too. `parity`: refuses
   * an odd number of names. `dice`: throws dice for each method and set of names, once.
   */
  readonly kind: 'bare' | 'needs' | 'parity' | 'dice';
  readonly name: string;
  readonly other: string;
}

/** What the page wants to send. */
export interface CaseRequest {
  readonly method: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `none`: diagnosed as a URL, which adds no header name, and sent without a signature. */
  readonly signing: 'none' | 'header' | 'url';
  readonly hasBody: boolean;
  /** Whether cookies go along, to which a store must agree. */
  readonly withCookies: boolean;
}

/** A bucket, a request and what goes wrong: whole as it is, so that seed and index play it again. */
export interface AccuracyCase {
  readonly seed: number;
  /** Which of the cases of this seed it is, from 0. */
  readonly index: number;
  readonly kind: CaseKind;
  readonly store: StoreName;
  /** `{{page}}` stands for the page's origin. */
  readonly rules: readonly CorsRule[];
  readonly request: CaseRequest;
  /** Whether a refused signature is answered without CORS headers. */
  readonly hidesAuthErrors: boolean;
  /** Whether the diagnosis is given the rules. */
  readonly knowsRules: boolean;
  /** Rules that it is given in their place, as they once were. `null`: none. */
  readonly oldRules: readonly CorsRule[] | null;
  readonly usesCredentials: boolean;
  /** Whether the secret that the page signs with is not the store's. */
  readonly hasWrongSecret: boolean;
  /** Whether each answer takes 100 ms, to count what has to wait for what. */
  readonly isSlow: boolean;
  readonly fault: FaultRequest | null;
  /**
   * How the page has read the object before, which anybody may then: as a picture, which asks without an origin, or by a request like its
   * own, when another client had read it. `null`: not at all.
   */
  readonly readBefore: 'as-picture' | 'as-request' | null;
  readonly whim: Whim | null;
  readonly isFlaky: boolean;
}
