import { preflightCommand } from '../../diagnose/decide-command.js';
import { refusedByRules } from '../../diagnose/raw/refused-by-rules.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import type { RawAnswer } from './raw-asker.js';

/**
 * What a server says that is too busy or broken proves nothing, whichever headers stand on it: what it would have said is not
 * known. Pure.
 */
export function leaveBusyOpen(found: Diagnosis, { isUntold }: RawAnswer, store: Store): Diagnosis {
  if (!isUntold || found.confidence !== 'proof' || !found.code.startsWith('pre.')) return found;
  const open = ['pre.not-by-rules', 'pre.waf', ...refusedByRules(store)] as const;
  const candidates = open.filter((code) => code !== found.code);
  return {
    ...found,
    confidence: 'strong',
    undecided: { candidates, command: preflightCommand(found.request) },
  };
}
