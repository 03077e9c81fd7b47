import type { CorsRule } from '../../model/cors-rule.js';
import type { ListField } from './cors-fix.js';

/** A text in a list of a rule. */
export interface LintedEntry {
  readonly index: number;
  /** `rules[1].allowedHeaders[0]`. */
  readonly path: string;
  readonly text: string;
}

/** A rule that may be misshapen: what is not text is left out, and told elsewhere. */
export interface LintedRule {
  readonly index: number;
  /** `rules[1]`. */
  readonly path: string;
  readonly id: unknown;
  readonly maxAgeSeconds: unknown;
  readonly lists: Readonly<Record<ListField, readonly LintedEntry[]>>;
}

/** What lints look at. */
export interface LintedConfiguration {
  readonly rules: readonly LintedRule[];
  /** The same rules as the evaluator takes them. `null`: some are misshapen, and no evaluator could tell. */
  readonly corsRules: readonly CorsRule[] | null;
  readonly responseVary: boolean;
}

/** Every text of one list in all rules, with the rule. */
export function* entriesOf(
  { rules }: LintedConfiguration,
  field: ListField,
): Generator<LintedEntry & { readonly rule: LintedRule }> {
  for (const rule of rules) for (const entry of rule.lists[field]) yield { ...entry, rule };
}
