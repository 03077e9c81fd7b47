import { english, type Language } from 'bucket-preflight';
import { english as englishTexts, type Texts } from './texts/en.js';

/** The languages of the page, each by its own name. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', 'zh-CN': '中文' };

const STORED_AS = 'language';

/** The texts that the page shows. Another object after `setLanguage()`. */
export let texts: Texts = englishTexts;

/** The words for diagnoses, in the same language. */
export let language: Language = english;

/** The language that was chosen before, or else the browser's, as far as there is a choice. */
export function rememberedLanguage(): string {
  const wanted = [stored(), ...navigator.languages.map((tag) => (tag.startsWith('zh') ? 'zh-CN' : tag))];
  return wanted.map((tag) => (tag ?? '').replace(/^en-.*/, 'en')).find((tag) => tag in LANGUAGES) ?? 'en';
}

/** Makes a language that of the page; Chinese is fetched when it is first asked for. @param tag - Of `LANGUAGES`. */
export async function setLanguage(tag: string): Promise<void> {
  if (tag === 'zh-CN') {
    const { chinese, chineseTexts } = await import('./texts/chinese.js');
    [texts, language] = [chineseTexts, chinese];
  } else {
    [texts, language] = [englishTexts, english];
  }
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
