import type { CorsIssueCode } from '../../../model/cors-issue-code.js';
import type { CodeWords } from '../cors-words.js';

type WantedCode = Extract<CorsIssueCode, `cors.wanted.${string}`>;

const REQUEST = { '{0} from {1}': '来自 {1} 的 {0}', '{0} from {1} with {2}': '来自 {1}、带有 {2} 的 {0}' };

/** All about what is wanted of rules, in Chinese. */
export const WANTED_WORDS: Readonly<Record<WantedCode, CodeWords>> = {
  'cors.wanted.origin': {
    'is in no rule': '不在任何规则中',
    'is in no rule; {0}': '不在任何规则中；{0}',
    '"{0}" misses it by: {1}': '“{0}”与它的差别：{1}',
    'the scheme': '协议',
    'the port': '端口',
    'the default port, which browsers leave out': '浏览器会省略的默认端口',
    'the www': 'www',
    'the part before the domain, which the origin has not': '域名之前的部分，而这个源没有',
    'the slash at the end': '末尾的斜杠',
    'the path, which no origin has': '路径，而源都没有路径',
    'the capitals': '大写字母',
    'localhost and 127.0.0.1, which are two origins': 'localhost 与 127.0.0.1 是两个源',
    'the scheme, which is missing': '缺少协议',
  },
  'cors.wanted.method': {
    'is not allowed to {0} by any rule that names it': '没有一条包含 {0} 的规则允许它',
  },
  'cors.wanted.header': { 'is not allowed with {0} to {1}': '没有允许 {1} 在 {0} 时使用它' },
  'cors.wanted.split': {
    'is allowed in rules[{0}], {1} in rules[{2}]: one rule must allow both':
      '在 rules[{0}] 中允许，{1} 却在 rules[{2}] 中：必须由同一条规则允许两者',
  },
  'cors.wanted.hidden': {
    ...REQUEST,
    'would let the request pass, but rules[{0}] hides it: {1}': '本可放行该请求，但被 rules[{0}] 挡住：{1}',
  },
  'cors.wanted.unsure': {
    ...REQUEST,
    'matches, and the browser refuses its answer: {0}': '匹配，但浏览器会拒绝它的应答：{0}',
    'may not pass, as it is not known of the store: {0}. The request: {1}':
      '可能无法通过，因为不清楚该存储：{0}。请求：{1}',
    'how the store words its answer': '应答是怎样写的',
    'whether capitals in an origin count': '源中的大小写是否有别',
    'whether a "*" within a header name is a wildcard': '请求头名称中间的“*”是否为通配符',
    'which rules it asks after the first one for the origin': '在该源的第一条规则之后还看哪些规则',
    'what a bucket without rules allows': '没有规则的存储桶允许什么',
    'whether it checks the signature of a URL on the preflight': '预检时是否检查 URL 中的签名',
  },
  'cors.wanted.etag': {
    'must be exposed by the rule that answers: without it a multipart upload cannot end':
      '必须由作答的规则暴露：没有它，分片上传无法完成',
  },
  'cors.wanted.accept-ranges': {
    'is not exposed: with it a page sees that a download can go on where it broke off':
      '没有暴露：有了它，页面才知道下载可以断点续传',
  },
  'cors.wanted.range': {
    'must be exposed by the rule that answers: without it a range cannot be placed':
      '必须由作答的规则暴露：没有它，无法知道取得的是哪一段',
  },
  'cors.wanted.request-id': {
    'is not exposed: with it the vendor can find a request that went wrong':
      '没有暴露：有了它，厂商才能找到出错的请求',
  },
  'cors.wanted.lock-out': {
    'would be locked out of managing these rules: {0} of ?cors would not pass any more':
      '将无法再管理这些规则：对 ?cors 的 {0} 不再能通过',
    'would be locked out of managing these rules: with allowLockOut: true it is done all the same':
      '将无法再管理这些规则：加上 allowLockOut: true 仍可执行',
  },
  'cors.wanted.unmanageable': {
    'MinIO keeps no CORS rules for a bucket: set MINIO_API_CORS_ALLOW_ORIGIN (or `mc admin config set ALIAS api cors_allow_origin=…`) on the server, for all buckets. For MinIO AIStor, which keeps them, use the store `s3`.':
      'MinIO 不为单个存储桶保存 CORS 规则：请在服务器上为全部存储桶设置 MINIO_API_CORS_ALLOW_ORIGIN（或 `mc admin config set ALIAS api cors_allow_origin=…`）。MinIO AIStor 会保存规则，请用存储 `s3`。',
    'cannot be managed by a page: this store answers requests about them without CORS headers; use a server':
      '页面无法管理：该存储对有关规则的请求不返回 CORS 响应头；请用服务器',
    'cannot be managed by a page: this store has no calls about the rules of a bucket':
      '页面无法管理：该存储没有管理存储桶规则的接口',
    "cannot be read or changed by a page: {0} answers requests about a bucket's CORS rules without CORS headers. Do it on a server, or run: {1}":
      '页面无法读取或修改：{0} 对有关存储桶 CORS 规则的请求不返回 CORS 响应头。请在服务器上操作，或运行：{1}',
  },
  'cors.wanted.credentials': {
    'fails under "*": send no cookies, for which no signature has a use':
      '在“*”之下会失败：不要发送 cookie，签名用不到它们',
    'is of no use: signatures need no cookies, and not every store allows them':
      '没有用处：签名不需要 cookie，而且不是每个存储都允许',
  },
  'cors.wanted.vary': {
    'must be true: otherwise a cache serves answers without CORS headers to pages that need them':
      '必须为 true：否则缓存会把没有 CORS 响应头的应答交给需要它们的页面',
    'is not known to this store: let the cache tell requests apart by Origin, and give images "crossorigin"':
      '该存储没有这个设置：请让缓存按 Origin 区分请求，并给图片加上 crossorigin',
  },
  'cors.wanted.twice': {
    'come twice: browsers refuse two values of Access-Control-Allow-Origin; let one layer set them':
      '会出现两次：浏览器拒绝 Access-Control-Allow-Origin 的两个值；请只让一层设置',
  },
  'cors.wanted.roll-out': {
    'keeps old answers alive while rules change: take a shorter one until they stay':
      '规则变动期间旧的应答仍会有效：在规则稳定之前请用较短的时间',
  },
  'cors.wanted.unused-method': {
    'is granted, and nothing that is wanted uses it': '已允许，但所要做的事都用不到',
  },
};
