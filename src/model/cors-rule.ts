/**
 * One rule of a bucket's CORS configuration, in this SDK's own spelling.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
 */
export interface CorsRule {
  /** The rule's name, at most 255 characters. Absent: the rule has none. */
  readonly id?: string;
  /** Origins (`scheme://host[:port]`, no trailing slash), each with at most one `*`. At least one. */
  readonly allowedOrigins: readonly string[];
  /** At least one of GET, PUT, POST, DELETE, HEAD, in capitals. `OPTIONS` is not among them: preflights are implied. */
  readonly allowedMethods: readonly string[];
  /** Request header names, each with at most one `*`, compared without case. Absent or empty: a preflight that lists any header is refused. */
  readonly allowedHeaders?: readonly string[];
  /** Response header names that a page may read. Absent: only those which the Fetch standard safelists. */
  readonly exposeHeaders?: readonly string[];
  /** Seconds for which a browser may keep the preflight's answer. Absent: the browser keeps it for 5 seconds. */
  readonly maxAgeSeconds?: number;
}
