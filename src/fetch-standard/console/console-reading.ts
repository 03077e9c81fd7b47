import type { CorsRefusal, RefusalCode } from '../cors-verdict.js';

/** What a console prints of one failure, read: a line, or the two that some engines print. */
export interface ConsoleReading {
  /** Which engine prints it so. */
  readonly engine: 'chromium' | 'firefox' | 'webkit';
  /** The refusals that it may stand for. Empty: it is about something else, see `failure`. */
  readonly refusals: readonly RefusalCode[];
  /**
   * What it reports instead: `csp`, `mixed-content`, `net::ERR_…`, a `CorsError` that no answer leads to; of what `fetch()` throws,
   * `url-credentials` or `forbidden-method`. Empty: nothing.
   */
  readonly failure: string;
  /** Where it was stopped; `null`: the line does not say. */
  readonly blockedAt: CorsRefusal['blockedAt'] | null;
  /** What the line quotes: a header's content, a method, a header name. Empty: nothing. */
  readonly value: string;
  /** The status that it names; `null`: none. */
  readonly status: number | null;
  /** The address, without user, password, query and fragment. Empty: none. */
  readonly url: string;
  /** The page's origin. Empty: the line does not name it. */
  readonly origin: string;
}
