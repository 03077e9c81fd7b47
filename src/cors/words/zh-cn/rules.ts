import type { CorsIssueCode } from '../../../model/cors-issue-code.js';
import type { CodeWords } from '../cors-words.js';

type RuleCode = Extract<
  CorsIssueCode,
  `cors.${'shape' | 'rules' | 'id' | 'vary' | 'method' | 'header' | 'expose' | 'max-age'}.${string}`
>;

const ENTRY_NEEDED = { 'must hold at least one entry': '至少要有一项' };
const TWICE = { 'stands there twice': '重复出现' };
const ONE_NAME = { 'must be one name: give each an entry of its own': '每项只能是一个名称：请分成多项' };
const ONE_STAR = { 'may hold one "*" only': '最多只能有一个“*”' };

/** All about rules but their origins, in Chinese. */
export const RULE_WORDS: Readonly<Record<RuleCode, CodeWords>> = {
  'cors.shape.rules': { 'must be an array of rules': '必须是规则的数组' },
  'cors.shape.rule': { 'must be a rule': '必须是一条规则' },
  'cors.shape.list': { 'must be an array of texts': '必须是文本的数组' },
  'cors.shape.text': { 'must be text': '必须是文本' },
  'cors.shape.unknown-field': {
    'is no field here: there are {0}': '这里没有这个字段：可用的有 {0}',
    'of the live document is not understood, and would be lost: with allowLoss: true (--allow-loss) it is done all the same':
      '现有文档中有无法识别、将会丢失的部分：加上 allowLoss: true（--allow-loss）仍可执行',
    'is not understood, and would be left out: mend it, or go on with --allow-loss':
      '无法识别，会被略去：请改正，或加上 --allow-loss 继续',
    'is no field here: did you mean "{0}"?': '这里没有这个字段：是否想写“{0}”？',
  },
  'cors.rules.none': {
    'must hold at least one rule; to remove all rules call deleteBucketCors()':
      '至少要有一条规则；要删除全部规则，请调用 deleteBucketCors()',
    'deletes all rules, and no page could put them again: with allowDeleteAll: true it is done all the same':
      '会删除全部规则，而任何页面都无法再写入：加上 allowDeleteAll: true 仍可执行',
  },
  'cors.rules.too-many': { 'the store takes at most {0} rules': '该存储最多接受 {0} 条规则' },
  'cors.rules.many': {
    'may be too many: older pages of the vendor name {0} rules, newer ones {1}':
      '可能过多：厂商较早的文档写的是 {0} 条，较新的文档写的是 {1} 条',
  },
  'cors.rules.document-size': {
    'the store takes a document of at most {0} bytes, and this one has no fewer than {1}':
      '该存储接受的文档最多 {0} 字节，而这份至少有 {1} 字节',
    'the store takes a document of at most {0} bytes': '该存储接受的文档最多 {0} 字节',
  },
  'cors.rules.not-per-bucket': {
    'may be refused as a whole: some editions of this store have CORS rules for the server only':
      '可能整个被拒绝：该存储的某些版本只有整个服务器的 CORS 规则',
  },
  'cors.rules.unreachable': {
    'is never reached: this store asks only the first rule for an origin, rules[{0}]; put all for it into that':
      '永远用不到：该存储对一个源只看第一条规则 rules[{0}]；请把该源的全部内容放进那一条',
    'is never reached: rules[{0}] and those before it take all its requests':
      '永远用不到：rules[{0}] 及其之前的规则会接走它的全部请求',
  },
  'cors.id.too-long': { 'must be at most {0} characters long': '最多 {0} 个字符' },
  'cors.id.characters': {
    'must be without control characters: no XML document can hold them':
      '不能含有控制字符：XML 文档无法容纳它们',
  },
  'cors.id.duplicate': { 'must differ from that of rules[{0}]': '必须与 rules[{0}] 的名称不同' },
  'cors.id.dropped': { "is lost: this store's rules have no names": '会丢失：该存储的规则没有名称' },
  'cors.vary.dropped': { 'is lost: this store knows no such setting': '会丢失：该存储没有这个设置' },
  'cors.method.none': ENTRY_NEEDED,
  'cors.method.list': { 'must be one method: give each an entry': '每项只能是一个方法：请分成多项' },
  'cors.method.options': {
    'must be left out: stores refuse a rule that names it, and preflights need none':
      '必须去掉：存储会拒绝写有它的规则，而预检不需要它',
    'is of no use: preflights need no permission': '没有用处：预检不需要许可',
  },
  'cors.method.case': { 'must be in capitals: {0}': '必须大写：{0}' },
  'cors.method.star': {
    'must be the methods themselves: the store knows no "*" here': '必须写出方法本身：该存储在这里不认“*”',
  },
  'cors.method.unsupported': { 'must be one of {0}, in capitals': '必须是 {0} 之一，大写' },
  'cors.method.duplicate': TWICE,
  'cors.header.list': ONE_NAME,
  'cors.header.token': {
    'must be a header name, with "*" for any run of characters': '必须是请求头名称，可用“*”代表任意一段字符',
  },
  'cors.header.several-stars': ONE_STAR,
  'cors.header.characters': {
    "holds a character that the store's pages do not allow here: {0}":
      '含有该存储的文档在这里不允许的字符：{0}',
  },
  'cors.header.star-within': {
    'may not match: only "*" by itself is documented for this store':
      '可能无法匹配：该存储的文档只写了单独的“*”',
  },
  'cors.expose.characters': {
    "holds a character that the store's pages do not allow here: {0}":
      '含有该存储的文档在这里不允许的字符：{0}',
  },
  'cors.expose.none': {
    "is empty: the store's reference calls it required; expose at least one name":
      '为空：该存储的参考文档称其为必填；请至少暴露一个名称',
  },
  'cors.rules.not-compared': {
    'are too many to be held against one another, at most {0} with {1} values: which hides which was not looked at':
      '太多，无法逐一相互比较（最多 {0} 条规则、{1} 个值）：没有检查哪条遮住哪条',
  },
  'cors.header.none': {
    'is empty: every preflight that asks for a header, be it Content-Type, is refused':
      '为空：凡是询问请求头的预检都会被拒绝，哪怕只是 Content-Type',
  },
  'cors.header.authorization-star': {
    'allows Authorization only as long as browsers let it: the standard wants that name beside the star':
      '只有在浏览器通融时才允许 Authorization：标准要求在星号之外写出这个名称',
  },
  'cors.header.forbidden': {
    'is of no use: no page can set it, and no browser asks for it':
      '没有用处：页面无法设置它，浏览器也不会询问它',
  },
  'cors.header.safelisted': {
    'needs no permission, unless its value is unusual': '不需要许可，除非它的值不寻常',
  },
  'cors.header.of-responses': {
    'is a header of answers: expose it if pages are to read it; requests have none':
      '是响应头：如果页面要读取它，请放进 exposeHeaders；请求没有这个头',
  },
  'cors.header.covered': { 'is covered by "*" of the same rule': '已被同一规则的“*”包含' },
  'cors.header.duplicate': TWICE,
  'cors.expose.list': ONE_NAME,
  'cors.expose.star': {
    'must be a whole header name: stores take no "*" here': '必须是完整的响应头名称：存储在这里不接受“*”',
  },
  'cors.expose.token': {
    'must be a header name: a browser drops the whole list for it':
      '必须是响应头名称：浏览器会因它丢弃整个列表',
  },
  'cors.expose.safelisted': { 'can be read without being exposed': '不必列出也能读取' },
  'cors.expose.forbidden': {
    'can never be read by a page': '页面永远无法读取',
    'is for the browser: pages have no use for it': '是给浏览器看的：对页面没有用处',
  },
  'cors.expose.shadowed': {
    'is never exposed: rules[{0}] answers these requests, and does not expose it':
      '永远不会暴露：这些请求由 rules[{0}] 回答，而它没有列出这个名称',
  },
  'cors.expose.duplicate': TWICE,
  'cors.max-age.invalid': {
    'must be a whole number of seconds, 0 or more': '必须是 0 或更大的整数（秒）',
  },
  'cors.max-age.negative': {
    'must be 0 or more: browsers keep no answer for less': '必须是 0 或更大：小于 0 时浏览器不保留应答',
  },
  'cors.max-age.zero': { 'makes browsers ask before every request': '会使浏览器在每个请求之前都询问' },
  'cors.max-age.absent': {
    'is absent: browsers then ask again after 5 seconds; 600 to 7200 are usual':
      '缺少：浏览器 5 秒后就会再次询问；通常为 600 至 7200',
    "is absent, and the store's reference calls it required; browsers ask again after 5 seconds without it":
      '缺少，而该存储的参考文档称其为必填；没有它，浏览器 5 秒后就会再次询问',
  },
  'cors.max-age.over-store': {
    'must be at most {0}: the store takes no more': '最多为 {0}：该存储不接受更大的值',
  },
  'cors.max-age.over-some-browsers': {
    'is longer than some browsers keep an answer: they ask again, in seconds: {0}':
      '比部分浏览器保留应答的时间长：它们再次询问的时间（秒）：{0}',
    '{0} after {1}': '{0} 为 {1}',
  },
  'cors.max-age.over-browsers': {
    'is longer than any browser keeps an answer: they ask again, in seconds: {0}':
      '比任何浏览器保留应答的时间都长：它们再次询问的时间（秒）：{0}',
    '{0} after {1}': '{0} 为 {1}',
  },
};
