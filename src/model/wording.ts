/** A sentence in English as data, so that it can be said in another language. */
export interface Wording {
  /** In English, with `{0}`, `{1}` … where the values stand. */
  readonly text: string;
  /** What stands there, by number. */
  readonly values: readonly WordingValue[];
}

/** What stands in a sentence: as it is, or words of its own, several of them as a list. */
export type WordingValue = string | number | Wording | readonly Wording[];

/** A sentence with what is put in, as a template literal: `` worded`at most ${most} rules` ``. Pure. */
export function worded(texts: TemplateStringsArray, ...values: readonly WordingValue[]): Wording {
  const text = texts.reduce((all, part, index) => `${all}{${index - 1}}${part}`);
  return { text, values };
}

/** The language of a sentence: what an English text is in it, and what stands between the items of a list. */
export interface SentenceLanguage {
  readonly translate: (text: string) => string;
  readonly separator: string;
}

const ENGLISH: SentenceLanguage = { translate: (text) => text, separator: '; ' };

/** A sentence as text. Pure. @param language - Default: English. */
export function sayWording({ text, values }: Wording, language: SentenceLanguage = ENGLISH): string {
  return language.translate(text).replace(/\{(\d+)\}/g, (_, index: string) => {
    const value = values[Number(index)] ?? '';
    if (typeof value !== 'object') return String(value);
    const parts = 'text' in value ? [value] : value;
    return parts.map((part) => sayWording(part, language)).join(language.separator);
  });
}
