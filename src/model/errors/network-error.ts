import type { DiagnoseOptions } from '../diagnose-options.js';
import type { DiagnosedRequest } from '../diagnosed-request.js';
import type { Diagnosis } from '../diagnosis.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import type { FailedRequest } from './http-error.js';
import { UnsupportedError } from './unsupported-error.js';

const NOTHING_READ =
  'no answer could be read. In a page this may be CORS, the network, or an error answer without CORS headers: ' +
  'error.diagnose() tells which.';

/** Diagnoses a request of one bucket. */
export type DiagnoseAttempt = (attempt: DiagnosedRequest, options: DiagnoseOptions) => Promise<Diagnosis>;

/**
 * No answer could be read. A page cannot tell by itself whether that is CORS, the network or something else:
 * `error.diagnose()` can. `ERR_NETWORK`.
 */
export class NetworkError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'NetworkError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_NETWORK';
  /** What was sent, without its signature. */
  readonly request: FailedRequest;
  /**
   * The request as `diagnose()` takes it: the page's own headers, without those of the signature, and with `<secret>` for
   * the value of one that holds a key.
   */
  readonly attempt: DiagnosedRequest;
  /** Private, so that no logger prints it. */
  readonly #diagnose: DiagnoseAttempt | undefined;

  /**
   * @param options.why - What is known of the cause. Default: that it is not known.
   * @param options.diagnose - What `diagnose()` calls. Default: there is nothing.
   */
  constructor(
    request: FailedRequest,
    attempt: DiagnosedRequest,
    options: ErrorOptions & { readonly why?: string; readonly diagnose?: DiagnoseAttempt | undefined } = {},
  ) {
    const { why = NOTHING_READ, diagnose, ...rest } = options;
    super(`[${request.method}] "${request.url}": ${why}`, rest);
    this.request = request;
    this.attempt = attempt;
    this.#diagnose = diagnose;
  }

  /**
   * Finds out why no answer could be read: the same as `diagnose(bucket, error.attempt, options)`, of which a bundler loads the
   * code when this is called first. Only in a page; elsewhere there is no CORS.
   *
   * @throws UnsupportedError outside a browser, and where the error was not made by a bucket of `createBucket()`; else as
   * `diagnose()`.
   */
  async diagnose(options: DiagnoseOptions = {}): Promise<Diagnosis> {
    if (this.#diagnose === undefined)
      throw new UnsupportedError('This error knows no bucket: call diagnose(bucket, error.attempt)');
    return this.#diagnose(this.attempt, options);
  }
}
