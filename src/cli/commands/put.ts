import { planCors } from '../../cors/plan/plan-cors.js';
import { changeBucket } from '../change-bucket.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { UsageError } from '../exit-code.js';
import { readRulesToPut } from '../given-rules.js';
import { CHANGE, CONNECTION } from '../options.js';
import { wantedOf } from '../wanted-of.js';

/** Replaces the rules of a bucket by those of a file. */
export const corsPut: Command = {
  name: 'cors put',
  summary: 'summary.put',
  note: 'note.only-carries-out',
  files: 'FILE',
  options: [...CONNECTION, ...CHANGE, 'management-origin'],
  examples: [
    'cors put cors.xml --store oss --region cn-hangzhou --bucket photos',
    'cors put cors.json --store aws --region us-west-2 --bucket photos --yes --json',
  ],
  run: async (context) => {
    const { configuration } = await readRulesToPut(context);
    // A conversion that lost all, or a file that was cut short, must not take the rules away.
    if (configuration.rules.length === 0) {
      throw new UsageError([context.say('wrong.put-nothing', { file: context.files[0] ?? '-' })]);
    }
    const bucket = await connect(context);
    const plan = await planCors(bucket, configuration, { wanted: wantedOf(context, bucket.store) });
    return changeBucket(context, bucket, plan);
  },
};
