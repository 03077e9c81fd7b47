import { requiredCors } from '../../cors/required-cors.js';
import type { Command } from '../command.js';
import { readStore } from '../connect.js';
import { readForm, writeForm } from '../document-form.js';
import { EXIT } from '../exit-code.js';
import { PAGE_USE } from '../options.js';
import { readPageUse } from '../page-use.js';
import { showRules } from '../show-rules.js';

/** Tells the least rule for what a page does. */
export const corsRequired: Command = {
  name: 'cors required',
  summary: 'summary.required',
  files: '',
  options: ['store', 'origin', ...PAGE_USE, 'xml', 'vendor-json'],
  examples: [
    'cors required --store oss --origin https://app.example.com --operations upload,multipart-upload',
    'cors required --store cos --origin https://app.example.com --operations upload --signing url --xml > cors.xml',
  ],
  run: async (context) => {
    const form = readForm(context);
    const { store } = readStore(context, 'store');
    const origin = context.lists.origin ?? [];
    const rules = requiredCors({ store, origin, ...readPageUse(context) });
    if (form !== null) context.around.out(writeForm(context, form, store, { rules }));
    else
      context.print(
        () => showRules({ rules }, context),
        () => ({ rules }),
      );
    return EXIT.done;
  },
};
