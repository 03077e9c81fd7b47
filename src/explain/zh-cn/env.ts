import type { EnvCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

const NOT_SENT = '浏览器控制台可能把它叫作 CORS 错误或请求失败，但其实什么都没有发出去。';

export const ENV: Readonly<Record<EnvCode, CauseWords>> = {
  'env.csp': {
    headline: ['这个页面自己的 Content-Security-Policy 禁止它访问 {host}。'],
    whatHappened: ['浏览器在发送之前就拦下了请求，并用策略违规事件说明了这一点。'],
    whatToDo: [
      '在页面的 Content-Security-Policy（响应头或 meta 元素）的 connect-src 中加上 {host}。',
      '如果请求来自 worker，起作用的是 worker 脚本自己的策略。',
    ],
  },
  'env.mixed': {
    headline: ['这个页面是通过 https 打开的，所以浏览器拦截到 {host} 的明文 http 请求。'],
    whatHappened: ['这叫混合内容：无论存储桶允许什么，请求都不会离开浏览器。'],
    whatToDo: ['使用存储的 https 地址。'],
  },
  'env.origin-null': {
    headline: ['这个页面没有自己的来源（浏览器发送“Origin: null”），存储拒绝了它。'],
    whatHappened: ['从文件打开的页面、沙箱框架中的页面、data: 地址的页面都是这样。'],
    whatToDo: [
      '用 http://localhost 或 https 提供这个页面再试；沙箱框架需要有自己的来源。',
      '不要在存储桶中允许来源“null”：任何页面都可以有它。（请求的是 {method} {url}。）',
    ],
  },
  'env.lna': {
    headline: ['浏览器不让这个页面进入 {host} 所在的本地网络。'],
    whatHappened: ['来自较公开网络的页面要访问较私有的网络，需要 https 和用户的许可。', NOT_SENT],
    whatToDo: [
      '用 https 提供这个页面，并在浏览器询问时允许它访问本地网络。',
      '在框架中，给它加上 allow="local-network-access"。service worker 不能询问。',
    ],
  },
  'env.port': {
    headline: ['浏览器从不打开 {host} 的这个端口。'],
    whatHappened: ['它属于别的服务，例如邮件或聊天，页面不可以与它们通信。', NOT_SENT],
    whatToDo: ['让存储使用别的端口，例如 443、8080 或 9000。'],
  },
  'env.scheme': {
    headline: ['跨域请求只能用 http 和 https，而这个地址两者都不是。'],
    whatHappened: ['请求的地址是 {url}。', NOT_SENT],
    whatToDo: ['写出存储的完整地址，前面加上 https://。'],
  },
  'env.userinfo': {
    headline: ['地址中写了用户名或密码，浏览器拒绝请求这样的地址。'],
    whatHappened: ['它在地址的 @ 之前，这里不显示。', NOT_SENT],
    whatToDo: ['把它从地址中去掉。签名应放在请求头或查询参数中。'],
  },
  'env.method': {
    headline: ['方法 {method} 不能这样发送。'],
    whatHappened: [
      '浏览器禁止页面使用 CONNECT、TRACE 和 TRACK，并且只把 GET、HEAD、POST、PUT、DELETE 和 OPTIONS 变成大写。不用 CORS 的请求只能是 GET、HEAD 和 POST。',
    ],
    whatToDo: ['方法用大写，并使用 GET、HEAD、POST、PUT 或 DELETE。'],
  },
  'env.sw': {
    headline: ['这个页面的 service worker 代替 {host} 作了响应。'],
    whatHappened: [
      '它返回的是错误、自己编造的响应，或者是页面不能读取的响应。请求没有到达存储，或者存储的响应丢失了。',
    ],
    whatToDo: ['让它的 fetch 处理函数不处理到存储的请求。', '要验证，在开发者工具中注销它再试。'],
  },
  'env.coep': {
    headline: ['这个页面的 Cross-Origin-Embedder-Policy 拦下了 {host} 的响应。'],
    whatHappened: [
      '页面没有用 CORS 请求（图片、脚本、no-cors），而响应没有放行它的 Cross-Origin-Resource-Policy。',
    ],
    whatToDo: [
      '用 CORS 请求：在元素上加 crossorigin 属性，或在 fetch() 中把 mode 设为“cors”。',
      '或者让响应带上 Cross-Origin-Resource-Policy: cross-origin。',
    ],
  },
  'env.offline': {
    headline: ['这台电脑没有网络，所以什么都没有发出去。'],
    whatHappened: ['控制台可能把它叫作 CORS 错误。这时存储桶的规则还不起作用。'],
    whatToDo: ['连上网络再试。'],
  },
  'env.keepalive': {
    headline: ['对于带 keepalive 的请求，这个请求体太大了。'],
    whatHappened: ['一个页面所有正在发送的这类请求，请求体合计最多 64 KiB。超过时浏览器在发送前就会拒绝。'],
    whatToDo: ['不用 keepalive 发送，或分成更小的部分。'],
  },
  'env.abort': {
    headline: ['在响应到来之前，页面或用户结束了请求。'],
    whatHappened: ['可能是 AbortController、应用的超时、离开页面或刷新。这与 CORS 无关。'],
    whatToDo: ['查找是什么中止了它：太短的时间限制，或被移除的组件。'],
  },
  'env.blocker': {
    headline: ['这个浏览器中的扩展或策略拦截了到 {host} 的请求。'],
    whatHappened: [
      ['浏览器报告 {failure}。存储没有看到这个请求。', '存储没有看到这个请求。'],
      '广告拦截器按词判断：存储桶名或对象键含“ad”或“track”就够了。',
    ],
    whatToDo: ['用不带扩展的隐私窗口试一试。', '如果有用，给存储桶或对象键改名，或在扩展中放行存储。'],
  },
};
