import type { CorsConfiguration } from './cors-configuration.js';
import type { CorsRule } from './cors-rule.js';

/** A configuration of rules that came alone: nothing stands beside them. */
export function toCorsConfiguration(from: CorsConfiguration | readonly CorsRule[]): CorsConfiguration {
  return isRules(from) ? { rules: from } : from;
}

function isRules(from: CorsConfiguration | readonly CorsRule[]): from is readonly CorsRule[] {
  return Array.isArray(from);
}
