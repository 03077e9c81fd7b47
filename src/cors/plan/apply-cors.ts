import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ConfigError, CorsChangedError, HttpError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import type { UnknownPart } from '../../stores/cors-codec.js';
import type { Bucket } from '../../transport/bucket.js';
import { deleteBucketCors } from '../delete-bucket-cors.js';
import { getBucketCors } from '../get-bucket-cors.js';
import { isSameConfiguration } from '../is-same-configuration.js';
import { putBucketCors } from '../put-bucket-cors.js';
import type { CorsPlan, CorsUndo } from './cors-plan.js';
import { corsDiff, lockedOutOrigins, pageOrigin } from './plan-cors.js';
import { requireReadableCors } from './require-readable-cors.js';
import { platformTime, type Timing } from './timing.js';

/** What goes with the carrying out of a plan. */
export interface ApplyCorsOptions {
  /** Applies a plan under which a page could not manage the configuration any more. Default `false`: it is refused. */
  readonly allowLockOut?: boolean;
  /**
   * Replaces a live document though parts of it are not understood, which then are lost, also to whoever takes the change
   * back. Default `false`: it is refused.
   */
  readonly allowLoss?: boolean;
  /** Lets a page delete all rules, which no page could put again. Default `false`: it is refused there. */
  readonly allowDeleteAll?: boolean;
  /**
   * How long after the PUT it looks whether another writer has replaced it, in milliseconds. It must be the same for all who
   * write to the bucket, and longer than one of them needs from reading to having put. Default 2000.
   */
  readonly settleMs?: number;
  /** Is given what takes the change back, before anything is changed: keep it. What it throws ends the call. */
  readonly keepUndo?: (undo: CorsUndo) => unknown;
  /** Is called after that when nothing was changed, since the rules or the store's answer to the PUT or DELETE forbade it. */
  readonly dropUndo?: () => unknown;
  /** Measures and waits. Default: the platform's. */
  readonly timing?: Timing;
  /** Ends it early: it is rejected with the signal’s reason. */
  readonly signal?: AbortSignal;
}

/** What has been done. */
export interface AppliedCors {
  /** What takes it back. */
  readonly undo: CorsUndo;
  /** Whether the bucket holds what was planned since before: nothing was sent then but one `GET ?cors`. */
  readonly wasThere: boolean;
  /**
   * Whether it took longer than `settleMs` from reading to having put. Then another writer's change may have been replaced
   * without its being told.
   */
  readonly mayHaveReplaced: boolean;
}

/** A store may show for a while what was there before. */
const MAX_LOOKS = 6;

/**
 * Carries out a plan: reads what is there once more, replaces it (`PUT ?cors`, or `DELETE ?cors` where no rule is to remain),
 * waits, and looks whether it is still there.
 *
 * No store has a condition on the PUT, so between reading and putting another writer may come. Among those who all use this
 * function no change is lost unnoticed: either the one whose change was replaced sees it when it looks (`CorsChangedError`), or the
 * one who replaced it was slow and says so (`mayHaveReplaced`). That holds where the store shows a change to whoever reads more
 * than `settleMs` after its PUT: no store promises it, and where reads stay old for longer, choose a longer one.
 *
 * @throws CorsChangedError when something else is there than the plan began with, or than was put. ConfigError when the plan
 * would lock a page out (of `plan.managementOrigins`, and in a page that page itself) or, in a page, delete all rules, and it was
 * not told to; or when the store would refuse the rules: nothing is sent then. ConfigError also when parts of the live document
 * are not understood and would be lost, and it was not told to: then only `GET ?cors` was sent. UnsupportedError as `planCors()`;
 * and as `putBucketCors()`.
 */
