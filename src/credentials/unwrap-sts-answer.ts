import { ParseError } from '../model/errors.js';
import { holdsSecret } from './credential-fields.js';
import { loadWhyNone } from './load-why-none.js';
import { parseAnswer } from './parse-answer.js';
import { unwrapRecord } from './unwrap-record.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';

/**
 * Finds the credentials in an STS answer: an object, or JSON or XML text as the service sent it.
 *
 * @throws CredentialsError when the answer is neither, or is an error or a signature in place of credentials.
 */
export async function unwrapStsAnswer(answer: unknown): Promise<UnwrappedAnswer> {
  const parsed = typeof answer === 'string' ? await parseText(answer) : answer;
  const unwrapped = unwrapRecord(parsed);
  if (unwrapped !== undefined && holdsSecret(unwrapped[0].fields)) return unwrapped;
  const { notAnAnswer, whyNoCredentials } = await loadWhyNone();
  if (unwrapped === undefined) throw notAnAnswer(parsed);
  const why = whyNoCredentials(unwrapped);
  if (why !== undefined) throw why;
  return unwrapped;
}

async function parseText(text: string): Promise<unknown> {
  try {
    return await parseAnswer(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof ParseError)) throw error;
    throw (await loadWhyNone()).notAnAnswerText(text);
  }
}
