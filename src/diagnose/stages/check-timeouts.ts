import type { Diagnosis } from '../../model/diagnosis.js';
import { harmlessUrl } from '../harmless-url.js';
import type { CloserStage } from './closer-stage.js';

/** Where no preflight was answered in time: does the store answer at all? What needs no permission shows it. */
export async function checkTimeouts(found: Diagnosis, stage: CloserStage): Promise<Diagnosis> {
  const { page, note } = stage;
  const probes = found.evidence.filter(({ kind }) => kind === 'preflight' || kind === 'signature');
  // One that was answered, or was seen to go out, had a preflight that passed, or needed none.
  const isSilent =
    probes.length > 0 && probes.every(({ passed, via }) => passed === null && via === 'timeout');
  if (!isSilent || !found.request.needsPreflight) return found;
  const reached = await page.reach(harmlessUrl(stage, 'GET'));
  const isReached = reached === 'answered';
  note({
    kind: 'reach',
    method: 'GET',
    headers: [],
    passed: isReached,
    via: isReached ? 'opaque' : reached === 'timeout' ? 'timeout' : 'error',
  });
  const open = (...candidates: readonly Diagnosis['code'][]) =>
    found.undecided === null ? null : { ...found.undecided, candidates };
  if (isReached) {
    const undecided = open('pre.timeout', 'act.error-without-cors');
    return { ...found, code: 'pre.timeout', stage: 'preflight', confidence: 'strong', undecided };
  }
  if (reached !== 'timeout') return found;
  const undecided = open('net.unreachable', 'pre.timeout');
  return { ...found, code: 'net.unreachable', stage: 'network', confidence: 'weak', undecided };
}
