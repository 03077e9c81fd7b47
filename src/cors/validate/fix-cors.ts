import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { CorsEdit, ListField } from './cors-fix.js';
import type { CorsIssue } from './cors-issue.js';

const LISTS: readonly ListField[] = ['allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposeHeaders'];

/**
 * Applies every automatic fix of some issues. Pure. Where two of them change the same value, the first one counts; a value
 * that a list has already does not come in twice.
 *
 * A fix may bring to light what the issue hid, such as a rule that hides another one now: look at the outcome again.
 *
 * @param configuration - What `validateCors()` looked at: rules, or rules with what stands beside them.
 * @param issues - What it found; leave out what should stay.
 * @returns The configuration with the fixes. What they newly grant, each fix says.
 */
export function fixCors(
  configuration: CorsConfiguration | readonly CorsRule[],
  issues: readonly CorsIssue[],
): CorsConfiguration {
  const given: CorsConfiguration = isRules(configuration) ? { rules: configuration } : configuration;
  const edits = issues.flatMap(({ fix }) => (fix?.automatic === true ? fix.edits : []));
  const editsOf = byRule(edits);
  const rules = given.rules.flatMap((rule, index) => {
    const own = editsOf.get(index) ?? [];
    return own.some(({ kind }) => kind === 'remove-rule') ? [] : [fixRule(rule, own)];
  });
  const vary = edits.find((edit) => edit.kind === 'response-vary');
  const { responseVary, ...rest } = given;
  const to = vary === undefined ? responseVary : vary.to;
  return { ...rest, rules, ...(to === undefined ? {} : { responseVary: to }) };
}

function isRules(given: CorsConfiguration | readonly CorsRule[]): given is readonly CorsRule[] {
  return Array.isArray(given);
}

type RuleEdit = Exclude<CorsEdit, { readonly kind: 'response-vary' }>;

function byRule(edits: readonly CorsEdit[]): Map<number, RuleEdit[]> {
  const grouped = new Map<number, RuleEdit[]>();
  for (const edit of edits) {
    if (edit.kind === 'response-vary') continue;
    const own = grouped.get(edit.rule);
    if (own === undefined) grouped.set(edit.rule, [edit]);
    else own.push(edit);
  }
  return grouped;
}

function fixRule(rule: CorsRule, edits: readonly RuleEdit[]): CorsRule {
  if (edits.length === 0) return rule;
  const fixed: { -readonly [Field in keyof CorsRule]: CorsRule[Field] } = { ...rule };
  for (const field of LISTS) {
    if (edits.some((edit) => 'field' in edit && edit.field === field))
      fixed[field] = fixList(rule[field] ?? [], field, edits);
  }
  if (edits.some(({ kind }) => kind === 'remove-id')) delete fixed.id;
  const age = edits.find((edit) => edit.kind === 'max-age');
  if (age !== undefined) fixed.maxAgeSeconds = age.to;
  return fixed;
}

function fixList(values: readonly string[], field: ListField, edits: readonly RuleEdit[]): readonly string[] {
  const replacements = new Map<number, readonly string[]>();
  for (const edit of edits) {
    if (edit.kind === 'replace' && edit.field === field && !replacements.has(edit.index))
      replacements.set(edit.index, edit.to);
  }
  const replaced = values.map((value, index) => replacements.get(index) ?? [value]);
  const added = edits.flatMap((edit) => (edit.kind === 'add' && edit.field === field ? edit.values : []));
  const kept = new Set(values.filter((_value, index) => replaced[index]?.[0] === values[index]));
  // What stood there twice stays twice: only what is new is looked for.
  const seen = new Set<string>();
  const isNew = (value: string) => {
    if (kept.has(value) || seen.has(value)) return false;
    seen.add(value);
    return true;
  };
  return [
    ...replaced.flatMap((to, index) => (to[0] === values[index] ? to : to.filter(isNew))),
    ...added.filter(isNew),
  ];
}
