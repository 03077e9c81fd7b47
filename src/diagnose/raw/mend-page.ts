import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Repair } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import { repairsFor } from '../conclude.js';
import { judgeByRules } from '../judge-by-rules.js';
import { MENDED_BY_RULES } from './mended-by-rules.js';

/** What repairs may be made of. */
export interface MendedBy {
  readonly store: Store;
  /** Those that the person gives, not those of the page. Absent: not known. */
  readonly rules?: CorsConfiguration | readonly CorsRule[];
}

/**
 * A diagnosis of a page with the repairs that its request needs. Pure.
 *
 * The rules that a page says it knows are nobody's word: among them may stand one that allows everything, which the whole document of a
 * repair would hold. They tell what is wrong, and what is to be put is made of those that the person gives, or is a rule to add.
 */
export function mendPage(page: Diagnosis, by: MendedBy): Diagnosis {
  return { ...page, repairs: repairsOf(page, by) };
}

function repairsOf({ code, request }: Diagnosis, { store, rules }: MendedBy): readonly Repair[] {
  const { origin, method, unsafeHeaders: headers } = request;
  // A rule to add may be hidden, too.
  const isHidden = code === 'pre.shadowed' && rules === undefined;
  if (isHidden || (code !== 'pre.all-refused' && !MENDED_BY_RULES.has(code))) return [];
  // No rule should name the origin that any page can have, and what stands in the place of a name is none.
  if (origin === 'null' || headers.some((name) => name.includes(' '))) return [];
  const asked = { origin, method, headers };
  return repairsFor(rules === undefined ? null : judgeByRules(rules, store, asked), store, asked);
}
