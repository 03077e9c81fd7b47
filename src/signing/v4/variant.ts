/** What differs between the signatures of version 4 that vendors derived from that of AWS. */
export interface V4Variant {
  /** First line of the string to sign, such as `AWS4-HMAC-SHA256`. */
  readonly algorithm: string;
  /** What stands before the secret in the first key. */
  readonly keyPrefix: string;
  /** Last part of the scope. */
  readonly terminator: string;
  /** The service that the scope names, unless another one is asked. */
  readonly service: string;
  /** How the vendor's own headers and form fields begin: `x-amz-`. */
  readonly prefix: string;
  /** The form field that names the algorithm, without the prefix. */
  readonly algorithmField: string;
}
