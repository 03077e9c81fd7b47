import type { CorsWords } from '../cors/words/cors-words.js';
import { chineseCorsWords } from '../cors/words/zh-cn.js';
import { english, type TextKey, type Words } from './en.js';
import { chinese } from './zh-cn.js';

/** The languages, by what `--lang` calls them. */
export const LANGUAGES: ReadonlyMap<string, Words> = new Map([
  ['en', english],
  ['zh', chinese],
]);

/** The words of a language such as `zh-CN`, if there are some. */
export function wordsOf(asked: string): Words | undefined {
  return LANGUAGES.get(asked.toLowerCase().split(/[-_]/, 1)[0] ?? '');
}

/** The words of the language that is asked for, or else of the locale. */
export function wordsFor(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const named = asked === undefined ? undefined : wordsOf(asked);
  return named ?? (/^zh/i.test(locale) ? chinese : english);
}

/** The words for issues of rules. English ones stand in the issues themselves. */
export function corsWordsOf(words: Words): CorsWords | undefined {
  return words === chinese ? chineseCorsWords : undefined;
}

/** A text with what is put in. */
export function fill(words: Words, key: TextKey, facts: Readonly<Record<string, unknown>> = {}): string {
  return words[key].replace(/\{([a-z-]+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}
