// Each in a file of its own: what only a part needs that is loaded later, comes with that part.
import type { ConfigError } from './errors/config-error.js';
import type { CorsChangedError } from './errors/cors-changed-error.js';
import type { CredentialsError } from './errors/credentials-error.js';
import type { HttpError } from './errors/http-error.js';
import type { NetworkError } from './errors/network-error.js';
import type { ParseError } from './errors/parse-error.js';
import type { SignerError } from './errors/signer-error.js';
import type { UnsupportedError } from './errors/unsupported-error.js';

export type { ErrorCode } from './errors/bucket-preflight-error.js';
export { BucketPreflightError, isBucketPreflightError } from './errors/bucket-preflight-error.js';
export { ConfigError } from './errors/config-error.js';
export type { CorsChange } from './errors/cors-changed-error.js';
export { CorsChangedError } from './errors/cors-changed-error.js';
export { CredentialsError } from './errors/credentials-error.js';
export type { FailedRequest, StoreErrorAnswer } from './errors/http-error.js';
export { HttpError } from './errors/http-error.js';
export { listIssues } from './errors/list-issues.js';
export type { DiagnoseAttempt } from './errors/network-error.js';
export { NetworkError } from './errors/network-error.js';
export { ParseError } from './errors/parse-error.js';
export type { SignatureFailureOptions } from './errors/signature-failure.js';
export { SignerError } from './errors/signer-error.js';
export { UnsupportedError } from './errors/unsupported-error.js';
export type { StoreErrorKind } from './store-error-kind.js';

/** Any error of this SDK, so that `switch (error.code)` narrows. */
export type AnyBucketPreflightError =
  | CorsChangedError
  | ConfigError
  | CredentialsError
  | HttpError
  | NetworkError
  | ParseError
  | SignerError
  | UnsupportedError;