export async function applyCors(
  bucket: Bucket,
  plan: CorsPlan,
  options: ApplyCorsOptions = {},
): Promise<AppliedCors> {
  await requireReadableCors(bucket, 'apply plan.json');
  const issues = refusals(plan, bucket, options);
  if (issues.length > 0) throw new ConfigError('The plan is not applied', issues);
  const { store } = bucket;
  const { before, after } = plan;
  const { settleMs = 2000, timing = platformTime } = options;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const isSame = (a: CorsConfiguration, b: CorsConfiguration) => isSameConfiguration(a, b, store);
  const read = () => getBucketCors(bucket, signal);

  const startMs = timing.nowMs();
  const { configuration: found, unknown } = await read();
  const undo = { applied: after, previous: found };
  if (!isSame(found, before)) throw changed(bucket, before, found, 'before');
  // A document of which nothing is understood is there still, though it has no rules that are known.
  const isLeft = after.rules.length === 0 && unknown.length > 0;
  if (isSame(found, after) && !isLeft) return { undo, wasThere: true, mayHaveReplaced: false };
  if (options.allowLoss !== true && unknown.length > 0)
    throw new ConfigError('The plan is not applied', unknown.map(lossIssue));
  await options.keepUndo?.(undo);
  try {
    if (after.rules.length === 0) await deleteBucketCors(bucket, signal);
    else await putBucketCors(bucket, after, signal);
  } catch (error) {
    if (isRefusal(error)) await options.dropUndo?.();
    throw error;
  }
  const mayHaveReplaced = timing.nowMs() - startMs > settleMs;

  for (let look = 1; ; look += 1) {
    await timing.wait(settleMs, options.signal);
    const { configuration: kept } = await read();
    if (isSame(kept, after)) return { undo, wasThere: false, mayHaveReplaced };
    if (look === MAX_LOOKS || !isSame(kept, before)) throw changed(bucket, after, kept, 'after');
  }
}

const LOCKED_OUT =
  'would be locked out of managing these rules: with allowLockOut: true it is done all the same';
const DELETES_ALL =
  'deletes all rules, and no page could put them again: with allowDeleteAll: true it is done all the same';

function refusals(plan: CorsPlan, { store }: Bucket, options: ApplyCorsOptions): Issue[] {
  const deletesAll = plan.after.rules.length === 0;
  // What the plan says of it is told anew: it may have been made elsewhere, where no page was known, or edited.
  const page = pageOrigin();
  const origins = [...plan.managementOrigins, ...plan.lockedOut, ...(page === undefined ? [] : [page])];
  const lockedOut = lockedOutOrigins(plan, store, [...new Set(origins)]);
  return [
    ...(deletesAll && page !== undefined && options.allowDeleteAll !== true
      ? [
          {
            code: 'cors.rules.none' as const,
            path: 'after.rules',
            value: 'an array of 0',
            message: DELETES_ALL,
            wording: { text: DELETES_ALL, values: [] },
          },
        ]
      : []),
    ...(options.allowLockOut === true || (deletesAll && options.allowDeleteAll === true)
      ? []
      : lockedOut.map((origin) => ({
          code: 'cors.wanted.lock-out' as const,
          path: 'after.rules',
          value: JSON.stringify(origin),
          message: LOCKED_OUT,
          wording: { text: LOCKED_OUT, values: [] },
        }))),
  ];
}

function lossIssue({ path, name }: UnknownPart): Issue {
  const message =
    'of the live document is not understood, and would be lost: with allowLoss: true (--allow-loss) it is done all the same';
  const wording = { text: message, values: [] };
  return { code: 'cors.shape.unknown-field', path, value: showValue(name), message, wording };
}

/** Whether it is certain that nothing was changed: neither by what was sent, nor by nobody's having heard an answer. */
function isRefusal(error: unknown): boolean {
  return error instanceof ConfigError || (error instanceof HttpError && error.status < 500);
}

function changed(
  { store }: Bucket,
  expected: CorsConfiguration,
  found: CorsConfiguration,
  seen: 'before' | 'after',
): CorsChangedError {
  const what =
    seen === 'before'
      ? 'The CORS rules of the bucket have changed since the plan was made; nothing was put. Plan again. The change:'
      : 'The CORS rules were put, and replaced by somebody else at once. Plan again. Their change:';
  const diff = corsDiff(expected, found, store, ['expected', 'found']);
  return new CorsChangedError(what, { expected, found, diff, seen });
}
