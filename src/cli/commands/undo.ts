import { describePlan } from '../../cors/plan/plan-cors.js';
import { changeBucket } from '../change-bucket.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { readUndoFile } from '../kept-file.js';
import { CHANGE, CONNECTION } from '../options.js';
import { readGivenFile } from '../read-configuration.js';

/** Takes a change back. */
export const corsUndo: Command = {
  name: 'cors undo',
  summary: 'summary.undo',
  files: 'FILE',
  options: [...CONNECTION, ...CHANGE.filter((name) => name !== 'allow-lock-out')],
  examples: [
    'cors undo cors-undo-photos-20260524T100000000Z.json --store oss --region cn-hangzhou --bucket photos',
  ],
  run: async (context) => {
    const text = await readGivenFile(context, 'file.undo');
    const bucket = await connect(context);
    const { applied, previous } = readUndoFile(context, text, bucket);
    const live = { configuration: applied, unknown: [] };
    return changeBucket(context, bucket, describePlan(live, previous, bucket.store, {}));
  },
};
