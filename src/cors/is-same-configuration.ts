import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { CorsCodec } from '../stores/cors-codec.js';
import { storedConfiguration } from '../stores/rule-forms/stored-configuration.js';

/** What of a store says how it keeps a configuration. */
export interface KeepingStore {
  /** What of a configuration the store's document has room for. */
  readonly corsCodec: Pick<CorsCodec, 'holds'>;
}

/**
 * Whether two configurations are one and the same for a store: whether it would keep the same after either was put. So what
 * was read may be compared with what was put, though the store lowers the case of names (OSS), drops the names of rules
 * (OSS, QingStor, Google Cloud Storage) or reorders lists (Ceph).
 *
 * The order of rules counts. The order within a list and what stands in it twice do not: on no store do they decide whether a
 * request is allowed. An absent `responseVary` is `false`. Pure.
 */
export function isSameConfiguration(
  a: CorsConfiguration,
  b: CorsConfiguration,
  store: KeepingStore,
): boolean {
  return keptText(a, store) === keptText(b, store);
}

/** What a store would keep of a configuration, as a text that two have in common if they are the same to it. Pure. */
export function keptText(configuration: CorsConfiguration, store: KeepingStore): string {
  const { rules, responseVary } = storedConfiguration(configuration, store.corsCodec.holds);
  return JSON.stringify([rules.map(comparable), responseVary === true]);
}

function comparable({ id, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds, ...rule }: CorsRule) {
  const lists = [rule.allowedOrigins, rule.allowedMethods, allowedHeaders, exposeHeaders];
  return [id ?? null, maxAgeSeconds ?? null, ...lists.map((list) => [...new Set(list)].sort())];
}
