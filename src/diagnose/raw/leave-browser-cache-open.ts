import type { Diagnosis } from '../../model/diagnosis.js';
import { readCommand } from '../decide-command.js';
import { isReading } from './is-reading.js';

/**
 * What was read beside a browser says nothing of the answers that the browser keeps: of a request that only reads, a page may be
 * given one of them, which another origin was allowed to read, or nobody. Pure.
 */
export function leaveBrowserCacheOpen(diagnosis: Diagnosis): Diagnosis {
  const { code, confidence, request, undecided } = diagnosis;
  const isRead = code === 'ok.allowed' || code === 'act.readable-error';
  if (!isRead || !isReading(request.method)) return diagnosis;
  const { candidates = [], command = readCommand(request) } = undecided ?? {};
  return {
    ...diagnosis,
    confidence: confidence === 'proof' ? 'strong' : confidence,
    undecided: { candidates: [...candidates, 'cache.http-poison'], command },
  };
}
