import type { CorsRule } from '../../model/cors-rule.js';

/**
 * Makes one rule of neighbours that differ in their origins only, as they come of one rule that was written for a store
 * whose rules have one origin each. The order of the rest stays, so the first rule that matches matches as before. A star does
 * not join origins that stand before it: a rule with a star answers with it, also to those.
 */
export function foldOrigins(rules: readonly CorsRule[]): CorsRule[] {
  const folded: CorsRule[] = [];
  let lastKey: string | undefined;
  for (const rule of rules) {
    const key = keyOf(rule);
    const last = folded.at(-1);
    if (last !== undefined && key === lastKey && (hasStar(last) || !hasStar(rule))) {
      folded[folded.length - 1] = {
        ...last,
        // A second star says nothing more.
        allowedOrigins: [...last.allowedOrigins, ...rule.allowedOrigins.filter((origin) => origin !== '*')],
      };
    } else folded.push(rule);
    lastKey = key;
  }
  return folded;
}

/** One rule for each origin, next to each other; a star first, with which the rule answers to every origin. */
export function expandOrigins(rules: readonly CorsRule[]): CorsRule[] {
  return rules.flatMap((rule) => {
    const stars = rule.allowedOrigins.filter((origin) => origin === '*');
    const named = rule.allowedOrigins.filter((origin) => origin !== '*');
    return [...stars, ...named].map((origin) => ({ ...rule, allowedOrigins: [origin] }));
  });
}

function hasStar({ allowedOrigins }: CorsRule): boolean {
  return allowedOrigins.includes('*');
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
