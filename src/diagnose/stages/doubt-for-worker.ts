import type { Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';
import type { Page } from '../page.js';

/**
 * What a verdict means where a service worker stands between the page and the store: it may send something else than the page
 * asked for, with a header of its own, or nothing at all, and answer what it kept. So neither that the store refuses it is proven, nor
 * that it lets it through. Pure.
 *
 * @returns The same where there is none.
 */
export function doubtForWorker(found: Diagnosis, { isControlled }: Pick<Page, 'isControlled'>): Diagnosis {
  if (isControlled !== true || !/^(pre|ok)\./.test(found.code)) return found;
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
