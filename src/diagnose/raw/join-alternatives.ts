import type { Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';

/**
 * One diagnosis of an attempt that a recording may be read of in several ways: all that they come to, and nothing proven
 * that one of them denies. Pure.
 *
 * @param others - The diagnoses of the other ways. Without any the first one stands.
 */
export function joinAlternatives(diagnosis: Diagnosis, others: readonly Diagnosis[]): Diagnosis {
  if (others.length === 0) return diagnosis;
  const all = [diagnosis, ...others];
  const texts = all.map(({ conflicts }) => new Set(conflicts.map((each) => JSON.stringify(each))));
  const conflicts = diagnosis.conflicts.filter((each) =>
    texts.every((text) => text.has(JSON.stringify(each))),
  );
  const isAgreed = others.every(({ code }) => code === diagnosis.code);
  const hasSameConflicts = texts.every((text) => text.size === conflicts.length);
  const isProven = isAgreed && hasSameConflicts && all.every(({ confidence }) => confidence === 'proof');
  if (isProven) return diagnosis;
  const candidates = new Set(all.flatMap(({ code, undecided }) => [code, ...(undecided?.candidates ?? [])]));
  // What is agreed on is no candidate, unless it is not agreed what of the request it is about.
  if (!isAgreed || hasSameConflicts) candidates.delete(diagnosis.code);
  // No cause by itself.
  candidates.delete('undecided');
  const isOpen = candidates.size > 0 || all.some(({ undecided }) => undecided !== null);
  return {
    ...diagnosis,
    conflicts,
    confidence: isAgreed && all.every(({ confidence }) => confidence !== 'weak') ? 'strong' : 'weak',
    undecided: isOpen
      ? {
          candidates: [...candidates],
          command: diagnosis.undecided?.command ?? preflightCommand(diagnosis.request),
        }
      : null,
  };
}
