import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import { checkWanted } from './check-wanted.js';
import type { CorsIssue } from './validate/cors-issue.js';
import type { LintedStore } from './validate/lint.js';
import { LINTS } from './validate/registry.js';
import { runLints } from './validate/run-lints.js';
import { severityOf } from './validate/severities.js';
import type { WantedCors } from './validate/wanted-cors.js';

/**
 * Everything that can be said against a CORS configuration on a store: what the store refuses, what never matches, what
 * lets in more than it should, what is of no use, and, where it is told what the rules are for, what is lacking for that.
 * Pure; never throws for a configuration, whatever it is. What is not known of a store gives no error, but a warning that
 * says "may".
 *
 * @param configuration - Rules, or rules with what stands beside them.
 * @param store - The store that is to have them, such as `aws`.
 * @param wanted - What the rules are for. Default: nothing is known of it.
 * @returns All of it at once, in the order in which the configuration is read; `docs/cors-issues.md` lists the codes.
 * `fixCors()` applies what can be mended without asking.
 * @throws ConfigError listing every part of `wanted` that cannot be right, such as an operation that is none.
 */
export function validateCors(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: LintedStore,
  wanted: WantedCors = {},
): CorsIssue[] {
  checkWanted(wanted, store);
  return runLints(LINTS, configuration, store, wanted, severityOf);
}
