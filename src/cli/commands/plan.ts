import { planCors } from '../../cors/plan/plan-cors.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { EXIT } from '../exit-code.js';
import { readRulesToPut } from '../given-rules.js';
import { writeKept } from '../kept-file.js';
import { CONNECTION, WANTED } from '../options.js';
import { showPlan } from '../show-plan.js';
import { wantedOf } from '../wanted-of.js';

/** Shows what a file of rules would change. */
export const corsPlan: Command = {
  name: 'cors plan',
  summary: 'summary.plan',
  files: 'FILE',
  options: [...CONNECTION, 'out', 'allow-loss', ...WANTED],
  examples: ['cors plan cors.json --store oss --region cn-hangzhou --bucket photos --out plan.json'],
  run: async (context) => {
    const { configuration } = await readRulesToPut(context);
    const bucket = await connect(context);
    const plan = await planCors(bucket, configuration, { wanted: wantedOf(context, bucket.store) });
    const { out } = context.texts;
    if (out !== undefined) await writeKept(context, out, bucket, { plan });
    const written = out === undefined ? '' : `${context.say('plan.written', { file: out })}\n`;
    context.print(
      () => showPlan(plan, context) + written,
      () => plan,
    );
    const isWrong = plan.issues.some(({ severity }) => severity === 'error') || plan.lockedOut.length > 0;
    return isWrong ? EXIT.findings : EXIT.done;
  },
};
