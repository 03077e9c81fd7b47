import type { CorsConfiguration } from './cors-configuration.js';
import type { DiagnoseOptions } from './diagnose-options.js';
import type { DiagnosedRequest } from './diagnosed-request.js';
import type { Diagnosis } from './diagnosis.js';
import type { Issue } from './issue.js';
import type { StoreErrorKind } from './store-error-kind.js';
import type { Wording } from './wording.js';

export type { StoreErrorKind } from './store-error-kind.js';

/** The stable codes of every error this SDK throws. */
export type ErrorCode =
  | 'ERR_CHANGED'
  | 'ERR_CONFIG'
  | 'ERR_CREDENTIALS'
  | 'ERR_HTTP'
  | 'ERR_NETWORK'
  | 'ERR_PARSE'
  | 'ERR_SIGNER'
  | 'ERR_UNSUPPORTED';

const brand = Symbol.for('bucket-preflight.error');

/**
 * Base of every error this SDK throws. `code` says which; `isBucketPreflightError` recognises one even when two
 * copies of the SDK are on a page. Aborts are not wrapped: the `AbortError` of the platform passes through.
 *
 * No error holds a secret key, a token or a signature, in no field and in no message.
 */
export abstract class BucketPreflightError extends Error {
  /** One of {@link ErrorCode}. */
  abstract readonly code: ErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Not enumerable, so that loggers do not print it; by a registered symbol, so that another copy of the SDK sees it.
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Tells whether a value is an error of this SDK, of this copy or another one on the page. */
export function isBucketPreflightError(value: unknown): value is BucketPreflightError {
  return typeof value === 'object' && value !== null && Reflect.get(value, brand) === true;
}

/** Bad options, rules or requests: {@link ConfigError.issues} lists every problem at once. `ERR_CONFIG`. */
export class ConfigError extends BucketPreflightError {
  override readonly name = 'ConfigError';
  readonly code = 'ERR_CONFIG';
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(listIssues(what, issues));
    this.issues = issues;
  }
}

/** What goes with the failure of what should have led to a signature. */
export interface SignatureFailureOptions extends ErrorOptions {
  /** What the store had answered before, where that is why another signature was wanted. */
  readonly refusal?: HttpError;
}

/**
 * Credentials could not be had or cannot be used: the function that should return them failed, or its answer is
 * malformed or expired. `ERR_CREDENTIALS`.
 */
export class CredentialsError extends BucketPreflightError {
  override readonly name = 'CredentialsError';
  readonly code = 'ERR_CREDENTIALS';
  readonly issues: readonly Issue[];
  /** Why others were asked for: what the store answered to a request with those that there were. */
  declare readonly refusal?: HttpError;

  constructor(what: string, issues: readonly Issue[], options: SignatureFailureOptions = {}) {
    const { refusal, ...rest } = options;
    super(listIssues(what, issues) + wordsOf(refusal), rest);
    this.issues = issues;
    if (refusal !== undefined) this.refusal = refusal;
  }
}

/** What a store's error answer said, as far as it is known. */
export interface StoreErrorAnswer {
  /** What it means. Decide by this: codes differ between stores. */
  readonly kind: StoreErrorKind;
  /** The store's own code, such as `SignatureDoesNotMatch`. Empty when the body named none. */
  readonly serviceCode: string;
  /** The store's own words. Empty when it gave none. */
  readonly serviceMessage: string;
  /** The store's id of the request, for its support. */
  readonly requestId?: string;
  /** The store's clock, where the answer names it (`RequestTimeTooSkewed`). */
  readonly serverTime?: Date;
  /** The region that the store expected, where the answer names it. */
  readonly expectedRegion?: string;
}

/** The request an error is about: no query, no header values, so no signature and no token. */
export interface FailedRequest {
  readonly method: string;
  /** Absolute URL without its query. */
  readonly url: string;
}

/** The store answered with an error status that could be read, so CORS is not the problem. `ERR_HTTP`. */
export class HttpError extends BucketPreflightError {
  override readonly name = 'HttpError';
  readonly code = 'ERR_HTTP';
  readonly status: number;
  readonly request: FailedRequest;
  readonly answer: StoreErrorAnswer;

