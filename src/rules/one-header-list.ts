import type { CorsRule } from '../model/cors-rule.js';

/** The one list of header names that stands for both of a rule: those that may be sent, then further ones that may be read. */
export function responseHeaders({ allowedHeaders = [], exposeHeaders = [] }: CorsRule): readonly string[] {
  const names = new Map<string, string>();
  for (const name of [...allowedHeaders, ...exposeHeaders]) {
    // Header names are the same in any case. The first spelling stays.
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

/** The rule with that list as both of its own. */
export function withOneHeaderList(rule: CorsRule): CorsRule {
  const names = responseHeaders(rule);
  return names.length === 0 ? rule : { ...rule, allowedHeaders: names, exposeHeaders: names };
}
