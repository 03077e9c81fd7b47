import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { ScriptedAnswer } from '../conformance-case.js';

/** All lines of an answer: those of the script, and the one that says where it ends. */
export function writtenHeaders(answer: ScriptedAnswer): readonly HeaderEntry[] {
  const { status, headers, body } = answer;
  if (status === 204 || status === 304) return headers;
  return [...headers, ['Content-Length', String(status === 205 ? 0 : body.length)]];
}
