import type { CorsRule } from './cors-rule.js';

/** All that a bucket's CORS configuration holds. */
export interface CorsConfiguration {
  /** The rules, in the order in which the store looks at them. */
  readonly rules: readonly CorsRule[];
  /**
   * Whether every answer names the origin in `Vary`: `ResponseVary` of OSS and COS, `resp_vary` of QingStor. Absent: the
   * store's default, false.
   */
  readonly responseVary?: boolean;
}
