import { convertCors } from '../../cors/convert-cors.js';
import type { Command } from '../command.js';
import { readStore } from '../connect.js';
import { readForm, writeForm } from '../document-form.js';
import { EXIT } from '../exit-code.js';
import { showNotes } from '../given-rules.js';
import { printable } from '../paint.js';
import { readGivenConfiguration } from '../read-configuration.js';

/** Writes the rules of one store for another. */
export const corsConvert: Command = {
  name: 'cors convert',
  summary: 'summary.convert',
  files: 'FILE',
  options: ['from', 'to', 'xml', 'vendor-json'],
  examples: ['cors convert cors.json --from aws --to qingstor > qingstor.json'],
  run: async (context) => {
    const form = readForm(context);
    const [from, to] = [readStore(context, 'from'), readStore(context, 'to')];
    const document = await readGivenConfiguration(context);
    const { configuration, unknown, warnings } = document;
    const converted = convertCors(configuration, from.store, to.store);
    const { around, paint, say } = context;
    around.err(showNotes(document, context));
    for (const loss of converted.losses)
      around.err(`${paint.yellow(say('convert.loss'))} ${printable(context.sayLoss(loss))}\n`);
    if (form !== null) around.out(writeForm(context, form, to.store, converted.configuration));
    else
      context.print(
        () => `${converted.document.trimEnd()}\n`,
        () => ({ ...converted, unknown, warnings }),
      );
    const isOther = unknown.length > 0 || converted.losses.some(({ effect }) => effect !== 'none');
    return isOther ? EXIT.findings : EXIT.done;
  },
};
