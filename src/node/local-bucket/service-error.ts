import type { HeaderEntry } from '../../model/cors-exchange.js';

/** An element of an error's body besides its code and message. */
export type ErrorMember = readonly [name: string, value: string];

/** A refusal in a store's own words: status, code, message, and the further members of its body. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;
  readonly members: readonly ErrorMember[];
  readonly headers: readonly HeaderEntry[];

  constructor(
    status: number,
    code: string,
    message: string,
    members: readonly ErrorMember[] = [],
    headers: readonly HeaderEntry[] = [],
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.members = members;
    this.headers = headers;
  }
}
