// In place of the SDK's look at whatever may be given for rules: here they come from its own readers, and are rules.

import type { CorsConfiguration, CorsRule } from 'bucket-preflight';

const LISTS = ['allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposeHeaders'] as const;

/** Rules as lints look at them: each text with its place. */
export function readShape(given: CorsConfiguration | readonly CorsRule[]): object {
  const { rules: corsRules, responseVary = false } = 'rules' in given ? given : { rules: given };
  const rules = corsRules.map((rule, index) => {
    const path = `rules[${index}]`;
    const lists = LISTS.map((field) => [
      field,
      (rule[field] ?? []).map((text, at) => ({ index: at, path: `${path}.${field}[${at}]`, text })),
    ]);
    return { ...rule, index, path, lists: Object.fromEntries(lists) };
  });
  return { configuration: { rules, corsRules, responseVary }, findings: [] };
}
