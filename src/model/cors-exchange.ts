/** A header as it travels. The same name may come several times. */
export type HeaderEntry = readonly [name: string, value: string];

/** What a browser asks a store before the real request. */
export interface PreflightRequest {
  /** It asks before the request proper. */
  readonly kind: 'preflight';
  /** The `Origin` header; `null` when absent. The opaque origin is the text `"null"`. */
  readonly origin: string | null;
  /** `Access-Control-Request-Method`; `null` when absent. */
  readonly method: string | null;
  /** The names of `Access-Control-Request-Headers`, as they travel. Empty when the header is absent. */
  readonly headers: readonly string[];
  /** Whether the URL carries a signature, which some stores check already here. Default `false`. */
  readonly presigned?: boolean;
  /** What the path names, which some stores tell in a refusal. Default: not said. */
  readonly resource?: 'object' | 'bucket';
}

/** A request other than a preflight, as far as CORS rules look at it. */
export interface ActualRequest {
  /** It is no preflight. */
  readonly kind: 'actual';
  /** The `Origin` header; `null` when absent. */
  readonly origin: string | null;
  /** As it travels: `PUT`. */
  readonly method: string;
  /** `Access-Control-Request-Method`, which no browser sends here, though some stores look at it. Default: absent. */
  readonly askedMethod?: string | null;
  /** The names of `Access-Control-Request-Headers`, likewise. Default: none. */
  readonly askedHeaders?: readonly string[];
  /**
   * Whether it carries an `Authorization` header, by which Ceph decides between `*` and the origin. Default: not said, so
   * that both are possible there.
   */
  readonly authorized?: boolean;
}

/** An answer as far as CORS looks at it. */
export interface CorsResponse {
  /** Of the answer: 200. */
  readonly status: number;
  /** In the order in which they came; a name may come several times. */
  readonly headers: readonly HeaderEntry[];
  /**
   * What is not known of it, where a store's behaviour is not confirmed: names of headers, lower-case, that may be there
   * with any value, or `status`. What `headers` and `status` say of these counts for nothing. Default: all is known.
   */
  readonly unknown?: readonly string[];
}
