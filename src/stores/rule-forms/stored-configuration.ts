import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { withOneHeaderList } from '../../rules/one-header-list.js';
import type { HeldParts } from '../cors-codec.js';
import { expandOrigins, foldOrigins } from './fold-origins.js';

/**
 * A configuration as a store gives it back after it was put, as far as that is known: what the store has no room for is gone,
 * what it respells is respelt, and neighbours that it could not keep apart are one rule.
 */
export function storedConfiguration(configuration: CorsConfiguration, holds: HeldParts): CorsConfiguration {
  const rules = configuration.rules.map((rule) => storedRule(rule, holds));
  return {
    rules: holds.severalOrigins ? rules : foldOrigins(expandOrigins(rules)),
    ...(holds.responseVary && configuration.responseVary === true ? { responseVary: true } : {}),
  };
}

function storedRule(rule: CorsRule, holds: HeldParts): CorsRule {
  const { id = '', allowedHeaders = [], exposeHeaders = [], maxAgeSeconds, ...rest } = rule;
  const names = holds.headerCase ? allowedHeaders : allowedHeaders.map((name) => name.toLowerCase());
  const stored: CorsRule = {
    ...(holds.id && id !== '' ? { id } : {}),
    ...rest,
    ...(names.length === 0 ? {} : { allowedHeaders: names }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
  return holds.exposeHeadersApart ? stored : withOneHeaderList(stored);
}
