import type { PreCode } from '../../model/diagnosis-code.js';
import type { RuleRefusal } from '../en/pre.js';
import type { CauseWords } from '../language.js';

const ONE_LAYER = '只让一层发送 CORS 头：存储桶的规则，或它前面的代理或 CDN。';

export const PRE_ANSWER: Readonly<Record<Exclude<PreCode, RuleRefusal>, CauseWords>> = {
  'pre.auth': {
    headline: ['服务器要求预检登录，而浏览器从不随预检发送登录信息。'],
    whatHappened: [
      ['响应是 {said}。', '响应要求授权。'],
      '预检从不携带 cookie、Authorization 或证书，所以在那里永远不会通过。',
    ],
    whatToDo: ['让网关或应用不要求登录就响应 OPTIONS。存储自己就是这样做的。'],
  },
  'pre.status': {
    headline: [
      '预检的 CORS 头是对的，但状态码是 {status}，而浏览器要求 200 到 299。',
      '预检的 CORS 头是对的，但状态码不在 200 到 299 之间。',
    ],
    whatHappened: ['某个环节给错误响应加上了 CORS 头：多半是不认识 OPTIONS 的服务器。'],
    whatToDo: ['让 OPTIONS 返回 204，且没有响应体。'],
  },
  'pre.redirect': {
    headline: ['预检被重定向到 {elsewhere}，而浏览器不会跟随。', '预检被重定向，而浏览器不会跟随。'],
    whatHappened: [
      '多半是 http 被转到 https，或一个主机名被转到另一个。控制台会说缺少响应头，或不允许重定向。',
    ],
    whatToDo: [['直接请求 {elsewhere}，并为它签名。', '直接请求重定向指向的地址，并为它签名。']],
  },
  'pre.no-acao': {
    headline: ['预检返回成功，但响应中没有任何内容允许 {origin}。'],
    whatHappened: [
      '响应没有 Access-Control-Allow-Origin。不支持 CORS 的服务器会这样响应，自行响应 OPTIONS 的代理也是。',
    ],
    whatToDo: ['看看响应来自哪里：Server 头会说明。代理必须把 OPTIONS 转给存储，或自己发送 CORS 头。'],
  },
  'pre.acao-mismatch': {
    headline: ['预检允许的是 {value}，而这个页面是 {origin}。', '预检允许的是别的来源，不是 {origin}。'],
    whatHappened: ['两者必须逐字相同。代理中写死的响应头，或缓存为别的页面保留的响应，会造成这种情况。'],
    whatToDo: ['返回提出请求的来源，并带上 Vary: Origin。', ONE_LAYER],
  },
  'pre.acao-multiple': {
    headline: [
      '预检一次允许多个来源（{value}），而浏览器只接受一个。',
      '预检一次允许多个来源，而浏览器只接受一个。',
    ],
    whatHappened: ['有两层加了这个头：存储按规则加，前面的代理或 CDN 也加。相同的值也算多个。'],
    whatToDo: [ONE_LAYER],
  },
  'pre.acao-invalid': {
    headline: ['预检允许“{value}”，这不是一个来源。', '预检的 Access-Control-Allow-Origin 没有值。'],
    whatHappened: ['来源由协议、主机和端口组成，例如 https://app.example.com，或者是一个星号。'],
    whatToDo: ['在这个头中返回 {origin}。', ONE_LAYER],
  },
  'pre.cred-wildcard': {
    headline: ['页面带上了 cookie，而存储用 * 允许所有来源：浏览器不接受两者同时出现。'],
    whatHappened: [
      '请求把 credentials 设为“include”，或用了 withCredentials。对象存储从不需要 cookie：起作用的是签名。',
    ],
    whatToDo: ['把 credentials 设为“omit”，并关闭 withCredentials。', '或者在规则中写出 {origin}，不用 *。'],
  },
  'pre.cred-missing': {
    headline: ['页面带上了 cookie，而存储不允许。'],
    whatHappened: [
      'Access-Control-Allow-Credentials 是“{value}”，必须是 true 才行。',
      '请求把 credentials 设为“include”，或用了 withCredentials。对象存储从不需要 cookie：起作用的是签名。',
    ],
    whatToDo: ['把 credentials 设为“omit”，并关闭 withCredentials。'],
  },
  'pre.acam-syntax': {
    headline: [
      '预检的 Access-Control-Allow-Methods 无法读取：“{value}”。',
      '预检的 Access-Control-Allow-Methods 无法读取。',
    ],
    whatHappened: ['它必须是用逗号分开的名称：没有引号、没有分号、中间没有空格。'],
    whatToDo: ['在设置它的地方改正，例如“GET, HEAD, PUT, POST, DELETE”。'],
  },
  'pre.acah-syntax': {
    headline: [
      '预检的 Access-Control-Allow-Headers 无法读取：“{value}”。',
      '预检的 Access-Control-Allow-Headers 无法读取。',
    ],
    whatHappened: ['它必须是用逗号分开的名称：没有引号、没有分号、中间没有空格。'],
    whatToDo: ['在设置它的地方改正，或原样返回 Access-Control-Request-Headers 所询问的。'],
  },
  'pre.acah-prefix': {
    headline: [
      '响应用模式来允许请求头名称，而浏览器按字面理解：{refused} 被拒绝。',
      '响应用模式来允许请求头名称，而浏览器按字面理解。',
    ],
    whatHappened: [
      'x-amz-* 这样的模式应写在存储桶的规则中。在 Access-Control-Allow-Headers 中只有单独的 * 才代表其他名称。',
    ],
    whatToDo: ['在响应中列出每个名称，或原样返回 Access-Control-Request-Headers 所询问的。'],
  },
  'pre.method-case': {
    headline: ['响应中 {method} 的大小写不同，而方法要区分大小写。'],
    whatHappened: ['浏览器把 GET、HEAD、POST、PUT、DELETE 和 OPTIONS 变成大写，而 patch 保持原样。'],
    whatToDo: ['在页面和 Access-Control-Allow-Methods 中都用大写写方法。'],
  },
  'pre.authz-star': {
    headline: ['Authorization 能通过，只是因为浏览器仍然让 * 包含它，而标准不这样规定。'],
    whatHappened: ['各浏览器都已警告或将会警告：到那时这个请求会被拒绝。'],
    whatToDo: ['在允许的请求头中写出 authorization。'],
  },
  'pre.waf': {
    headline: [
      '拒绝预检的不是存储，而是它前面的环节：响应中写着 {server}。',
      '拒绝预检的不是存储，而是它前面或代替它的环节。',
    ],
    whatHappened: [
      ['响应是 {said}，没有存储的任何特征。', '响应没有存储的任何特征。'],
      '存储桶的 CORS 规则没有被用到，所以修改它们没有用。',
    ],
    whatToDo: [
      '让防火墙、CDN 或代理转发 OPTIONS，并带上 Origin 和两个 Access-Control-Request 头。',
      '或者让它自己的响应允许 {refused}。',
      '检查主机名是否指向存储。',
    ],
  },
  'pre.timeout': {
    headline: ['预检没有在规定时间内得到响应。'],
    whatHappened: [
      ['它以 {failure} 结束。', '连接已建立，但没有收到任何响应。'],
      '丢弃 OPTIONS 的防火墙看起来就是这样。请求本身从未发出。',
    ],
    whatToDo: [
      '使用 {elsewhere}，并为它签名。',
      '查找从这里到存储之间是什么丢弃了 OPTIONS。',
      '换一个网络试试。',
    ],
  },
  'pre.reset': {
    headline: ['连接在预检时断开了。'],
    whatHappened: [['它以 {failure} 结束。', '它在响应到来之前就结束了。'], '请求本身从未发出。'],
    whatToDo: [
      '使用 {elsewhere}，并为它签名。',
      '查找从这里到存储之间是什么丢弃了 OPTIONS：防火墙、代理或服务器。',
    ],
  },
};
