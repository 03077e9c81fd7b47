import type { SignableForm } from '../signing/signer.js';

/** A request about an object, or about the bucket itself when `key` is empty. */
export interface ObjectRequest {
  /** As `fetch` takes it: `put` is `PUT`. */
  readonly method: string;
  /** The object's key as text, not percent-encoded. Empty: the bucket. */
  readonly key: string;
  /** Query parameters, not encoded; an empty value for a bare name. Default: none. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers to sign and send, `content-type` included, their values in printable ASCII. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An upload by HTML form. */
export type FormRequest = Omit<SignableForm, 'location'>;
