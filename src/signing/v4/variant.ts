/** What differs between the signatures of version 4 that vendors derived from that of AWS. */
export interface V4Variant {
  /** First line of the string to sign, such as `AWS4-HMAC-SHA256`. */
  readonly algorithm: string;
  /** What stands before the secret in the first key. */
  readonly keyPrefix: string;
  /** Last part of the scope. */
  readonly terminator: string;
}
