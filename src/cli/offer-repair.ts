import { corsDiff } from '../cors/plan/plan-cors.js';
import { type CorsRepair, repairRules } from '../cors/repair-rules.js';
import type { CorsIssue } from '../cors/validate/cors-issue.js';
import type { WantedCors } from '../cors/validate/wanted-cors.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import type { Store } from '../stores/store.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { printable } from './paint.js';
import { paintDiff } from './show-diff.js';
import { systemReason } from './system-reason.js';

/**
 * What mends that rules lack something they are for, least privilege first. Empty: nothing is lacking, or no change of rules mends
 * it.
 *
 * @param issues - What is said against the rules. `null`: there are none, and so everything is lacking.
 */
export function findRepairs(
  configuration: CorsConfiguration,
  store: Store,
  wanted: WantedCors,
  issues: readonly CorsIssue[] | null,
): readonly CorsRepair[] {
  const { origins = [], operations = [], requests = [], ...more } = wanted;
  // What stands around the bucket is no matter of its rules.
  const {
    managementOrigin: _m,
    liveRules: _l,
    credentials: _c,
    sharedCache: _s,
    addsCorsHeaders: _a,
    ...use
  } = more;
  const isAsked = requests.length > 0 || (operations.length > 0 && origins.length > 0);
  const isLacking =
    issues === null ||
    issues.some(({ code, severity }) => code.startsWith('cors.wanted.') && severity === 'error');
  // Of what are no rules, nothing can be told but that.
  if (!isAsked || !isLacking || checkRuleShape(configuration.rules).length > 0) return [];
  return repairRules(configuration, store, { ...use, operations, requests, origin: origins }).repairs;
}

/** The repair that grants least as a diff of the store's documents. */
export function showRepair(
  configuration: CorsConfiguration,
  store: Store,
  repairs: readonly CorsRepair[],
  { say, paint, texts }: Context,
): string {
  const [least] = repairs;
  if (least === undefined) return '';
  const names = grantedNames(least);
  const after = { ...configuration, rules: least.rules };
  const diff = paintDiff(corsDiff(configuration, after, store, ['before', 'after']), paint);
  const file = texts.out;
  const written = file === undefined ? [] : [say('check.repair-written', { file })];
  return [paint.bold(say('check.repair', { grants: printable(names) })), diff.trimEnd(), ...written, ''].join(
    '\n',
  );
}

/** Writes the document of the repair that grants least. @throws UsageError when the file cannot be written. */
export async function writeRepair(repairs: readonly CorsRepair[], context: Context): Promise<void> {
  const [least] = repairs;
  const { out: file } = context.texts;
  if (least === undefined || file === undefined) return;
  await context.around.writeFile(file, `${least.document.trimEnd()}\n`, true).catch((error: unknown) => {
    throw new UsageError([context.say('wrong.write', { file, reason: systemReason(error) })]);
  });
}

function grantedNames({ grants }: CorsRepair): string {
  return grants.map(({ field, value }) => `${field} ${value}`).join('; ');
}
