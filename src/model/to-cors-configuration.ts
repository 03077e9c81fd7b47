import type { CorsConfiguration } from './cors-configuration.js';
import type { CorsRule } from './cors-rule.js';

/** A configuration of rules that came alone: nothing stands beside them. */
export function toCorsConfiguration(from: CorsConfiguration | readonly CorsRule[]): CorsConfiguration {
  return isConfiguration(from) ? from : { rules: from };
}

/** What is neither passes for rules, of which is then said what is wrong with them. */
function isConfiguration(from: CorsConfiguration | readonly CorsRule[]): from is CorsConfiguration {
  return typeof from === 'object' && from !== null && !Array.isArray(from);
}
