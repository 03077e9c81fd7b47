/**
 * Why an operation is refused, as all stores tell the cases apart, and the facts that go with each. How a store words it
 * is its dialect's affair.
 */
export interface RefusalFacts {
  /** No signature, where one is needed. */
  'access-denied': object;
  /** The session's policy does not allow it. */
  'not-permitted': { readonly operation: string };
  'not-implemented': { readonly what: string; readonly header: string | null };
  'internal-error': object;
  'no-room': object;
  'invalid-uri': { readonly uri: string };
  'no-such-bucket': { readonly bucket: string };
  'invalid-bucket-name': { readonly bucket: string };
  'bucket-exists': { readonly bucket: string };
  'bucket-not-empty': { readonly bucket: string };
  'no-such-key': { readonly key: string };
  'key-too-long': { readonly bytes: number; readonly maxBytes: number };
  'invalid-range': { readonly range: string; readonly size: number };
  'precondition-failed': { readonly condition: string };
  /** The request forbids to replace an object. */
  'object-exists': { readonly key: string };
  'metadata-too-large': { readonly bytes: number; readonly maxBytes: number };
  'missing-length': object;
  'incomplete-body': object;
  'body-too-long': { readonly maxBytes: number };
  'document-too-long': { readonly maxBytes: number };
  'malformed-document': object;
  'invalid-digest': { readonly header: string; readonly declared: string };
  'bad-digest': { readonly header: string; readonly declared: string; readonly computed: string };
  'no-cors': { readonly bucket: string };
  'no-such-upload': { readonly uploadId: string };
  'invalid-part-number': { readonly value: string };
  /** Completed with a part that is not there, or has another ETag. */
  'invalid-part': { readonly uploadId: string; readonly partNumber: number; readonly etag: string };
  'invalid-part-order': { readonly uploadId: string };
  'part-too-small': { readonly partNumber: number; readonly bytes: number; readonly minBytes: number };
  'invalid-argument': { readonly argument: string; readonly value: string; readonly message: string };
  'malformed-form': { readonly message: string };
  'invalid-policy': { readonly message: string };
  'policy-expired': object;
  /** A condition of the policy does not hold, or a field has none. */
  'policy-failed': { readonly message: string };
  /** The file in a form is shorter or longer than its policy allows. */
  'policy-too-small': { readonly bytes: number; readonly minBytes: number };
  'policy-too-large': { readonly maxBytes: number };
  'headers-too-large': object;
  'too-slow': object;
  'not-http': object;
}

export type RefusalCode = keyof RefusalFacts;

/** A refusal by code and facts, for a dialect to word. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  readonly facts: RefusalFacts[Code];

  constructor(code: Code, facts: RefusalFacts[Code]) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
