import type { CorsRule } from './cors-rule.js';

/** A bucket's whole CORS configuration, in this SDK's own spelling. A PUT replaces all of it. */
export interface CorsConfiguration {
  /** The rules in their order, which counts. Empty: the bucket has none. */
  readonly rules: readonly CorsRule[];
  /**
   * Whether every answer names the origin in `Vary`: `ResponseVary` of OSS and COS, `resp_vary` of QingStor. Other stores
   * have no such switch. Absent: the store's default, `false`.
   */
  readonly responseVary?: boolean;
}
