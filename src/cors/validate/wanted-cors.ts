import type { CorsRule } from '../../model/cors-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import type { PageUse } from '../required/cors-operation.js';

/** What the rules are for. Each part may be left out; what hangs on it is then not looked at. */
export interface WantedCors extends Partial<PageUse> {
  /** The origins of the pages that use the bucket. */
  readonly origins?: readonly string[];
  /** Requests as browsers ask for them, beside those of the operations. */
  readonly requests?: readonly AskedRequest[];
  /** The origin of a page that manages these rules, and must not lock itself out. */
  readonly managementOrigin?: string;
  /**
   * The rules that are there now. With them, only what that page can do under them, and could do no more, is called a
   * lock-out. Default: not known, so that everything is which the page cannot do.
   */
  readonly liveRules?: readonly CorsRule[];
  /** Whether pages send cookies along (`credentials: 'include'`, `withCredentials`). Default false. */
  readonly credentials?: boolean;
  /**
   * Whether a cache stands between that also serves requests without an origin: a CDN, or the browser's own where the same
   * address is in an `<img>`. Default false.
   */
  readonly sharedCache?: boolean;
  /** Whether something before the bucket, such as a CDN, sets CORS headers too. Default false. */
  readonly addsCorsHeaders?: boolean;
  /** Whether the rules are about to change again soon. Default false. */
  readonly rollingOut?: boolean;
}
