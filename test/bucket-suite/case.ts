/** How a request is signed, or wrongly signed. `url-ended`: a presigned URL whose time is over. */
export type Signing =
  | 'headers'
  | 'url'
  | 'url-ended'
  | 'none'
  | 'wrong-secret'
  | 'url-wrong-secret'
  | 'unknown-key'
  | 'skewed'
  | 'stray-token'
  | 'unsigned-header'
  | 'other-region';

/** One request of a case. */
export interface Step {
  readonly method: string;
  /** Below the bucket: an object's key, percent-encoded, and a query. Empty: the bucket itself. `UPLOAD` stands for the upload's id. */
  readonly at: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default: `headers`. */
  readonly signing?: Signing;
  /** Header by which the answer is looked at besides those that always are. */
  readonly looksAt?: readonly string[];
}

/** Requests one after another in a bucket of their own, of which two stores are expected to say the same. */
export interface SuiteCase {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What is compared of one answer: its status, its error code, headers that matter, and of a read the text. */
export type Observation = Readonly<Record<string, string>>;
