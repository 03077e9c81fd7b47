import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { CorsRule } from '../../model/cors-rule.js';

/** A letter that no value of these rules holds, from where Unicode has none of its own. */
function strangeLetter(rules: readonly CorsRule[]): string {
  const texts = JSON.stringify(
    rules.map(({ allowedOrigins, allowedMethods, allowedHeaders }) => [
      allowedOrigins,
      allowedMethods,
      allowedHeaders,
    ]),
  );
  for (let code = 0xe000; code < 0xf8ff; code += 1) {
    const letter = String.fromCharCode(code);
    if (!texts.includes(letter)) return letter;
  }
  return '\uf8ff';
}

/** What puts in place of a pattern's star a letter that no value of these rules holds. The letter is looked for once. */
export function strangerOf(rules: readonly CorsRule[]): (pattern: string) => string {
  const letter = strangeLetter(rules);
  return (pattern) => pattern.replace('*', letter);
}

/**
 * For each origin and method of a rule the request that only a rule at least as wide takes from it: every star is a letter
 * that stands in no rule, so that a pattern which matches it matches whatever the star may stand for; and all of the rule's
 * header names are asked for. If another rule takes all of these, it takes every request of the rule.
 *
 * @returns What makes those of the rule at an index. The letter is looked for once.
 */
export function witnessesOf(
  rules: readonly CorsRule[],
): (index: number) => (PreflightRequest & { readonly place: number })[] {
  const stranger = strangerOf(rules);
  return (index) => {
    const { allowedOrigins = [], allowedMethods = [], allowedHeaders = [] } = rules[index] ?? {};
    const headers = allowedHeaders.map(stranger);
    return allowedOrigins.flatMap((origin, place) =>
      allowedMethods.map((method) => ({
        kind: 'preflight' as const,
        origin: stranger(origin),
        method: stranger(method),
        headers,
        place,
      })),
    );
  };
}
