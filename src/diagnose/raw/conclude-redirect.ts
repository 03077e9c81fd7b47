import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';

/**
 * What a redirected preflight means, when the place that it leads to was asked too: that the request would pass there, or
 * that it would not, and why. Pure.
 *
 * @param beyond - The diagnosis of the same preflight there.
 */
export function concludeRedirect(
  exact: Diagnosis,
  beyond: Diagnosis,
  evidence: readonly Evidence[],
): Diagnosis {
  if (beyond.code === 'ok.allowed') return { ...exact, evidence };
  const candidates = beyond.undecided?.candidates ?? [];
  const command = preflightCommand(beyond.request);
  return {
    ...exact,
    evidence,
    undecided: { candidates: [...new Set([beyond.code, ...candidates])], command },
  };
}
