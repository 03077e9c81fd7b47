import type { CorsUndo } from '../cors/plan/cors-plan.js';
import { pageOriginIssues } from '../cors/required/check-page-use.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import type { Bucket } from '../transport/bucket.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import { systemReason } from './system-reason.js';

const PLAN = 'bucket-preflight-plan';
const UNDO = 'bucket-preflight-undo';

/** What a plan file says. What else is in it is for people. */
export interface PlanFile {
  readonly before: CorsConfiguration;
  readonly after: CorsConfiguration;
  /** Empty in plans of earlier versions. */
  readonly managementOrigins: readonly string[];
}

/** A change failed (`cause`) when rules may have been replaced already. What was there before is in a file. */
export class UndoKeptError extends Error {
  override readonly name = 'UndoKeptError';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`What takes the change back is in ${file}`, { cause });
    this.file = file;
  }
}

/** Where a file belongs. */
function placeOf({ store, location }: Bucket): string {
  return `${store.commandName} ${location.origin}${location.bucketPath} ${location.bucket}`;
}

/** Keeps a plan, or what takes a change back. No credentials are in it. @throws UsageError when the file cannot be written. */
export async function writeKept(
  context: Context,
  file: string,
  bucket: Bucket,
  kept: { readonly plan: PlanFile } | { readonly undo: CorsUndo },
): Promise<void> {
  const isPlan = 'plan' in kept;
  const text = JSON.stringify({ kind: isPlan ? PLAN : UNDO, for: placeOf(bucket), ...kept }, null, 2);
  // A plan may be made anew; what takes a change back is there once.
  await context.around.writeFile(file, `${text}\n`, isPlan).catch((error: unknown) => {
    throw new UsageError([context.say('wrong.write', { file, reason: systemReason(error) })]);
  });
}

/** @throws UsageError when it is no plan, or one for another bucket. */
export function readPlanFile(context: Context, text: string, bucket: Bucket): PlanFile {
  const plan = readKept(context, text, PLAN, bucket)?.plan;
  const { before, after, managementOrigins = [] } = toObject(plan);
  if (isConfiguration(before) && isConfiguration(after) && isOrigins(managementOrigins))
    return { before, after, managementOrigins };
  throw new UsageError([context.say('wrong.plan', { file: context.files[0] })]);
}

/** @throws UsageError when it is not what a change has kept, or of another bucket. */
export function readUndoFile(context: Context, text: string, bucket: Bucket): CorsUndo {
  const undo = readKept(context, text, UNDO, bucket)?.undo;
  const { applied, previous } = toObject(undo);
  if (isConfiguration(applied) && isConfiguration(previous)) return { applied, previous };
  throw new UsageError([context.say('wrong.undo', { file: context.files[0] })]);
}

function readKept(
  { say, files: [file] }: Context,
  text: string,
  kind: string,
  bucket: Bucket,
): Record<string, unknown> | null {
  let kept: Record<string, unknown>;
  try {
    kept = toObject(JSON.parse(text));
  } catch {
    return null;
  }
  if (kept.kind !== kind) return null;
  const asked = placeOf(bucket);
  if (kept.for === asked) return kept;
  throw new UsageError([say('wrong.other-bucket', { file, found: JSON.stringify(kept.for), asked })]);
}

/** Rules that a bucket has may be odd, and are to go back as they were. */
function isConfiguration(value: unknown): value is CorsConfiguration {
  const { rules, responseVary } = toObject(value);
  return (
    checkRuleShape(rules, true).length === 0 &&
    (responseVary === undefined || typeof responseVary === 'boolean')
  );
}

function isOrigins(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((origin) => pageOriginIssues('', origin).length === 0);
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
