import { planCors } from '../../cors/plan/plan-cors.js';
import { changeBucket } from '../change-bucket.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { CHANGE, CONNECTION } from '../options.js';

/** Deletes all rules of a bucket. */
export const corsDelete: Command = {
  name: 'cors delete',
  summary: 'summary.delete',
  files: '',
  options: [...CONNECTION, ...CHANGE.filter((name) => name !== 'allow-lock-out')],
  examples: ['cors delete --store cos --region ap-guangzhou --bucket photos-1250000000'],
  run: async (context) => {
    const bucket = await connect(context);
    return changeBucket(context, bucket, await planCors(bucket, { rules: [] }));
  },
};
