import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { UnknownPart } from '../../stores/cors-codec.js';
import type { CorsIssue } from '../validate/cors-issue.js';
import type { RuleChange } from './rule-changes.js';

/** What is to become of a bucket's CORS configuration. Plain data: it may be written as JSON, read by people, and applied later. */
export interface CorsPlan {
  /** What was there when the plan was made. */
  readonly before: CorsConfiguration;
  /** What is to be there. Without rules: the configuration is to be deleted. */
  readonly after: CorsConfiguration;
  /** Rule by rule. Empty: the store would keep what it has, but for `responseVary` and the order. */
  readonly changes: readonly RuleChange[];
  /** The documents, as a unified diff. Empty: nothing is to be done. */
  readonly diff: string;
  /** All that `validateCors()` says of what is to be there. */
  readonly issues: readonly CorsIssue[];
  /** The origins of pages that must stay able to manage the configuration. Mostly one, or none. */
  readonly managementOrigins: readonly string[];
  /** Those of them that can manage it now and could not any more. Mostly empty. */
  readonly lockedOut: readonly string[];
  /** What of the live document is not understood, and would be lost. Mostly empty. */
  readonly unknown: readonly UnknownPart[];
}

/** What takes a configuration back. Plain data, to be kept; {@link CorsPlan} turned round. */
export interface CorsUndo {
  /** What was put, and must still be there. */
  readonly applied: CorsConfiguration;
  /** What was there before. Without rules: nothing was. */
  readonly previous: CorsConfiguration;
}
