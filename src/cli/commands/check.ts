import { getBucketCors } from '../../cors/get-bucket-cors.js';
import { corsDiff } from '../../cors/plan/plan-cors.js';
import { validateCors } from '../../cors/validate-cors.js';
import type { UnknownPart } from '../../stores/cors-codec.js';
import type { Command, Context } from '../command.js';
import { connect, readStore } from '../connect.js';
import { EXIT, UsageError } from '../exit-code.js';
import { showNotes } from '../given-rules.js';
import { findRepairs, showRepair, writeRepair } from '../offer-repair.js';
import { CONNECTION, WANTED } from '../options.js';
import { printable } from '../paint.js';
import { readGivenConfiguration } from '../read-configuration.js';
import { paintDiff } from '../show-diff.js';
import { showIssues } from '../show-issues.js';
import { wantedOf } from '../wanted-of.js';

/** Tells everything that can be said against rules, and whether a bucket has others. */
export const corsCheck: Command = {
  name: 'cors check',
  summary: 'summary.check',
  files: '[FILE]',
  options: [...CONNECTION, 'against-live', 'strict', 'out', ...WANTED],
  texts: { out: 'option.out-repair' },
  examples: [
    'cors check cors.json --store oss --origin https://app.example.com --operations upload,download',
    'cors check cors.json --store aws --origin https://app.example.com --request "PUT content-type,x-amz-acl"',
    'cors check cors.json --store oss --origin https://app.example.com --operations upload --out mended.xml',
    'cors check cors.json --store oss --region cn-hangzhou --bucket photos --against-live',
  ],
  run: async (context) => {
    const { store } = readStore(context, 'store');
    const [file] = context.files;
    const isCompared = context.switches.has('against-live');
    if (isCompared && file === undefined)
      throw new UsageError([context.say('wrong.file-needed', { what: context.say('file.rules') })]);
    const wanted = wantedOf(context, store);
    const given = file === undefined ? null : await readGivenConfiguration(context);
    const live = given === null || isCompared ? await getBucketCors(await connect(context)) : null;
    const { configuration, unknown } = given ?? live ?? { configuration: { rules: [] }, unknown: [] };
    const warnings = given?.warnings ?? [];
    const isEmptyBucket = given === null && configuration.rules.length === 0;
    const issues = isEmptyBucket ? [] : validateCors(configuration, store, wanted);
    const repairs = findRepairs(configuration, store, wanted, isEmptyBucket ? null : issues);
    await writeRepair(repairs, context);
    const drift =
      given === null || live === null
        ? null
        : {
            diff: corsDiff(live.configuration, given.configuration, store, ['bucket', file ?? 'file']),
            unknown: live.unknown,
          };
    const isUnsaid = issues.length === 0 && unknown.length > 0;
    context.print(
      () =>
        showNotes({ unknown, warnings }, context) +
        (isEmptyBucket ? `${context.say('rules.none')}\n` : isUnsaid ? '' : showIssues(issues, context)) +
        showRepair(configuration, store, repairs, context) +
        showDrift(drift, context),
      () => ({
        issues,
        unknown,
        warnings,
        repairs,
        ...(drift === null
          ? {}
          : { drift: drift.diff, live: live?.configuration, liveUnknown: drift.unknown }),
      }),
    );
    const isStrict = context.switches.has('strict');
    const isWrong =
      issues.some(({ severity }) => severity === 'error' || (isStrict && severity === 'warning')) ||
      // What a store says is no fault of anybody's here.
      (unknown.length > 0 && (given !== null || isStrict)) ||
      // No page of another origin can use a bucket without rules.
      isEmptyBucket ||
      (drift !== null && (drift.diff !== '' || drift.unknown.length > 0));
    return isWrong ? EXIT.findings : EXIT.done;
  },
};

/** How what a bucket has differs from a file. `diff` is empty where what is understood is the same. */
interface Drift {
  readonly diff: string;
  readonly unknown: readonly UnknownPart[];
}

function showDrift(drift: Drift | null, { say, paint, files: [file] }: Context): string {
  if (drift === null) return '';
  const more = drift.unknown.map(
    ({ path }) => `${paint.red(say('check.drift-unknown', { path: printable(path) }))}\n`,
  );
  if (drift.diff !== '')
    return `${paint.red(say('check.drift', { file }))}\n${paintDiff(drift.diff, paint)}${more.join('')}`;
  return more.length > 0 ? more.join('') : `${paint.green(say('check.no-drift'))}\n`;
}
