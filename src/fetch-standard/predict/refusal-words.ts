/** What Chromium reports of a refusal, in DevTools and over its protocol. */
export interface ChromiumRefusal {
  /** `corsErrorStatus.corsError` of `Network.loadingFailed`. `null`: it reports none. */
  readonly corsError: string | null;
  /** `corsErrorStatus.failedParameter`. Empty: none, or none that is UTF-8. */
  readonly failedParameter: string;
  /**
   * What it may be instead: of several headers that are refused, Chromium names the first of a hash table. Empty unless
   * several are.
   */
  readonly orFailedParameter: readonly string[];
  /** Its network error where there is no `corsError`. `null`: that differs, or was not measured. */
  readonly netError: string | null;
}

/** What Firefox reports of a refusal, in its console. */
export interface FirefoxRefusal {
  /** The key of its message in `security.properties`. `null`: it has none, or it was not measured. */
  readonly reason: string | null;
  /** The page that explains it. */
  readonly docs: string | null;
}

/** What WebKit reports of a refusal, in its console. */
export interface WebkitRefusal {
  /** The first line. `null`: it writes none, or it was not measured. */
  readonly message: string | null;
}
