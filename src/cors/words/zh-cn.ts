import type { CorsWords } from './cors-words.js';
import { LOSS_WORDS } from './zh-cn/losses.js';
import { OPTION_WORDS } from './zh-cn/options.js';
import { ORIGIN_WORDS } from './zh-cn/origins.js';
import { RULE_WORDS } from './zh-cn/rules.js';
import { WANTED_WORDS } from './zh-cn/wanted.js';

/** Issues of CORS rules in Chinese. */
export const chineseCorsWords: CorsWords = {
  separator: '；',
  texts: { ...RULE_WORDS, ...ORIGIN_WORDS, ...WANTED_WORDS },
  losses: LOSS_WORDS,
  options: OPTION_WORDS,
  values: { absent: '缺少', 'a rule': '一条规则', 'an object': '一个对象' },
};
