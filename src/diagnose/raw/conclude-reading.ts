import type { Diagnosis, Evidence } from '../../model/diagnosis.js';

/**
 * What the answer to a request means that was sent as a page sends it, while a preflight for it passes: the rules allow it,
 * so that they are not why the answer cannot be read. Pure.
 *
 * @param read - The diagnosis of that answer.
 * @param freshPasses - Whether the same is readable at an address that no cache knows.
 */
export function concludeReading(
  read: Diagnosis,
  freshPasses: boolean,
  evidence: readonly Evidence[],
): Diagnosis {
  const kept = { ...read, evidence };
  // The cache's own mark on the one, and an allowing store behind the other.
  if (freshPasses && read.code === 'cache.cdn-poison')
    return { ...kept, confidence: 'proof', undecided: null };
  if (freshPasses && read.code === 'act.no-acao' && read.undecided !== null) {
    const undecided = { ...read.undecided, candidates: ['act.no-acao' as const] };
    return { ...kept, code: 'cache.cdn-poison', undecided };
  }
  if (read.undecided === null) return kept;
  const candidates = read.undecided.candidates.filter((code) => !code.startsWith('pre.'));
  return { ...kept, undecided: candidates.length === 0 ? null : { ...read.undecided, candidates } };
}
