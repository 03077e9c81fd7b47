import type { CorsIssueCode } from '../../../model/cors-issue-code.js';
import type { CodeWords } from '../cors-words.js';

type OriginCode = Extract<CorsIssueCode, `cors.origin.${string}`>;

const NO_HOST = { 'lacks the host': '缺少主机' };

/** All about the origins of rules, in Chinese. */
export const ORIGIN_WORDS: Readonly<Record<OriginCode, CodeWords>> = {
  'cors.origin.none': { 'must hold at least one entry': '至少要有一项' },
  'cors.origin.empty': { 'is empty: browsers always send an origin': '为空：浏览器总会发送一个源' },
  'cors.origin.list': {
    'must be one origin: give each an entry of its own': '每项只能是一个源：请分成多项',
  },
  'cors.origin.several-stars': { 'may hold one "*" only': '最多只能有一个“*”' },
  'cors.origin.character': {
    'must be without blanks and control characters: browsers send none':
      '不能含有空白和控制字符：浏览器不会发送它们',
    'holds a character that no host has': '含有任何主机名都没有的字符',
  },
  'cors.origin.scheme-missing': {
    'lacks the scheme: write https://host, as browsers send it':
      '缺少协议：请像浏览器发送的那样写成 https://主机',
  },
  'cors.origin.host-missing': NO_HOST,
  'cors.origin.trailing-slash': {
    'must end after host and port, without a slash': '必须在主机和端口之后结束，末尾没有斜杠',
  },
  'cors.origin.path': {
    'must end after host and port: browsers send no path': '必须在主机和端口之后结束：浏览器不会发送路径',
  },
  'cors.origin.userinfo': {
    'must be without user and password: browsers send none': '不能含有用户名和密码：浏览器不会发送它们',
  },
  'cors.origin.upper-case': {
    'must be lower-case: browsers send origins so, and stores compare byte by byte':
      '必须小写：浏览器发送的源是小写的，而存储逐字节比较',
  },
  'cors.origin.not-ascii': {
    'must be ASCII: browsers send other hosts in punycode (xn--)':
      '必须是 ASCII：其他主机名浏览器会以 punycode（xn--）发送',
  },
  'cors.origin.default-port': {
    'must be without the default port: browsers leave it out': '不能写默认端口：浏览器会省略它',
  },
  'cors.origin.port': {
    'has a port that is none: a number up to 65535, without zeros before it':
      '端口不正确：应是不超过 65535 且开头没有零的数',
  },
  'cors.origin.star-within': {
    'must be a whole origin or "*": the store knows no wildcard within one':
      '必须是完整的源或“*”：该存储不认源中间的通配符',
  },
  'cors.origin.star-writes': {
    'lets the scripts of any page send {0}: name the origins': '让任何页面的脚本都能发送 {0}：请写出具体的源',
  },
  'cors.origin.shared-suffix': {
    'lets strangers in: anyone can have a host that ends in "{0}"':
      '会放陌生人进来：任何人都可以拥有以“{0}”结尾的主机',
  },
  'cors.origin.star-without-dot': {
    'lets in every host that ends so, such as evil{0}: write "*.{1}"':
      '会放进所有这样结尾的主机，例如 evil{0}：请写成“*.{1}”',
  },
  'cors.origin.star-at-end': {
    'lets in every host that begins so, such as {0}.evil.example':
      '会放进所有这样开头的主机，例如 {0}.evil.example',
  },
  'cors.origin.star-in-scheme': {
    'lets the same host in by any scheme, http among them': '会以任何协议放进同一主机，包括 http',
  },
  'cors.origin.star-in-port': {
    'lets every port of that host in: name the ports that are used':
      '会放进该主机的所有端口：请写出所用的端口',
  },
  'cors.origin.insecure': {
    'is not encrypted: whoever is on the way can put scripts into its pages':
      '没有加密：途中的任何人都能往它的页面里插入脚本',
  },
  'cors.origin.null': {
    'is the origin of every sandboxed frame and local file, so of anyone':
      '是所有沙盒框架和本地文件的源，也就是任何人的源',
  },
  'cors.origin.loopback': {
    'is for development: whatever runs on a visitor’s own computer is let in too':
      '是开发时用的：访问者自己电脑上运行的任何程序也会被放进来',
  },
  'cors.origin.apex': {
    'does not cover {0} itself: name that too, if pages are there':
      '不包含 {0} 本身：如果那里也有页面，请一并写出',
  },
  'cors.origin.both-schemes': {
    'is together with "https://*" every page there is: keep one of them, or better name the origins':
      '与“https://*”合起来就是所有页面：只保留其中一个，最好写出具体的源',
  },
  'cors.origin.star-with-others': {
    'makes the other origins of this rule needless: remove it, or them':
      '使该规则的其他源变得多余：请删除它或它们',
  },
  'cors.origin.covered': { 'is covered by "{0}" of the same rule': '已被同一规则的“{0}”包含' },
  'cors.origin.shadowed': {
    'is never reached in this rule: rules[{0}] and those before it take all its requests':
      '在该规则中永远用不到：rules[{0}] 及其之前的规则会接走它的全部请求',
  },
  'cors.origin.duplicate': { 'stands there twice': '重复出现' },
};