  constructor(request: FailedRequest, status: number, answer: StoreErrorAnswer) {
    const said = [answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': ');
    const region =
      answer.expectedRegion === undefined ? '' : ` (the bucket is in region "${answer.expectedRegion}")`;
    super(`[${request.method}] "${request.url}": ${status}${said === '' ? '' : ` ${said}`}${region}`);
    this.status = status;
    this.request = request;
    this.answer = answer;
  }
}

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
  override readonly name = 'NetworkError';
  readonly code = 'ERR_NETWORK';
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

/**
 * A document is not what it should be: XML or JSON that is not well formed, or of another kind. Where it is of the right
 * kind, {@link ParseError.issues} lists every value in it that cannot be right. `ERR_PARSE`.
 */
export class ParseError extends BucketPreflightError {
  override readonly name = 'ParseError';
  readonly code = 'ERR_PARSE';
  readonly issues: readonly Issue[];
  /** What the message begins with as data, where it can be said in other languages. */
  declare readonly wording?: Wording;

  constructor(what: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(listIssues(what, issues), options);
    this.issues = issues;
  }
}

/**
 * The app's own server, which should sign requests, did not: it does not answer, refuses, or its answer is of no use. The
 * store was not asked, so this is no matter of its CORS configuration. `ERR_SIGNER`.
 */
export class SignerError extends BucketPreflightError {
  override readonly name = 'SignerError';
  readonly code = 'ERR_SIGNER';
  readonly issues: readonly Issue[];
  /** Why it was asked once more: what the store answered to a request with the signature before. */
  declare readonly refusal?: HttpError;

  constructor(what: string, issues: readonly Issue[] = [], options: SignatureFailureOptions = {}) {
    const { refusal, ...rest } = options;
    super(listIssues(what, issues) + wordsOf(refusal), rest);
    this.issues = issues;
    if (refusal !== undefined) this.refusal = refusal;
  }
}

/** What goes with {@link CorsChangedError}. */
export interface CorsChange {
  /** What should have been there. */
  readonly expected: CorsConfiguration;
  /** What was there. */
  readonly found: CorsConfiguration;
  /** From the one to the other, as a unified diff of the store's documents. */
  readonly diff: string;
  /**
   * `before`: it was seen before anything was put, and nothing was. `after`: the configuration was put, and somebody else
   * replaced it at once.
   */
  readonly seen: 'before' | 'after';
}

/** Somebody else changed the bucket's CORS configuration meanwhile: plan again. `ERR_CHANGED`. */
export class CorsChangedError extends BucketPreflightError {
  override readonly name = 'CorsChangedError';
  readonly code = 'ERR_CHANGED';
  readonly expected: CorsConfiguration;
  readonly found: CorsConfiguration;
  readonly diff: string;
  readonly seen: 'before' | 'after';

  constructor(what: string, { expected, found, diff, seen }: CorsChange) {
    super(`${what}\n${diff}`);
    this.expected = expected;
    this.found = found;
    this.diff = diff;
    this.seen = seen;
  }
}

/** The call cannot work here: a page diagnosis outside a browser, a key that no browser can address. `ERR_UNSUPPORTED`. */
export class UnsupportedError extends BucketPreflightError {
  override readonly name = 'UnsupportedError';
  readonly code = 'ERR_UNSUPPORTED';
  /** Why it cannot, as findings with codes. Mostly empty: then the message says it all. */
  readonly issues: readonly Issue[];

  constructor(message: string, options: ErrorOptions & { readonly issues?: readonly Issue[] } = {}) {
    const { issues = [], ...rest } = options;
    super(message, rest);
    this.issues = issues;
  }
}

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

/** What is wrong, then each issue in a line of its own. */
export function listIssues(what: string, issues: readonly Issue[]): string {
  if (issues.length === 0) return what;
  return [
    `${what}:`,
    ...issues.map((issue) => `  ${issue.path}: ${issue.message} (seen: ${issue.value})`),
  ].join('\n');
}

function wordsOf(refusal: HttpError | undefined): string {
  return refusal === undefined
    ? ''
    : `\nAsked for since the store refused the signature before: ${refusal.message}`;
}
