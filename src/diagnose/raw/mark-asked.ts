import type { Diagnosis } from '../../model/diagnosis.js';

/** The same diagnosis, which says of what it leaves open that a terminal has asked already. Pure. */
export function markAsked(found: Diagnosis): Diagnosis {
  return found.undecided === null ? found : { ...found, undecided: { ...found.undecided, askedRaw: true } };
}
