import type { CorsRule } from '../../model/cors-rule.js';
import { isSameConfiguration, type KeepingStore } from '../is-same-configuration.js';
import { alignLists } from './line-diff.js';

/** What becomes of one rule. Indices count from 0; a rule that stays as it is, is not told. */
export type RuleChange =
  | { readonly kind: 'added'; readonly after: number; readonly rule: CorsRule }
  | { readonly kind: 'removed'; readonly before: number; readonly rule: CorsRule }
  | {
      readonly kind: 'changed';
      readonly before: number;
      readonly after: number;
      /** Empty: the rule only stands elsewhere. */
      readonly fields: readonly FieldChange[];
    };

/** What becomes of one field of a rule. */
export interface FieldChange {
  readonly field: keyof CorsRule;
  /** Entries of a list, or the one value, as text. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const FIELDS = [
  'id',
  'allowedOrigins',
  'allowedMethods',
  'allowedHeaders',
  'exposeHeaders',
  'maxAgeSeconds',
] as const satisfies readonly (keyof CorsRule)[];

/**
 * What becomes of each rule, in order. Rules are the same as the store keeps them. A rule that goes where another comes is
 * one that changes, when they have an origin or their name in common. Pure.
 */
export function ruleChanges(
  before: readonly CorsRule[],
  after: readonly CorsRule[],
  store: KeepingStore,
): RuleChange[] {
  const isSame = (a: CorsRule, b: CorsRule) => isSameConfiguration({ rules: [a] }, { rules: [b] }, store);
  const changes: RuleChange[] = [];
  for (const [i, j] of alignLists(before, after, isSame)) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && fresh === undefined) changes.push({ kind: 'removed', before: i, rule: old });
    if (old !== undefined || fresh === undefined) continue;
    const index = changes.findIndex((change) => change.kind === 'removed' && isAlike(change.rule, fresh));
    const partner = changes[index];
    if (partner?.kind !== 'removed') changes.push({ kind: 'added', after: j, rule: fresh });
    else {
      const fields = fieldChanges(partner.rule, fresh);
      changes.splice(index, 1);
      changes.push({ kind: 'changed', before: partner.before, after: j, fields });
    }
  }
  return changes;
}

function isAlike(a: CorsRule, b: CorsRule): boolean {
  return (
    (a.id !== undefined && a.id === b.id) ||
    a.allowedOrigins.some((origin) => b.allowedOrigins.includes(origin))
  );
}

function fieldChanges(before: CorsRule, after: CorsRule): FieldChange[] {
  return FIELDS.flatMap((field) => {
    const [old, fresh] = [textsOf(before[field]), textsOf(after[field])];
    const added = fresh.filter((text) => !old.includes(text));
    const removed = old.filter((text) => !fresh.includes(text));
    return added.length + removed.length === 0 ? [] : [{ field, added, removed }];
  });
}

function textsOf(value: CorsRule[keyof CorsRule]): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
