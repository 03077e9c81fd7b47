/** The request that failed, or that one wants to know of before it is sent. */
export interface DiagnosedRequest {
  readonly method: string;
  /** The object's key as text. Nothing is written to it, and it need not exist. */
  readonly key: string;
  /** The headers that the page sets, `content-type` included, without those of the signature. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the signature stands in the headers or in the URL. Default `header`. */
  readonly signing?: 'header' | 'url';
}
