/** The request that failed, or that one wants to know of before it is sent. */
export interface DiagnosedRequest {
  /** As the page would give it to `fetch`: `PUT`. */
  readonly method: string;
  /**
   * The object's key as text. Nothing is written to it, and it need not exist. Without a signature, methods that change things
   * are asked about by keys of their own in its directory.
   */
  readonly key: string;
  /** The headers that the page sets, `content-type` included, without those of the signature. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the signature stands in the headers or in the URL. Default `header`. */
  readonly signing?: 'header' | 'url';
  /**
   * Whether the page sends cookies along (`credentials: 'include'`, `xhr.withCredentials`), as this SDK never does. The diagnosis
   * then sends probes with cookies, too. Default false.
   */
  readonly withCookies?: boolean;
  /**
   * Whether the page saw `xhr.upload` tell of progress before the request failed, which shows that its preflight had passed. What is
   * refused now had an old permission then, and what passes now broke off.
   * Default: not known.
   */
  readonly sawUpload?: boolean;
  /**
   * Whether it failed when it was sent, as the `attempt` of a `NetworkError` tells. What passes now with a body of one byte may
   * have failed for its size, by a network that broke off, or by an answer without CORS headers to the whole.
   * Default: not known.
   */
  readonly hasFailed?: boolean;
}
