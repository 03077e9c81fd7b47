export { chinese as language } from 'bucket-preflight';
export { chineseTexts as texts } from './zh-cn.js';
export { saidInChinese as said } from './zh-cn-errors.js';
