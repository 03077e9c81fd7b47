import type { CorsConfiguration } from './cors-configuration.js';
import type { CorsRule } from './cors-rule.js';
import type { Evidence } from './diagnosis.js';

/** What a page may tell its user before a diagnosis sends anything. */
export interface DiagnoseNotice {
  /** How many requests will be sent at most. The browser's console shows a red line for each that is refused, which is expected. */
  readonly mostRequests: number;
  /** Limit for one of them, in milliseconds. */
  readonly timeoutMs: number;
  /** What stands in the address of each request that is a test, to filter the console by: `-bucket-preflight-` hides them. */
  readonly mark: string;
}

/** How a diagnosis goes about it. */
export interface DiagnoseOptions {
  /**
   * The bucket's rules, where they are known: from a console, a file, or `getBucketCors()` on a server. Given as a whole
   * configuration, what stands beside the rules is in the documents of the repairs too. Default: not known.
   */
  readonly rules?: CorsConfiguration | readonly CorsRule[];
  /**
   * Lets the diagnosis send requests that are signed with the bucket's credentials: one reads the rules, where they
   * are not given, the store lets a page read them, and the request is refused or is a PUT; one, or up to four where no answer can be read,
   * asks for a part of an upload that does not exist, to see whether the store accepts the signature: where it stands in headers, the
   * first thing that is sent; and where that stays hidden, one reads the object by a presigned URL, as a style sheet that applies to
   * nothing. A browser's console prints the URL of a request that is refused: that of the one that reads the rules, of the style sheet,
   * and with `signing: 'url'` of the others, holds the security token and a signature that lives for a minute. Default false: no probe
   * carries credentials.
   */
  readonly useCredentials?: boolean;
  /** Called once, before the first request: the console will show red lines. An error that it throws is reported by `reportError()`, and ends nothing. */
  readonly onStart?: (notice: DiagnoseNotice) => void;
  /** Called with each piece of evidence as it comes in. An error that it throws is reported by `reportError()`, and ends nothing: `signal` does. */
  readonly onEvidence?: (evidence: Evidence) => void;
  /** Ends the diagnosis; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Limit for one probe, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}
