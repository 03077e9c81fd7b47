import type { AccessKey, AccessKeys } from './access-keys.js';
import type { FormCondition } from './form/form-condition.js';
import type { Operation } from './operation.js';
import type { ParsedRequest } from './target.js';

/** What a signature is checked against. */
export interface Access {
  readonly keys: AccessKeys;
  readonly region: string;
  readonly now: Date;
}

/** Looks at a body while it comes in, and at its end throws when it is not the one that was announced. */
export interface BodyCheck {
  readonly update: (chunk: Uint8Array) => void;
  readonly finish: () => void;
}

/** How a body is to be read, as the head of its request says. */
export interface BodyPlan {
  /** Takes a body apart that is sent in a form of its own, such as signed chunks. `null`: it is sent as it is. */
  readonly decode: ((body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | null;
  /** The bytes of what is decoded, where that was announced. */
  readonly decodedLength: number | null;
  readonly checks: readonly BodyCheck[];
}

/** A body that is what it is. `Content-MD5` is looked at besides, for every dialect. */
export const PLAIN_BODY: BodyPlan = { decode: null, decodedLength: null, checks: [] };

/** A request whose signature is right. */
export interface SignedRequest {
  readonly caller: AccessKey;
  readonly body: BodyPlan;
}

/** A form whose signature is right. */
export interface SignedForm {
  readonly caller: AccessKey;
  /** `null`: the policy never ends. */
  readonly expiresAt: Date | null;
  readonly conditions: readonly FormCondition[];
  /** Whether the policy must have a condition for a field. */
  readonly mustBeCovered: (field: string) => boolean;
}

/** The fields before a form's file, names lower-case. */
export type FormFields = ReadonlyMap<string, string>;

/** Finds out who sent something, by computing its signature anew. Shares no code with `src/signing`. */
export interface Authentication {
  /**
   * Checks a signature in the headers or the query.
   *
   * @param body - That of an `AssumeRole`, whose signature covers it; `null` otherwise.
   * @returns `null` when the request is not signed.
   * @throws Refusal | ServiceError when the signature, its time, its scope, its key or its token is refused.
   */
  readonly authenticate: (
    request: ParsedRequest,
    operation: Operation,
    access: Access,
    body: Uint8Array | null,
  ) => SignedRequest | null;
  /**
   * Checks a signature in the fields of a form. Fields that ask for something that is not built are refused here.
   *
   * @throws Refusal | ServiceError
   */
  readonly authenticateForm: (fields: FormFields, access: Access) => SignedForm;
  /**
   * Checks the signature of a presigned URL on its preflight. Absent: the store does not look at it there.
   *
   * @throws ServiceError
   */
  readonly checkPreflight?: (request: ParsedRequest, access: Access) => void;
}
