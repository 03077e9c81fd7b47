import type { CorsPlan } from '../cors/plan/cors-plan.js';
import type { RuleChange } from '../cors/plan/rule-changes.js';
import type { Context } from './command.js';
import { printable } from './paint.js';
import { paintDiff } from './show-diff.js';
import { showIssues } from './show-issues.js';

/** A plan: its diff, what becomes of each rule, and what is said against it. */
export function showPlan(plan: CorsPlan, context: Context): string {
  const { say, paint } = context;
  const lost = plan.unknown.map(({ path }) => paint.yellow(say('plan.unknown', { path: printable(path) })));
  const locked = plan.lockedOut.map((origin) =>
    paint.red(say('plan.locked-out', { origin: printable(origin) })),
  );
  const parts =
    plan.diff === ''
      ? [say('plan.nothing')]
      : [paintDiff(plan.diff, paint), ...plan.changes.map((change) => describe(change, context))];
  const issues = plan.after.rules.length === 0 ? [] : [showIssues(plan.issues, context).trimEnd()];
  return [...parts, ...lost, ...locked, ...issues, ''].join('\n');
}

function describe(change: RuleChange, { say }: Context): string {
  if (change.kind === 'added') return say('plan.added', { number: change.after + 1 });
  if (change.kind === 'removed') return say('plan.removed', { number: change.before + 1 });
  const number = change.before + 1;
  if (change.fields.length === 0) return say('plan.moved', { number, after: change.after + 1 });
  const fields = change.fields.map(({ field, added, removed }) => {
    const texts = [...added.map((text) => `+${text}`), ...removed.map((text) => `-${text}`)];
    return `${field} ${texts.join(' ')}`;
  });
  return say('plan.changed', { number, fields: printable(fields.join('; ')) });
}
