import { sayWording } from '../model/wording.js';
import type { CorsLoss } from './convert/cors-loss.js';
import type { CorsWords } from './words/cors-words.js';

/**
 * What a conversion loses as one line: where, what, and the value that it is about. Pure.
 *
 * @param words - The language, such as `chineseCorsWords`. Default: English.
 */
export function corsLossInWords(
  { code, path, value, message, wording }: CorsLoss,
  words?: CorsWords,
): string {
  if (words === undefined) return `${path}: ${message} (${value})`;
  const texts = words.losses[code];
  const translate = (text: string) => texts[text] ?? text;
  return `${path}：${sayWording(wording, { translate, separator: words.separator })}（${value}）`;
}
