import type { Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';

/**
 * What a refusal means where a service worker stands between the page and the store: it may send something else than the page
 * asked for, with a header of its own, or nothing at all. So that the store refuses it is not proven. Pure.
 */
export function doubtForWorker(found: Diagnosis): Diagnosis {
  if (!found.code.startsWith('pre.')) return found;
  const { candidates, command } = found.undecided ?? {
    candidates: [],
    command: preflightCommand(found.request),
  };
  return {
    ...found,
    confidence: found.confidence === 'proof' ? 'strong' : found.confidence,
    undecided: { candidates: [...new Set([...candidates, 'env.sw' as const])], command },
  };
}
