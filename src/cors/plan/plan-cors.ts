import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { ConfigError } from '../../model/errors.js';
import { toCorsConfiguration } from '../../model/to-cors-configuration.js';
import { checkRuleShape } from '../../rules/check-rule-shape.js';
import type { CorsReading } from '../../stores/cors-codec.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';
import { checkWanted } from '../check-wanted.js';
import { getBucketCors } from '../get-bucket-cors.js';
import { isSameConfiguration } from '../is-same-configuration.js';
import { lostManagement } from '../validate/lost-management.js';
import type { WantedCors } from '../validate/wanted-cors.js';
import { validateCors } from '../validate-cors.js';
import type { CorsPlan } from './cors-plan.js';
import { requireReadableCors } from './require-readable-cors.js';
import { ruleChanges } from './rule-changes.js';
import { unifiedDiff } from './unified-diff.js';

/** What goes with a plan. */
export interface PlanCorsOptions {
  /**
   * What the rules are for, as `validateCors()` takes it. `managementOrigin` is, in a page and unless it is given, the page's
   * own origin.
   */
  readonly wanted?: WantedCors;
  /** Ends it early: it is rejected with the signal’s reason. */
  readonly signal?: AbortSignal;
}

/** What is to be there: a configuration, its rules alone, or a function that makes one of what is there now. */
export type WantedConfiguration =
  | CorsConfiguration
  | readonly CorsRule[]
  | ((live: CorsConfiguration) => CorsConfiguration | readonly CorsRule[]);

/**
 * Plans a change of the bucket's CORS configuration: reads what is there, by one `GET ?cors`, and tells what would change.
 * Changes nothing; `applyCors()` does.
 *
 * @param configuration - What is to be there, all of it. Without rules: nothing. Who adds to what is there gives a function: made of
 * an earlier reading, a configuration would undo what others did since.
 * @throws ConfigError listing each rule that is none, or each part of `wanted` that cannot be right. UnsupportedError where the store has no such call, or in a page cannot
 * be asked; it says what to do then. And as `getBucketCors()`.
 */
export async function planCors(
  bucket: Bucket,
  configuration: WantedConfiguration,
  options: PlanCorsOptions = {},
): Promise<CorsPlan> {
  await requireReadableCors(bucket, 'plan cors.json');
  // What is given is looked at before anything is sent.
  const given = typeof configuration === 'function' ? null : checkedConfiguration(configuration);
  const { signal } = options;
  checkWanted(options.wanted ?? {}, bucket.store);
  const live = await getBucketCors(bucket, signal === undefined ? {} : { signal });
  const after = given ?? checkedConfiguration(madeOf(live.configuration, configuration));
  const managementOrigin = options.wanted?.managementOrigin ?? pageOrigin();
  const wanted = { ...options.wanted, ...(managementOrigin === undefined ? {} : { managementOrigin }) };
  return describePlan(live, after, bucket.store, wanted);
}

function madeOf(live: CorsConfiguration, wanted: WantedConfiguration) {
  return typeof wanted === 'function' ? wanted(live) : wanted;
}

function checkedConfiguration(from: CorsConfiguration | readonly CorsRule[]): CorsConfiguration {
  const configuration = toCorsConfiguration(from);
  const issues = checkRuleShape(configuration.rules);
  if (issues.length > 0) throw new ConfigError('The rules cannot be planned', issues);
  return configuration;
}

/**
 * The plan from what is there to what is to be there. Pure.
 *
 * @param managementOrigins - Origins of pages that must stay able to manage the configuration, beside that of `wanted`.
 */
export function describePlan(
  { configuration: before, unknown }: CorsReading,
  after: CorsConfiguration,
  store: Bucket['store'],
  wanted: WantedCors,
  managementOrigins: readonly string[] = [],
): CorsPlan {
  const { managementOrigin } = wanted;
  const origins = [
    ...new Set([...(managementOrigin === undefined ? [] : [managementOrigin]), ...managementOrigins]),
  ];
  const isDeletion = after.rules.length === 0;
  return {
    before,
    after,
    changes: ruleChanges(before.rules, after.rules, store),
    diff: corsDiff(before, after, store),
    // That there are no rules is what a deletion is for.
    issues: isDeletion ? [] : validateCors(after, store, { ...wanted, liveRules: before.rules }),
    managementOrigins: origins,
    lockedOut: lockedOutOrigins({ before, after }, store, origins),
    unknown,
  };
}

/** Those of some origins whose pages can manage the configuration before a change, and not after it. Pure. */
export function lockedOutOrigins(
  { before, after }: Pick<CorsPlan, 'before' | 'after'>,
  store: Bucket['store'],
  origins: readonly string[],
): string[] {
  // No page can manage them there, whatever they are.
  if (store.corsReadableInPage === false) return [];
  const live = { liveRules: before.rules };
  return origins.filter((origin) => lostManagement(after.rules, store, origin, live).length > 0);
}

/** Two configurations as a unified diff of the store's documents. Empty: the store keeps the same of both. */
export function corsDiff(
  before: CorsConfiguration,
  after: CorsConfiguration,
  store: Bucket['store'],
  names?: readonly [string, string],
): string {
  if (isSameConfiguration(before, after, store)) return '';
  const [from, to] = [before, after].map((one) => (one.rules.length === 0 ? '' : store.corsCodec.write(one)));
  return unifiedDiff(from ?? '', to ?? '', names);
}

/** The origin of the page that this runs in, if it is one. */
export function pageOrigin(): string | undefined {
  return isPage() ? globalThis.origin : undefined;
}
