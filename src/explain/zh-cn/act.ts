import type { ActCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const ACT: Readonly<Record<ActCode, CauseWords>> = {
  'act.error-without-cors': {
    headline: ['浏览器隐藏了一个不带 CORS 头的响应。'],
    whatHappened: [
      '存储返回了 {said}。',
      {
        when: 'needs-preflight',
        say: '{method} 的预检通过了，请求也到达了存储。但响应没有 Access-Control-Allow-Origin，所以页面只看到“Failed to fetch”。',
        otherwise:
          '请求到达了存储。但响应没有 Access-Control-Allow-Origin，所以页面只看到“Failed to fetch”。',
      },
      {
        when: 'signature-hidden',
        say: '不带签名时响应可以读取，带真实签名时不可以：存储拒绝了签名。Ceph 等存储发送这类错误时不带 CORS 头。',
        otherwise:
          '这可能是签名被拒绝之类的错误，或者存储前面的代理或 CDN 漏掉了这些头。浏览器的网络面板显示它的状态：2xx 就是已经执行。',
      },
      { when: 'object-readable', say: '对同一个对象带签名的 GET 成功了：密钥、令牌和时钟都没有问题。' },
      { when: 'object-unreadable', say: '对同一个对象带签名的 GET 也返回错误，或者这个对象不存在。' },
      {
        when: 'may-be-rules',
        say: '也可能没有规则允许 {origin} 和 {method}。',
        otherwise: '修改 CORS 规则没有用。',
      },
    ],
    whatToDo: [
      '检查临时凭证是否有效，安全令牌是否属于同一个密钥。',
      '检查这台电脑的时钟：相差超过 15 分钟，每个签名都会被拒绝。',
      '检查地域和地址：两者都是签名的一部分。',
      {
        when: 'signature-hidden',
        say: [],
        otherwise: '检查这个页面和存储之间是否有代理或 CDN。在 nginx 中，add_header 需要加上 always。',
      },
    ],
  },
  'act.no-acao': {
    headline: ['存储执行了 {method}，但它的响应不允许 {origin} 读取。'],
    whatHappened: [
      ['响应是 {said}，没有 Access-Control-Allow-Origin。', '响应没有 Access-Control-Allow-Origin。'],
      '要么没有规则允许这个来源和方法（不需要预检的请求仍会被执行），要么代理、CDN 或缓存漏掉了这些头。',
    ],
    whatToDo: [
      '查看存储桶的规则：必须有一条规则同时包含 {origin} 和 {method}。',
      '如果有，检查这个页面和存储之间的代理、CDN 或缓存。',
    ],
  },
  'act.acao-mismatch': {
    headline: ['响应允许的是“{value}”，而这个页面是 {origin}。', '响应不允许 {origin}。'],
    whatHappened: ['代理中写死的响应头，或缓存为别的页面保留的响应，会造成这种情况。'],
    whatToDo: [
      '让每个响应带上 Vary: Origin（OSS、COS 和 QingStor 用 ResponseVary），并清空缓存。',
      '只让一层发送 CORS 头。',
    ],
  },
  'act.acao-multiple': {
    headline: [
      '响应一次允许多个来源（{value}），而浏览器只接受一个。',
      '响应一次允许多个来源，而浏览器只接受一个。',
    ],
    whatHappened: ['有两层加了这个头：存储按规则加，前面的代理或 CDN 也加。'],
    whatToDo: ['只让一层发送 CORS 头。'],
  },
  'act.redirect': {
    headline: ['存储把 {method} 转到另一个地址，所以请求不会成功。'],
    whatHappened: ['它指向 {elsewhere}。', '响应是重定向，而签名只对它所针对的主机有效。'],
    whatToDo: [
      '在存储的控制台中核对地域和地址：最常见的是存储桶在另一个地域。',
      '如果地址是 http，改用 https：有些服务器会重定向到它。',
    ],
  },
  'act.stale-preflight': {
    headline: ['请求靠一个旧的许可发了出去，而规则已经不再允许它。'],
    whatHappened: [
      '浏览器在 Access-Control-Max-Age 的时间内缓存预检的结果。请求会发出，但它的响应被拒绝。',
      { when: 'changes-things', say: '存储仍然执行了它。' },
    ],
    whatToDo: ['重新允许这个请求，或等许可到期。', '测试时用新的地址：换一个查询参数。'],
  },
  'act.executed': {
    headline: ['页面看到了错误，但存储已经执行了 {method}。'],
    whatHappened: ['CORS 只是不让页面读取响应，并不阻止所请求的操作。'],
    whatToDo: ['再次发送之前，先用 HEAD 看看是否已经完成。'],
  },
  'act.expose': {
    headline: ['页面不能读取响应的这些头：{value}。', '页面不能读取响应的某些头。'],
    whatHappened: ['它们到了，但 Access-Control-Expose-Headers 没有列出它们。'],
    whatToDo: ['在最先匹配的那条规则的暴露响应头中列出它们。'],
  },
  'act.readable-error': {
    headline: [
      'CORS 没有问题：存储返回 {said}，页面可以读取。',
      'CORS 没有问题：存储返回了错误，页面可以读取。',
    ],
    whatHappened: ['响应带有 CORS 头。是存储拒绝了请求本身。'],
    whatToDo: ['{advice}'],
  },
};
