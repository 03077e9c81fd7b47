import type { Issue, Language } from 'bucket-preflight';
import type { Texts } from './texts/en.js';

/** The languages of the page, each by its own name. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', 'zh-CN': '中文' };

/** Each is a file of its own: a visit fetches no words but those that it shows. */
const WORDS: Readonly<Record<string, () => Promise<Words>>> = {
  en: () => import('./texts/english.js'),
  'zh-CN': () => import('./texts/chinese.js'),
};

/** All that is said in a language. */
interface Words {
  readonly language: Language;
  readonly texts: Texts;
  readonly said: Said;
}

/** How what goes wrong is told. */
interface Said {
  readonly issue: (issue: Issue) => string;
  readonly error: (error: Error) => string;
}

const STORED_AS = 'language';

/** The texts that the page shows. None before the first `setLanguage()`, another object after the next. */
export let texts: Texts;

/** The words for diagnoses, in the same language. */
export let language: Language;

/** What is wrong, as the SDK finds it, in the same language. */
export let said: Said;

/** The language that was chosen before, or else the browser's, as far as there is a choice. */
export function rememberedLanguage(): string {
  const wanted = [stored(), ...navigator.languages.map((tag) => (tag.startsWith('zh') ? 'zh-CN' : tag))];
  return wanted.map((tag) => (tag ?? '').replace(/^en-.*/, 'en')).find((tag) => tag in LANGUAGES) ?? 'en';
}

/** Makes a language that of the page; its words are fetched when they are first asked for. @param tag - Of `LANGUAGES`. */
export async function setLanguage(tag: string): Promise<void> {
  const words = await WORDS[tag]?.();
  if (words !== undefined) ({ texts, language, said } = words);
}

/** Remembers it for the next visit, where the browser keeps anything. */
export function rememberLanguage(tag: string): void {
  try {
    localStorage.setItem(STORED_AS, tag);
  } catch {
    // A page without storage asks again.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
