import type { CorsRule } from '../../model/cors-rule.js';

/**
 * Makes one rule of neighbours that differ in their origins only, as they come of one rule that was written for a store
 * whose rules have one origin each. The order of the rest stays, so the first rule that matches matches as before.
 */
export function foldOrigins(rules: readonly CorsRule[]): CorsRule[] {
  const folded: CorsRule[] = [];
  let lastKey: string | undefined;
  for (const rule of rules) {
    const key = keyOf(rule);
    const last = folded.at(-1);
    if (last !== undefined && key === lastKey) {
      folded[folded.length - 1] = {
        ...last,
        allowedOrigins: [...last.allowedOrigins, ...rule.allowedOrigins],
      };
    } else folded.push(rule);
    lastKey = key;
  }
  return folded;
}

/** One rule for each origin, next to each other. */
export function expandOrigins(rules: readonly CorsRule[]): CorsRule[] {
  return rules.flatMap((rule) =>
    rule.allowedOrigins.map((origin) => ({ ...rule, allowedOrigins: [origin] })),
  );
}

/** What a rule says but for its origins. Within a list the order decides nothing. */
function keyOf({
  id,
  allowedMethods,
  allowedHeaders = [],
  exposeHeaders = [],
  maxAgeSeconds,
}: CorsRule): string {
  const lists = [allowedMethods, allowedHeaders, exposeHeaders].map((list) => [...new Set(list)].sort());
  return JSON.stringify([id ?? null, lists, maxAgeSeconds ?? null]);
}
