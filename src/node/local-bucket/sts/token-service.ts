import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import type { Answer, RequestHead } from '../exchange.js';
import type { ServiceError } from '../service-error.js';
import type { AssumedRole, RoleRequest } from './role-request.js';

/** A request to an STS, its body read. */
export interface TokenQuestion {
  readonly head: RequestHead;
  /** Without a query. */
  readonly path: string;
  /** The fields of the query, and of the body where that is a form. */
  readonly fields: URLSearchParams;
  readonly body: Uint8Array;
}

/**
 * One vendor's STS, as a value: how it is asked for a temporary key, how it checks who asks, and how it answers. A request
 * that names no action is a page's to its own backend: it is not signed, and answered by what such a backend passes on.
 */
export interface TokenService {
  /** For people. */
  readonly title: string;
  /**
   * What is asked for; what a request without an action leaves out has defaults.
   *
   * @param roleArn - The one role there is.
   * @throws ServiceError what the vendor says when it is something else.
   */
  readonly read: (question: TokenQuestion, roleArn: string) => RoleRequest;
  /** Who signed it. `null`: it is not signed. @throws ServiceError when the signature is refused. */
  readonly authenticate: (question: TokenQuestion, access: Access) => AccessKey | null;
  /** What the vendor says to who may not ask. */
  readonly notPermitted: (roleArn: string) => ServiceError;
  /** The vendor's answer with the keys of a role that was assumed. */
  readonly answer: (role: AssumedRole, question: TokenQuestion, now: Date) => Answer;
  /** The vendor's answer to who gets none. */
  readonly refuse: (error: ServiceError, requestId: string, question: TokenQuestion) => Answer;
}
