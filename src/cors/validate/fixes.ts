import type { CorsFix, ListField } from './cors-fix.js';
import type { TakingStore } from './lint.js';
import type { LintedConfiguration, LintedEntry, LintedRule } from './linted-configuration.js';

type Place = LintedEntry & { readonly rule: LintedRule };

/** Takes a value out that does nothing where it stands; none where it is all that a list has which must not be empty. */
export function removal(field: ListField, { rule, index }: Place): { readonly fix?: CorsFix } {
  const isNeeded = field === 'allowedOrigins' || field === 'allowedMethods';
  if (isNeeded && rule.lists[field].length < 2) return {};
  const edits = [{ kind: 'replace', rule: rule.index, field, index, to: [] } as const];
  return { fix: { edits, automatic: true, grants: [] } };
}

/** Puts other values in its place. What they grant was meant, and was not had. */
export function replacement(
  field: ListField,
  { rule, index }: Place,
  to: readonly string[],
  automatic: boolean,
): { readonly fix: CorsFix } {
  return {
    fix: {
      edits: [{ kind: 'replace', rule: rule.index, field, index, to }],
      automatic,
      grants: to.map((value) => ({ field, value })),
    },
  };
}

/** Whether what a rule gains by an origin or a method could be lost to a later one, which the store would not ask any more. */
export function mayTakeOver(
  { ruleSemantics }: TakingStore,
  { rules }: LintedConfiguration,
  { index }: LintedRule,
): boolean {
  const { selection, otherSelections } = ruleSemantics;
  const mayHide = selection !== 'first-match-of-all' || otherSelections.length > 0;
  return mayHide && rules.some((rule) => rule.index > index);
}

/** Puts further values at the end of a list. */
export function addition(
  field: ListField,
  rule: number,
  values: readonly string[],
  automatic: boolean,
): { readonly fix: CorsFix } {
  return {
    fix: {
      edits: [{ kind: 'add', rule, field, values }],
      automatic,
      grants: values.map((value) => ({ field, value })),
    },
  };
}
