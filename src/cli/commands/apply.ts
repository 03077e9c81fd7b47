import { describePlan } from '../../cors/plan/plan-cors.js';
import { changeBucket } from '../change-bucket.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { readPlanFile } from '../kept-file.js';
import { CHANGE, CONNECTION } from '../options.js';
import { readGivenFile } from '../read-configuration.js';
import { wantedOf } from '../wanted-of.js';

/** Carries out a plan. */
export const corsApply: Command = {
  name: 'cors apply',
  summary: 'summary.apply',
  note: 'note.only-carries-out',
  files: 'PLAN',
  options: [...CONNECTION, ...CHANGE, 'management-origin'],
  examples: ['cors apply plan.json --store oss --region cn-hangzhou --bucket photos --yes'],
  run: async (context) => {
    const text = await readGivenFile(context, 'file.plan');
    const bucket = await connect(context);
    const { before, after, managementOrigins } = readPlanFile(context, text, bucket);
    // What it says beside that is told anew: the file may have been edited.
    const live = { configuration: before, unknown: [] };
    const plan = describePlan(live, after, bucket.store, wantedOf(context, bucket.store), managementOrigins);
    return changeBucket(context, bucket, plan);
  },
};
