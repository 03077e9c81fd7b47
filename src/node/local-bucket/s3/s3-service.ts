import type { RuleSemantics } from '../../../rules/rule-semantics.js';
import type { ErrorListener } from '../../error-listener.js';
import type { AccessKey, AccessKeys, RandomBytes } from '../access-keys.js';
import type { Answer, RequestHead } from '../exchange.js';
import type { MemoryStore } from '../memory-store.js';
import type { SignedService } from './authenticate.js';
import type { S3Target } from './parse-target.js';

/** Everything an answer depends on besides the request. */
export interface S3Service {
  readonly region: string;
  readonly store: MemoryStore;
  /** Grows with every `AssumeRole`. */
  readonly keys: AccessKeys;
  /** The one role that can be assumed. */
  readonly roleArn: string;
  readonly ruleSemantics: RuleSemantics;
  /** Whether a refused signature, key or token is answered with CORS headers, so that a page can read which it was. */
  readonly corsHeadersOnAuthErrors: boolean;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  /** Is told of what became an `InternalError`. */
  readonly onError: ErrorListener;
}

/** A request that has been understood and is let through. */
export interface S3Call {
  readonly service: S3Service;
  readonly request: RequestHead;
  readonly target: S3Target;
  readonly body: Uint8Array;
  /** Who signed it. */
  readonly caller: AccessKey;
}

/** One thing the service does, and the requests that ask for it. */
export interface Operation {
  readonly method: string;
  /** What it is done to. */
  readonly on: 'service' | 'bucket' | 'object';
  /** The names in the query, all of them needed and no other allowed, those of the signature aside. */
  readonly query: readonly string[];
  readonly signedFor: SignedService;
  /** @throws S3Error when it is refused. */
  readonly run: (call: S3Call) => Answer | Promise<Answer>;
}

/** How object storage itself is signed. */
export const s3Signed: SignedService = { name: 's3', payloadHash: 'declared' };

/** How the token service is signed. */
export const stsSigned: SignedService = { name: 'sts', payloadHash: 'computed' };
