import type { Diagnosis } from '../model/diagnosis.js';
import type { Language } from './language.js';
import { sayAll } from './say.js';
import { conditionsOf, valuesOf } from './values-of.js';

/** The causes that look like the one that is named, a line each: what they are, and their codes. Empty: nothing is open. Pure. */
export function describeCandidates(diagnosis: Diagnosis, language: Language): string[] {
  const sayable = { values: valuesOf(diagnosis, language), conditions: conditionsOf(diagnosis) };
  const others = diagnosis.undecided?.candidates.filter((code) => code !== diagnosis.code) ?? [];
  return others.map((code) => `${code}: ${sayAll(language.causes[code].headline, sayable)[0] ?? ''}`);
}
