import type { CorsDocument, DocumentWarning } from '../cors/documents/cors-document.js';
import { ConfigError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';
import type { Context } from './command.js';
import type { TextKey } from './en.js';
import { printable } from './paint.js';
import { readGivenConfiguration } from './read-configuration.js';
import { showUnknown } from './show-rules.js';

const WARNINGS: Readonly<Record<DocumentWarning['code'], TextKey>> = {
  'not-json': 'document.not-json',
  'native-operation': 'document.native-operation',
  'one-header-list': 'document.one-header-list',
};

/** What a document says that its author should know: what is not understood, and warnings, a line each. */
export function showNotes(
  { unknown, warnings }: Pick<CorsDocument, 'unknown' | 'warnings'>,
  context: Context,
): string {
  const lines = warnings.map(({ code, path }) => {
    const words = context.say(WARNINGS[code], { path: printable(path) });
    return `${context.paint.yellow(words)}\n`;
  });
  return showUnknown(unknown, context) + lines.join('');
}

/**
 * The rules of the given file, to be put as they are: what is to be said of it is on the error output.
 *
 * @throws ConfigError when parts of it are not understood, and it was not told to go on without them. UsageError when it is
 * no configuration.
 */
export async function readRulesToPut(context: Context): Promise<CorsDocument> {
  const document = await readGivenConfiguration(context);
  context.around.err(showNotes({ ...document, unknown: [] }, context));
  const { unknown } = document;
  if (unknown.length > 0 && !context.switches.has('allow-loss')) {
    const message = 'is not understood, and would be left out: mend it, or go on with --allow-loss';
    const issues = unknown.map(({ path, name }) => ({
      code: 'cors.shape.unknown-field' as const,
      path,
      value: showValue(name),
      message,
      wording: { text: message, values: [] },
    }));
    throw new ConfigError('The rules are not taken', issues);
  }
  context.around.err(showUnknown(unknown, context));
  return document;
}
