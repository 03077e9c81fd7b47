import type { NetCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const NET: Readonly<Record<NetCode, CauseWords>> = {
  'net.unreachable': {
    headline: ['{host} 没有响应：这是网络问题，不是 CORS。'],
    whatHappened: [
      [
        '连接失败：{failure}。主机名、端口或路由有误，或者服务器没有运行。',
        '连不需要许可的请求也没有得到响应。主机名、端口、证书或路由有误，或者服务器没有运行；页面分不清这些。保护本地网络的浏览器看起来也是这样。',
      ],
    ],
    whatToDo: [
      '使用 {elsewhere}，并为它签名。',
      '逐字检查存储地址：主机、地域和端口。如果存储桶名在主机名中，这个名称必须能解析。',
      { when: 'is-open', say: '在终端运行下面的命令：它会说出原因。' },
    ],
  },
  'net.tls': {
    headline: ['{host} 的证书不被接受，所以什么都没有发出去：这不是 CORS。'],
    whatHappened: [
      ['连接失败：{failure}。', '没有建立安全连接。'],
      '名称中带点的存储桶与存储的证书不匹配，因为证书只代表前面的一段名称。',
    ],
    whatToDo: [
      '把名称带点的存储桶放在路径中，而不是主机名中。',
      '如果是自己的证书，请先在标签页中打开一次这个地址，并检查证书的名称和日期是否正确。',
    ],
  },
  'net.reset-upload': {
    headline: ['预检通过之后，在 {method} 进行中连接断开了。'],
    whatHappened: [
      ['它以 {failure} 结束。到这里为止 CORS 没有问题。', '到这里为止 CORS 没有问题。'],
      { when: 'changes-things', say: '不知道存储是否已经执行了它。' },
    ],
    whatToDo: ['检查存储前面是否有代理不接受这么大的请求体，或会断开空闲连接。', '把大对象分块发送。'],
  },
  'net.captive': {
    headline: ['{host} 上响应的不是存储：可能是网络的登录页面，或别的服务。'],
    whatHappened: [['响应无法使用：{failure}。', '这不是存储会给出的响应。']],
    whatToDo: [
      '打开任意一个 http 页面，登录网络。',
      '检查端口：对 http 端口说 https，或者反过来，看起来就是这样。',
    ],
  },
};
