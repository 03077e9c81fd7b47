import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import type { RuleStore } from '../rules/compile-rules.js';
import type { CorsCodec } from '../stores/cors-codec.js';
import type { CorsLimits } from '../stores/cors-limits.js';
import { expandOrigins } from '../stores/rule-forms/fold-origins.js';
import { storedConfiguration } from '../stores/rule-forms/stored-configuration.js';
import { adaptRules } from './convert/adapt-rules.js';
import type { CorsLoss } from './convert/cors-loss.js';
import { findDifferences } from './convert/find-differences.js';
import { findDoubtfulWildcards, findHoldLosses, findLimitLosses } from './convert/find-losses.js';

/** A store that rules may be converted to: how it reads rules, how it writes them, and what it takes at most, if known. */
export interface ConvertedToStore extends RuleStore {
  /** What the store's document has room for. */
  readonly corsCodec: CorsCodec;
  /** How much the store takes. Absent: not known. */
  readonly corsLimits?: Pick<CorsLimits, 'rules' | 'documentBytes'>;
}

/** A configuration for another store. */
export interface CorsConversion {
  /** What the other store will hold. */
  readonly configuration: CorsConfiguration;
  /** The document that its `PUT ?cors` takes. */
  readonly document: string;
  /** The same as JSON for the vendor's own command line or client. */
  readonly json: string;
  /** Everything that is not the same any more. Empty: nothing is lost. */
  readonly losses: readonly CorsLoss[];
}

/**
 * Writes one store's configuration for another store, and names everything that is lost or means something else there. Pure.
 *
 * What allowed nothing before is left out where it would allow something: a `*` for every method, a `*` within an origin. What
 * else the stores read differently (which rule decides, say) is found by asking both about requests made of what stands in the
 * rules; that finds examples, and proves nothing where it finds none. Whether the other store takes every value
 * `validateCors()` tells.
 *
 * @param given - The configuration, or only its rules where nothing stands beside them.
 * @param from - The store that the configuration is for: it says what the rules mean.
 * @throws ConfigError listing each rule that is none, such as one without origins.
 */
export function convertCors(
  given: CorsConfiguration | readonly CorsRule[],
  from: RuleStore,
  to: ConvertedToStore,
): CorsConversion {
  const configuration = toCorsConfiguration(given);
  const issues = checkRuleShape(configuration.rules);
  if (issues.length > 0) throw new ConfigError('The rules cannot be converted', issues);
  const { corsCodec, corsLimits } = to;
  const { holds } = corsCodec;
  const adapted = adaptRules(configuration.rules, from, to);
  const converted = { ...configuration, rules: adapted.rules.map(({ rule }) => rule) };
  const stored = storedConfiguration(converted, holds);
  const document = corsCodec.write(converted);
  const written = holds.severalOrigins ? converted : { ...converted, rules: expandOrigins(converted.rules) };
  return {
    configuration: stored,
    document,
    json: corsCodec.writeJson(converted),
    losses: [
      ...adapted.losses,
      ...findHoldLosses(adapted.rules, configuration.responseVary, holds),
      ...findDoubtfulWildcards(adapted.rules, from, to),
      ...findDifferences({ configuration, store: from }, { configuration: stored, store: to }),
      ...(corsLimits === undefined ? [] : findLimitLosses(written, document, corsLimits)),
    ],
  };
}
