import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { ErrorListener } from '../error-listener.js';
import type { AccessKey, AccessKeys, RandomBytes } from './access-keys.js';
import type { BodyPlan } from './authentication.js';
import type { Dialect } from './dialect.js';
import type { IncomingBody } from './exchange.js';
import type { ObjectStorage } from './storage/object-storage.js';
import type { ParsedRequest } from './target.js';

/** Everything an answer depends on besides the request. */
export interface Service {
  readonly dialect: Dialect;
  readonly region: string;
  readonly storage: ObjectStorage;
  /** Grows with every temporary key. */
  readonly keys: AccessKeys;
  /** The dialect's own, unless told otherwise. */
  readonly ruleSemantics: RuleSemantics;
  /** The dialect's own, unless told otherwise. */
  readonly corsHeadersOnAuthErrors: boolean;
  /** Whether a refused preflight is answered so that a browser's console names the cause. Default `false`. */
  readonly explain?: boolean;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  /** Is told of what became an internal error. */
  readonly onError: ErrorListener;
}

/** A request that has been understood and may send its body. */
export interface Call {
  readonly service: Service;
  readonly request: ParsedRequest;
  readonly body: IncomingBody;
  readonly plan: BodyPlan;
  /** `null`: a form, which says who sent it in its body. */
  readonly caller: AccessKey | null;
  /** For a form to call when its signature is right: until then a refusal is one of authentication. */
  readonly onAuthenticated: () => void;
}
