import type { SignatureTrace, SignedHeaders, SignedUrl } from './signer.js';

// Classes, since an object with a getter of its own costs a tenth of the signature to make.

/** A request whose signature is in its headers, with a trace that is made when it is looked at. */
export class HeaderSigned implements SignedHeaders {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly #trace: () => SignatureTrace;

  constructor(url: string, headers: Readonly<Record<string, string>>, trace: () => SignatureTrace) {
    this.url = url;
    this.headers = headers;
    this.#trace = trace;
  }

  get trace(): SignatureTrace {
    return this.#trace();
  }
}

/** A request whose signature is in its URL, with a trace that is made when it is looked at. */
export class UrlSigned extends HeaderSigned implements SignedUrl {
  readonly expiresAt: Date;

  constructor(
    url: string,
    headers: Readonly<Record<string, string>>,
    expiresAt: Date,
    trace: () => SignatureTrace,
  ) {
    super(url, headers, trace);
    this.expiresAt = expiresAt;
  }
}
