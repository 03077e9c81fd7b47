import { getBucketCors } from '../../cors/get-bucket-cors.js';
import type { Command } from '../command.js';
import { connect } from '../connect.js';
import { readForm, writeForm } from '../document-form.js';
import { EXIT } from '../exit-code.js';
import { CONNECTION } from '../options.js';
import { showRules, showUnknown } from '../show-rules.js';

/** Shows the rules of a bucket. */
export const corsGet: Command = {
  name: 'cors get',
  summary: 'summary.get',
  files: '',
  options: [...CONNECTION, 'xml', 'vendor-json'],
  examples: [
    'cors get --store oss --region cn-hangzhou --bucket photos',
    'cors get --store aws --region us-west-2 --bucket photos --xml > cors.xml',
  ],
  run: async (context) => {
    const form = readForm(context);
    const bucket = await connect(context);
    const { configuration, unknown } = await getBucketCors(bucket);
    if (form !== null) {
      context.around.err(showUnknown(unknown, context));
      context.around.out(writeForm(context, form, bucket.store, configuration));
      return EXIT.done;
    }
    context.print(
      () =>
        showUnknown(unknown, context) +
        (configuration.rules.length === 0
          ? `${context.say('rules.none')}\n`
          : showRules(configuration, context)),
      () => ({ configuration, unknown }),
    );
    return EXIT.done;
  },
};
