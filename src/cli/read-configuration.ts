import type { CorsDocument } from '../cors/documents/cors-document.js';
import { readCorsDocument } from '../cors/read-cors-document.js';
import { ParseError } from '../model/errors.js';
import type { Context } from './command.js';
import type { TextKey } from './en.js';
import { UsageError } from './exit-code.js';
import { systemReason } from './system-reason.js';

/** The text of the file that was given. @throws UsageError when there is none, or it cannot be read. */
export async function readGivenFile({ files: [file], around, say }: Context, what: TextKey): Promise<string> {
  if (file === undefined) throw new UsageError([say('wrong.file-needed', { what: say(what) })]);
  return readText(file, { around, say });
}

/** A file's text without a byte order mark. @throws UsageError when it cannot be read. */
export async function readText(
  file: string,
  { around, say }: Pick<Context, 'around' | 'say'>,
): Promise<string> {
  const text = await around.readFile(file).catch((error: unknown) => {
    throw new UsageError([say('wrong.read', { file, reason: systemReason(error) })]);
  });
  return text.replace(/^\uFEFF/, '');
}

/** The configuration of a file, in any vendor's shape. @throws UsageError when it is none. */
export async function readConfiguration(
  text: string,
  file: string,
  { say, sayError }: Pick<Context, 'say' | 'sayError'>,
): Promise<CorsDocument> {
  try {
    return await readCorsDocument(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new UsageError([say('wrong.document', { file, reason: sayError(error).join('\n') })]);
  }
}

/** The same of the file that was given. */
export async function readGivenConfiguration(context: Context): Promise<CorsDocument> {
  const text = await readGivenFile(context, 'file.rules');
  return readConfiguration(text, context.files[0] ?? '', context);
}
