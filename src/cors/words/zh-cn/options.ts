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
  'must be an array of {0}': '必须是数组，可用的有 {0}',
  'must be an object of names and values': '必须是由名称和值组成的对象',
  'must be a whole number of seconds, 0 or more': '必须是不小于 0 的整数秒',
  'cannot be: {0}': '不可能：{0}',
  'cannot be: this store answers requests about rules without CORS headers, so no page can; use a server':
    '不可能：该存储对有关规则的请求不返回 CORS 头，任何页面都做不到；请用服务器',
  "cannot be told: the store's CORS documents are not known here": '无从得知：这里不了解该存储的 CORS 文档',
};
