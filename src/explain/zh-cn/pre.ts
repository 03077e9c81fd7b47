import type { RuleRefusal } from '../en/pre.js';
import type { CauseWords, Line } from '../language.js';
import { MISLEADING } from './misleading.js';

/** What no page sees: that not the rules refuse it. */
const ALLOWED_ALREADY: Line = {
  when: 'rules-differ',
  say: [],
  otherwise: '如果已有规则允许它，拒绝预检的不是存储，而是它前面或代替它的环节。',
};

export const PRE: Readonly<Record<RuleRefusal, CauseWords>> = {
  'pre.all-refused': {
    headline: ['无论用什么方法，存储都拒绝来自 {origin} 的预检。'],
    whatHappened: [
      '主机有响应，所以网络没有问题。但是没有一个方法能通过，不带任何请求头也不行。',
      '存储桶没有 CORS 规则、没有规则包含这个来源、或者这个地址没有这个存储桶时，存储返回的响应都一样。',
      MISLEADING,
    ],
    whatToDo: [
      '在存储的控制台中核对存储桶名、地域和地址。',
      '查看存储桶的 CORS 规则。其中一条必须准确包含 {origin}：协议、主机和端口相同，末尾没有斜杠。',
      '在终端运行下面的命令。把规则交给诊断，它还能指出是哪一条。',
    ],
  },
  'pre.refused': {
    headline: ['存储按存储桶的 CORS 规则拒绝了来自 {origin} 的 {method} 预检。'],
    whatHappened: [
      ['存储自己返回了 {said}。它没有说缺的是来源、方法还是请求头。', '它没有说缺的是来源、方法还是请求头。'],
      MISLEADING,
    ],
    whatToDo: [
      [
        '查找是否有一条规则同时允许 {origin}、{method} 和全部 {headers}。',
        '查找是否有一条规则同时允许 {origin} 和 {method}。',
      ],
      '把规则交给诊断，或让它从 Node 自己发送预检：两者都能指出是哪一部分。',
    ],
  },
  'pre.no-config': {
    headline: ['存储桶完全没有 CORS 规则，所以其他来源的页面都不能使用它。'],
    whatHappened: ['存储对每个预检都返回拒绝。', MISLEADING],
    whatToDo: [
      {
        when: 'has-repair',
        say: '写入下面的规则，它只允许 {origin} 的这个请求。第一条规则不能从页面写入：请用服务器、命令行或存储的控制台。',
        otherwise:
          '写入一条只允许 {origin} 的这个请求的规则。第一条规则不能从页面写入：请用服务器、命令行或存储的控制台。',
      },
    ],
  },
  'pre.bucket': {
    headline: ['这个地址没有这个存储桶。'],
    whatHappened: [
      '存储返回了 {said}。',
      '响应指向另一处：{elsewhere}。',
      '对于存储不认识的存储桶，预检也像其他情况一样被拒绝。',
    ],
    whatToDo: [['使用 {elsewhere}，并为它签名。', '在存储的控制台中核对存储桶名、地域和地址。']],
  },
  'pre.origin': {
    headline: ['存储桶没有一条 CORS 规则允许来源 {origin}。'],
    whatHappened: [
      ['存储逐字比较来源。允许的是：{allowed}。', '存储逐字比较来源。'],
      '存储允许几乎相同的 {allowedOrigin}。',
      MISLEADING,
    ],
    whatToDo: [
      { when: 'has-repair', say: '准确地允许 {origin}，见下面。', otherwise: '准确地允许 {origin}。' },
    ],
  },
  'pre.method': {
    headline: [
      {
        when: 'needs-preflight',
        say: '预检允许 {origin}，但不允许 {method}。',
        otherwise: '存储桶允许 {origin}，但不允许 {method}。',
      },
    ],
    whatHappened: [
      '从这里可以通过的方法有：{passingMethods}。',
      '{rule}包含这个来源，但允许的方法中没有 {method}。',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: '为这个来源允许 {method} 和它要用的请求头，见下面。',
        otherwise: '为这个来源允许 {method} 和它要用的请求头。',
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.header': {
    headline: [
      {
        when: 'several-refused',
        say: '预检不允许这些请求头：{refused}。',
        otherwise: '预检不允许请求头 {refused}。',
      },
      '预检不允许一个请求头。',
    ],
    whatHappened: [
      [
        '{origin} 可以发送 {method}，但在这个请求之前浏览器会询问 {headers}。其中允许的是 {passingHeaders}。',
        '{origin} 可以发送 {method}，但在这个请求之前浏览器会询问 {headers}。',
        '{origin} 可以发送 {method}，但不能带这个请求头。',
      ],
      '{rule}允许这个来源和方法，但允许的请求头中没有 {refused}。',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: ['把 {refused} 加入允许的请求头，见下面。', '把它加入允许的请求头，见下面。'],
        otherwise: ['把 {refused} 加入允许的请求头。', '把它加入允许的请求头。'],
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.cross-rule': {
    headline: ['这个请求的每一部分都被允许，但合在一起不被允许。'],
    whatHappened: [
      [
        '存储对一个请求只用一条规则，不会把两条合并。合在一起被拒绝的是：{together}。',
        '存储对一个请求只用一条规则，不会把两条合并。',
      ],
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: [
          '让一条规则同时允许 {origin}、{method} 和全部 {headers}，见下面。',
          '让一条规则同时允许 {origin} 和 {method}，见下面。',
        ],
        otherwise: [
          '让一条规则同时允许 {origin}、{method} 和全部 {headers}。',
          '让一条规则同时允许 {origin} 和 {method}。',
        ],
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.shadowed': {
    headline: ['存储桶有一条规则会允许这个请求，但存储从不查看它。'],
    whatHappened: [
      '这个存储取第一条包含 {origin} 的规则，不再看其他规则。',
      '它取的是{rule}，而这条规则拒绝。',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: '把这个来源需要的全部写进它的第一条规则，见下面。',
        otherwise: '把这个来源需要的全部写进它的第一条规则。',
      },
    ],
  },
  'pre.auth-query': {
    headline: ['存储拒绝预签名地址的预检，但不拒绝不带签名的同一请求的预检。'],
    whatHappened: [
      [
        '规则允许 {origin} 用 {headers} 发送 {method}。但是这个存储在预检时就检查预签名地址的签名，而预检不能携带参与签名的请求头。',
        '规则允许 {origin} 发送 {method}。但是这个存储在预检时就检查预签名地址的签名，而预检不能携带参与签名的请求头。',
      ],
    ],
    whatToDo: [
      '在地址的签名中除 host 外不要包含请求头，或把签名放进请求头。',
      '检查地址是否过期，凭证是否仍然有效。',
    ],
  },
  'pre.not-by-rules': {
    headline: ['规则不能解释这次拒绝：可能是网关、重定向或错误的 CORS 头。'],
    whatHappened: [
      '按已知的规则，来自 {origin} 的 {method} 会得到不同的结果。',
      '或者生效的不是这些规则：另一个存储桶，或修改还没有生效。',
    ],
    whatToDo: [
      '修改规则后等半分钟，并重新诊断。',
      '在终端运行下面的命令：响应的 Server 头和响应体会显示是谁拒绝的。',
    ],
  },
  'pre.propagation': {
    headline: ['同一个预检得到了两种结果：有时被拒绝，有时被允许。'],
    whatHappened: ['修改规则之后，要过几秒存储的每台服务器才会知道。'],
    whatToDo: ['修改规则后等半分钟，并用新的地址测试。'],
  },
};
