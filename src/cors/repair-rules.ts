import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import { ConfigError } from '../model/errors.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import type { Store } from '../stores/store.js';
import { checkWanted } from './check-wanted.js';
import type { AskedRequest } from './is-allowed-by-rules.js';
import { type RuleChange, ruleChanges } from './plan/rule-changes.js';
import { repairRequests } from './repair/repair-requests.js';
import { wrong } from './required/check-page-use.js';
import type { PageUse } from './required/cors-operation.js';
import type { WantedCors } from './validate/wanted-cors.js';
import { wantedRequests } from './validate/wanted-requests.js';
import { validateCors } from './validate-cors.js';

/** What a page does, and where it is, as `requiredCors()` takes it. */
export interface RepairedUse extends PageUse {
  /** The page's origin, as the browser sends it. Several, where it has several. */
  readonly origin: string | readonly string[];
  /** Requests that must pass besides. Default: none. */
  readonly requests?: readonly AskedRequest[];
}

/** A repair, and what becomes of each rule by it. */
export interface CorsRepair extends Repair {
  /** Only what changes, in the order of the rules. */
  readonly diff: readonly RuleChange[];
}

/** What can be done about requests under a set of rules. */
export interface RepairPlan {
  /** Whether the rules are known to allow all that was asked as they are. */
  readonly allowedAlready: boolean;
  /**
   * At most two, least privilege first. Empty when nothing needs mending, and when no rule may allow all of it: the
   * opaque origin `null`, which any page can have; a method that rules do not know; an origin no browser sends; the store's
   * limits.
   */
  readonly repairs: readonly CorsRepair[];
}

/**
 * Finds the changes of a bucket's rules under which requests pass: the one that grants least, and the one that changes
 * fewest words. Pure.
 *
 * A change is offered only when the store's evaluator and the browser's checks accept every request under it, when what the
 * operations need to read is exposed, when `validateCors()` finds no error that was not there, when it grants
 * no `*`, takes nothing away and brings in nothing that could not match, and when the document stays within the store's
 * limits. Several requests are mended one by one: for each the change that is least or smallest after those before.
 *
 * @param configuration - The bucket's configuration, or only its rules where nothing stands beside them. What stands beside
 * them is in the documents of the repairs too.
 * @param asked - One request or several: origin and method as the browser sends them; header names in any case. Or what a page
 * does: `{ operations, signing, origin }`.
 * @throws ConfigError listing each rule that is none, such as one without origins, or each part of `asked` that cannot be right.
 */
export function repairRules(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: Store,
  asked: AskedRequest | readonly AskedRequest[] | RepairedUse,
): RepairPlan {
  const wanted = wantedOf(asked);
  checkWanted(wanted, store);
  // Of no origin nothing is asked, and all of that would be allowed.
  if ((wanted.operations ?? []).length > 0 && wanted.origins?.length === 0)
    throw new ConfigError('What the rules are for cannot be told', [
      wrong('origin', undefined, 'must name at least one origin'),
    ]);
  const found = repairRequests(configuration, store, wantedRequests(store, wanted));
  const before = toCorsConfiguration(configuration);
  const errorsOf = (rules: readonly CorsRule[]) =>
    validateCors({ ...before, rules }, store, wanted)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, value }) => `${code} ${value}`);
  const isAccepted = ({ rules }: Repair) => {
    const old = errorsOf(before.rules);
    return errorsOf(rules).every((error) => !error.startsWith('cors.wanted.') && old.includes(error));
  };
  return {
    allowedAlready: found.allowedAlready,
    repairs: found.repairs
      .filter(isAccepted)
      .map((repair) => ({ ...repair, diff: ruleChanges(before.rules, repair.rules, store) })),
  };
}

function wantedOf(asked: AskedRequest | readonly AskedRequest[] | RepairedUse): WantedCors {
  if (isUse(asked)) {
    const { origin, ...use } = asked;
    return { ...use, origins: [origin].flat() };
  }
  return { requests: [asked].flat() };
}

/** What is nothing at all passes for a request, of which is then said what is wrong with it. */
function isUse(asked: AskedRequest | readonly AskedRequest[] | RepairedUse): asked is RepairedUse {
  return 'operations' in Object(asked);
}
