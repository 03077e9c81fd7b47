import type { OkCode, OpenCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const OK: Readonly<Record<OkCode | OpenCode, CauseWords>> = {
  'ok.allowed': {
    headline: ['浏览器放行 {method}：跨域（CORS）没有问题。'],
    whatHappened: [
      {
        when: 'needs-preflight',
        say: ['存储允许 {origin} 用 {headers} 发送 {method}。', '存储允许 {origin} 发送 {method}。'],
        otherwise: '这个请求不需要预检，存储允许 {origin} 读取响应。',
      },
      { when: 'rules-differ', say: '按这里已知的规则它会被拒绝，所以现在生效的不是这些规则。' },
      { when: 'signature-checked', say: '存储也接受了签名。' },
      {
        when: 'signature-may-be-hidden',
        say: '这个存储拒绝签名时，响应不带 CORS 头。如果上传仍然失败，多半是签名的问题：页面看不到它。',
      },
    ],
    whatToDo: [
      {
        when: 'signature-unchecked',
        say: '如果请求仍然失败，请允许诊断使用凭证：这样它也会检查签名。',
      },
      { when: 'is-open', say: '如果它仍然失败，下面的命令会显示页面看不到的情况。' },
    ],
  },

  undecided: {
    headline: ['测试请求没有显示出原因，所以不下结论。'],
    whatHappened: [
      '有些请求没有得到响应，或者结果互相矛盾，或者这个浏览器给出的信息不够。',
      { when: 'is-open', say: '下面的命令会显示页面看不到的响应。' },
    ],
    whatToDo: ['在稳定的网络中重新诊断。', '把存储桶的规则交给诊断，或允许它使用凭证：这样它能看到更多。'],
  },
};
