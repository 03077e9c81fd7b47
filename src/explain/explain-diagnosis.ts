import type { Diagnosis, DiagnosisNote } from '../model/diagnosis.js';
import { CAUSE_FACTS } from './cause-facts.js';
import { english } from './en.js';
import type { Explanation } from './explanation.js';
import type { Language } from './language.js';
import { sayAll } from './say.js';
import { conditionsOf, valuesOf } from './values-of.js';

/** How a diagnosis is told. */
export interface ExplainOptions {
  /** Default: `english`. */
  readonly language?: Language;
}

/** Puts a diagnosis into words. Pure. */
export function explainDiagnosis(diagnosis: Diagnosis, options: ExplainOptions = {}): Explanation {
  const { language = english } = options;
  const words = language.causes[diagnosis.code];
  const sayable = { values: valuesOf(diagnosis, language), conditions: conditionsOf(diagnosis) };
  const [headline = ''] = sayAll(words.headline, sayable);
  return {
    headline,
    whatHappened: sayAll(words.whatHappened, sayable),
    whatToDo: sayAll(words.whatToDo, sayable),
    besides: diagnosis.notes.map((note) =>
      explainNote(note, diagnosis, language).join(' ').replace('。 ', '。'),
    ),
    docs: CAUSE_FACTS[diagnosis.code].docs,
  };
}

/** A note in words: what it is, and what to do about it. */
function explainNote({ code, value }: DiagnosisNote, diagnosis: Diagnosis, language: Language): string[] {
  const words = language.causes[code];
  const values = { ...valuesOf(diagnosis, language), value: value.replaceAll(', ', language.list.comma) };
  const sayable = { values, conditions: conditionsOf(diagnosis) };
  return [...sayAll(words.headline, sayable).slice(0, 1), ...sayAll(words.whatToDo, sayable)];
}
