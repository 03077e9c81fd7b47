import type { CorsLossCode } from '../../convert/cors-loss.js';
import type { CodeWords } from '../cors-words.js';

/** What a conversion loses, in Chinese. */
export const LOSS_WORDS: Readonly<Record<CorsLossCode, CodeWords>> = {
  'id-dropped': { 'Rules have no names there.': '那里的规则没有名称。' },
  'origins-split': {
    'A rule has one origin there: it is written as {0} rules that follow each other.':
      '那里的每条规则只有一个源：写成相连的 {0} 条规则。',
  },
  'response-vary-dropped': { 'The store has no switch for Vary.': '该存储没有 Vary 的开关。' },
  'vary-lost': {
    'It is not known whether answers name the origin in Vary there. Without it caches give one origin what was meant for another.':
      '那里的应答是否在 Vary 中写明 Origin，尚不清楚。如果没有，缓存会把给一个源的应答交给另一个源。',
    'Caches may now give one origin what was meant for another: set responseVary, where the store has it.':
      '缓存现在可能把给一个源的应答交给另一个源：如果该存储有 responseVary，请设置它。',
  },
  'header-case': {
    'The store gives it back as {0}. Header names are the same in any case.':
      '该存储会以 {0} 返回它。请求头名称不区分大小写。',
  },
  'headers-merged': {
    'One list stands for both there: now these may be sent too.':
      '那里用同一个列表表示两者：现在这些也可以发送。',
    'One list stands for both there: now these may be read too.':
      '那里用同一个列表表示两者：现在这些也可以读取。',
  },
  'method-star-expanded': {
    'The store takes no "*" here: it is written as {0}.': '该存储在这里不接受“*”：写成 {0}。',
  },
  'method-dropped': {
    'It allowed nothing: a preflight needs no rule of its own, and "*" is no method where it was.':
      '它原本什么都不允许：预检请求不需要自己的规则，而“*”在原来的存储中不是方法。',
    'Rules may name {0} there.': '那里的规则只能写 {0}。',
  },
  'origin-wildcard': {
    'The store compares it as it stands: list each origin.': '该存储按原文比较它：请列出每个源。',
  },
  'origin-dropped': {
    'It was compared as it stands, so no browser matched it. Here it would match many.':
      '它原来按原文比较，没有浏览器能匹配。在这里它会匹配很多源。',
  },
  'header-wildcard': {
    'There only "*" by itself is known to be a wildcard: list each name.':
      '那里已知只有单独的“*”是通配符：请列出每个名称。',
    'Before, only "*" by itself is known to be a wildcard: list each name.':
      '原来的存储已知只有单独的“*”是通配符：请列出每个名称。',
  },
  'rule-dropped': {
    'Without an origin or without a method it allows nothing, and the store would refuse it.':
      '没有源或没有方法，它什么都不允许，存储也会拒绝它。',
  },
  'decides-otherwise': {
    'Whether it is answered as before depends on what is not known of a store.':
      '应答是否与原来相同，取决于某个存储尚不清楚的行为。',
    'It was refused, and is allowed there: the stores read the same rules differently.':
      '它原来被拒绝，在那里被允许：两个存储对同样的规则理解不同。',
    'It was allowed, and is refused there: the stores read the same rules differently.':
      '它原来被允许，在那里被拒绝：两个存储对同样的规则理解不同。',
  },
  'too-many-rules': { 'The store takes at most {0} rules.': '该存储最多接受 {0} 条规则。' },
  'document-too-large': {
    'The store takes a document of at most {0} bytes.': '该存储接受的文档最大为 {0} 字节。',
  },
};
