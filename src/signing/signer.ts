import type { Credentials } from '../model/credentials.js';

/** A request before it is signed. */
export interface SignableRequest {
  /** In capitals. */
  readonly method: string;
  /** Absolute URL, percent-encoded, without a fragment. */
  readonly url: string;
  /** Headers that will be sent and are to be signed. `Host` is added by the signer. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every signature depends on besides the request: given, never read from a clock or a setting. */
export interface SigningContext {
  /** The time of signing, corrected for the clock's offset. */
  readonly now: Date;
  /** The region that the store knows, such as `us-east-1`. */
  readonly region: string;
}

/** How a signature came about, to compare with what the store computed. It holds no secret, no token and no signature. */
export interface SignatureTrace {
  /** The canonical request, with `<security token>` and `<secret>` for the token and for headers that hold a key. */
  readonly canonicalRequest: string;
  /** The string to sign, as it is: it holds only a hash of the canonical request. */
  readonly stringToSign: string;
  /** The signed header names, lower-case, sorted. */
  readonly signedHeaders: readonly string[];
}

/** A request whose signature is in its headers. */
export interface SignedHeaders {
  /** The URL to send it to: the same resource, in the encoding that was signed. */
  readonly url: string;
  /** The headers to set, those of the request included, without `Host`, which the browser sets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly trace: SignatureTrace;
}

/** A request whose signature is in its URL. */
export interface SignedUrl {
  readonly url: string;
  /** When the URL stops working: after its own time or with the credentials, whichever ends first. */
  readonly expiresAt: Date;
  readonly trace: SignatureTrace;
}

/** Signs a request in its headers. */
export type HeaderSigner = (
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
) => Promise<SignedHeaders>;

/** Signs a request in its URL, for `expiresInSeconds`. */
export type UrlSigner = (
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext & { readonly expiresInSeconds: number },
) => Promise<SignedUrl>;
