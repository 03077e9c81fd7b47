import { isToken } from '../../../fetch-standard/is-token.js';
import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';

/** The most rules in one configuration. */
export const MAX_RULES = 100;

const MAX_ID_CHARACTERS = 255;

/**
 * The first thing in a rule that COS refuses; `null` when it takes the rule. Which rules can never match and are taken all
 * the same (an origin without a scheme, or with a slash at its end) is unconfirmed: here all of them are, so that a page's
 * mistake shows where it would show.
 *
 * @see https://www.tencentcloud.com/document/product/436/8279
 */
export function findRuleFault(rule: CorsRule): string | null {
  const { id = '', allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [] } = rule;
  const method = allowedMethods.find((candidate) => !CORS_METHODS.includes(candidate));
  if (method !== undefined) return `AllowedMethod "${method}" is not one of ${CORS_METHODS.join(', ')}.`;
  const origin = allowedOrigins.find(hasTwoStars);
  if (origin !== undefined) return `AllowedOrigin "${origin}" has more than one "*".`;
  const header = allowedHeaders.find(hasTwoStars);
  if (header !== undefined) return `AllowedHeader "${header}" has more than one "*".`;
  const starred = exposeHeaders.find((name) => name.includes('*'));
  if (starred !== undefined) return `ExposeHeader "${starred}" has a "*".`;
  const odd = exposeHeaders.find((name) => !isToken(name));
  if (odd !== undefined) return `ExposeHeader "${odd}" is no header name.`;
  if (rule.maxAgeSeconds !== undefined && rule.maxAgeSeconds < 0) return 'MaxAgeSeconds is negative.';
  return id.length > MAX_ID_CHARACTERS ? `ID has more than ${MAX_ID_CHARACTERS} characters.` : null;
}

function hasTwoStars(pattern: string): boolean {
  return pattern.indexOf('*') !== pattern.lastIndexOf('*');
}
