import { getBucketCors } from '../../cors/get-bucket-cors.js';
import { corsDiff } from '../../cors/plan/plan-cors.js';
import { validateCors } from '../../cors/validate-cors.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { Command, Context } from '../command.js';
import { connect, readStore } from '../connect.js';
import { EXIT, UsageError } from '../exit-code.js';
import { CONNECTION, WANTED } from '../options.js';
import { readGivenConfiguration } from '../read-configuration.js';
import { paintDiff } from '../show-diff.js';
import { showIssues } from '../show-issues.js';
import { showUnknown } from '../show-rules.js';
import { wantedOf } from '../wanted-of.js';

/** Tells everything that can be said against rules, and whether a bucket has others. */
export const corsCheck: Command = {
  name: 'cors check',
  summary: 'summary.check',
  files: '[FILE]',
  options: [...CONNECTION, 'against-live', 'strict', ...WANTED],
  examples: [
    'cors check cors.json --store oss --origin https://app.example.com --operations upload,download',
    'cors check cors.json --store aws --origin https://app.example.com --request "PUT content-type,x-amz-acl"',
    'cors check cors.json --store oss --region cn-hangzhou --bucket photos --against-live',
  ],
  run: async (context) => {
    const { store } = readStore(context, 'store');
    const [file] = context.files;
    const isCompared = context.switches.has('against-live');
    if (isCompared && file === undefined)
      throw new UsageError([context.say('wrong.file-needed', { what: context.say('file.rules') })]);
    const given = file === undefined ? null : await readGivenConfiguration(context);
    const live = given === null || isCompared ? await getBucketCors(await connect(context)) : null;
    const { configuration, unknown } = given ?? live ?? { configuration: { rules: [] }, unknown: [] };
    const issues =
      given === null && configuration.rules.length === 0
        ? []
        : validateCors(configuration, store, wantedOf(context));
    const drift =
      given === null || live === null
        ? null
        : corsDiff(live.configuration, given.configuration, store, ['bucket', file ?? 'file']);
    context.print(
      () =>
        showUnknown(unknown, context) +
        (live !== null && given === null && configuration.rules.length === 0
          ? `${context.say('rules.none')}\n`
          : showIssues(issues, context)) +
        showDrift(drift, context),
      () => ({ issues, unknown, ...(drift === null ? {} : { drift, live: live?.configuration }) }),
    );
    const counted = context.switches.has('strict') ? ['error', 'warning'] : ['error'];
    const isWrong = issues.some(({ severity }) => counted.includes(severity));
    return isWrong || isEmptyBucket(given, configuration) || (drift ?? '') !== '' ? EXIT.findings : EXIT.done;
  },
};

/** No page of another origin can use a bucket without rules. */
function isEmptyBucket(given: unknown, { rules }: CorsConfiguration): boolean {
  return given === null && rules.length === 0;
}

function showDrift(drift: string | null, { say, paint, files: [file] }: Context): string {
  if (drift === null) return '';
  if (drift === '') return `${paint.green(say('check.no-drift'))}\n`;
  return `${paint.red(say('check.drift', { file }))}\n${paintDiff(drift, paint)}`;
}
