import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';

/** The most rules in one configuration. */
export const MAX_RULES = 100;

const MAX_ID_CHARACTERS = 255;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/**
 * The first thing in a rule that S3 refuses, in its words; `null` when it takes the rule. It takes many rules that can
 * never match: an origin with a path, without a scheme, or none at all.
 */
export function findRuleFault(rule: CorsRule): string | null {
  const { id = '', allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [] } = rule;
  const method = allowedMethods.find((candidate) => !CORS_METHODS.includes(candidate));
  if (method !== undefined)
    return `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`;
  const origin = allowedOrigins.find(hasTwoStars);
  if (origin !== undefined) return `AllowedOrigin "${origin}" can not have more than one wildcard.`;
  const header = allowedHeaders.find(hasTwoStars);
  if (header !== undefined) return `AllowedHeader "${header}" can not have more than one wildcard.`;
  const starred = exposeHeaders.find((name) => name.includes('*'));
  if (starred !== undefined) {
    return `ExposeHeader "${starred}" contains wildcard. We currently do not support wildcard for ExposeHeader.`;
  }
  const odd = exposeHeaders.find((name) => !HEADER_NAME.test(name));
  if (odd !== undefined) return `ExposeHeader "${odd}" contains invalid character.`;
  return id.length > MAX_ID_CHARACTERS
    ? `The ID of a CORS rule has at most ${MAX_ID_CHARACTERS} characters.`
    : null;
}

function hasTwoStars(pattern: string): boolean {
  return pattern.indexOf('*') !== pattern.lastIndexOf('*');
}
