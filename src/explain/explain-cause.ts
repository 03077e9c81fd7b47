import type { PreflightCause } from '../fetch-standard/preflight-cause.js';
import { ASKED_BECAUSE } from './en/asked-because.js';
import type { ExplainOptions } from './explain-diagnosis.js';

/**
 * Says what makes a request need a preflight and what to change to avoid it, in one sentence. Pure.
 *
 * @param options.language - Default: `english`.
 */
export function explainCause(cause: PreflightCause, options: ExplainOptions = {}): string {
  // Not all of English: who only asks this needs no words for every cause of a diagnosis.
  const words = options.language?.askedBecause ?? ASKED_BECAUSE;
  const values: Readonly<Record<string, unknown>> = { ...cause };
  return words[cause.why].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
