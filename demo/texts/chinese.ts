export { chinese } from 'bucket-preflight';
export { chineseTexts } from './zh-cn.js';
