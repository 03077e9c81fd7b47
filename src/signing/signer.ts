import type { BucketLocation } from '../model/bucket-location.js';
import type { Credentials } from '../model/credentials.js';
import type { Issue } from '../model/issue.js';

/** A request before it is signed. */
export interface SignableRequest {
  /** In capitals. */
  readonly method: string;
  /** The bucket that is asked. */
  readonly location: BucketLocation;
  /** The object's key as text, not percent-encoded. Empty: the bucket itself. */
  readonly key: string;
  /** Query parameters, not encoded; an empty value for a bare name. Default: none. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that will be sent as they are given here. `Host` is not among them: the browser sets it. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An upload by an HTML form, before it is signed. */
export interface SignableForm {
  /** The bucket that the form is sent to. */
  readonly location: BucketLocation;
  /** The key to upload to. May end with `${filename}`, which the store replaces with the file's own name. */
  readonly key: string;
  /** Further fields that the form will send as they are given here, such as `Content-Type`. Default: none. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What else must hold, besides the key and the fields, such as the file's size. Default: nothing. */
  readonly conditions?: readonly PolicyCondition[];
}

/**
 * A condition of a form's policy, as OSS, COS and S3 write it: `['content-length-range', 1, 10_485_760]`,
 * `['starts-with', '$Content-Type', 'image/']`, `['eq', '$x-oss-object-acl', 'private']`, `{ bucket: 'photos' }`; on OSS
 * also `['in', '$content-type', ['image/png']]` and `['not-in', …]`.
 */
export type PolicyCondition =
  | readonly ['content-length-range', minBytes: number, maxBytes: number]
  | readonly ['eq' | 'starts-with', field: string, value: string]
  | readonly ['in' | 'not-in', field: string, values: readonly string[]]
  | Readonly<Record<string, string>>;

/** What every signature depends on besides the request: given, never read from a clock. */
export interface SigningContext {
  /** The time of signing, corrected for the clock's offset. */
  readonly now: Date;
}

/** The same for what works for a time. */
export interface ExpiringContext extends SigningContext {
  /** How long it works, in whole seconds from `now`, at least 1. */
  readonly expiresInSeconds: number;
}

/** How a signature came about, to compare with what the store computed. It holds no secret, no token and no signature. */
export interface SignatureTrace {
  /**
   * The canonical request, with `<security token>` and `<secret>` for the token and for headers that hold a key. `null`
   * where the scheme has none: then the string to sign says it all.
   */
  readonly canonicalRequest: string | null;
  /** The string to sign, with the same things hidden. */
  readonly stringToSign: string;
  /** The signed header names, lower-case, sorted. */
  readonly signedHeaders: readonly string[];
}

/** A request whose signature is in its headers. */
export interface SignedHeaders {
  /** The URL to send it to. */
  readonly url: string;
  /** The headers to set, names lower-case, those of the request included, without `Host`, which the browser sets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Made when it is looked at. */
  readonly trace: SignatureTrace;
}

/** A request whose signature is in its URL. */
export interface SignedUrl {
  /** The whole address, with the signature in its query. */
  readonly url: string;
  /** The headers that must be sent with it, names lower-case: those of the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the URL stops working: after its own time or with the credentials, whichever ends first. */
  readonly expiresAt: Date;
  /** Made when it is looked at. */
  readonly trace: SignatureTrace;
}

/** A form whose signature is in its fields: `POST` it as `multipart/form-data`, these fields first, then the `file`. */
export interface SignedForm {
  /** Where the form is sent. */
  readonly url: string;
  /** The fields in the order in which they should be sent. A file goes after them, as `file`. */
  readonly fields: Readonly<Record<string, string>>;
  /** When it stops working. `null`: never, as the store's policies have no end. */
  readonly expiresAt: Date | null;
  /** What should be known before such a form is given away. Mostly empty. */
  readonly warnings: readonly Issue[];
}

/** Signs a request in its headers. */
export type HeaderSigner = (
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
) => Promise<SignedHeaders>;

/** Signs a request in its URL. */
export type UrlSigner = (
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
) => Promise<SignedUrl>;

/** Signs a form. */
export type FormSigner = (
  form: SignableForm,
  credentials: Credentials,
  context: ExpiringContext,
) => Promise<SignedForm>;

/** One scheme in its forms, as a store carries it. Pure but for the platform's hashes; sends nothing. */
export interface Signer {
  /** Signs in headers. */
  readonly signHeaders: HeaderSigner;
  /** Signs in the URL. */
  readonly signUrl: UrlSigner;
  /** Absent: the store takes no uploads by form. */
  readonly signForm?: FormSigner;
  /** Set where a form, once it is signed, works for as long as the access key does: its policy can say no end. */
  readonly areFormsEndless?: true;
  /** The header names, lower-case, that the signature sets itself: no request may bring its own. */
  readonly headerNames: readonly string[];
  /** The query parameters, lower-case, that a presigned URL carries: no request may bring its own. */
  readonly queryNames: readonly string[];
  /** Whether signatures name a region, so that it must be known. */
  readonly signsRegion: boolean;
  /** Whether the scheme knows temporary credentials. `false`: it signs with long-lived keys only, which belong on a server. */
  readonly takesToken: boolean;
  /** What whoever chooses this scheme should know, such as that it is being switched off. Mostly empty. */
  readonly warnings: readonly Issue[];
}
