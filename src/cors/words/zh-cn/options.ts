import type { CodeWords } from '../cors-words.js';

/** What is said of options that tell what rules are for, in Chinese. */
export const OPTION_WORDS: CodeWords = {
  'must be "headers", "url" or "form"': '必须是 headers、url 或 form',
  'must be true or false': '必须是 true 或 false',
  'must be text': '必须是文本',
  'must be one origin: no browser sends a "*"': '必须是一个源：浏览器不会发送“*”',
  'must be one of {0}': '必须是其中之一：{0}',
  'must be at least one of {0}': '至少要有其中之一：{0}',
  'must name at least one origin': '至少要有一个源',
  'must be one origin: what many pages have is not the least': '必须是一个源：许多页面共有的不是最小的规则',
  'cannot be: the store takes no uploads by form': '不可能：该存储不接受表单上传',
  'cannot be signed in a form, which can only upload: "form-upload"':
    '不能在表单中签名，表单只能上传：“form-upload”',
  'must be a header that HTTP can carry': '必须是 HTTP 能够传送的头',
  'must be false: the store knows no temporary credentials': '必须为 false：该存储没有临时凭证',
};
