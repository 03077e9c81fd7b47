import type { CodeWords } from '../../cors/words/cors-words.js';

/** What is said of documents that cannot be read, in Chinese. */
export const DOCUMENT_SENTENCES: CodeWords = {
  'A document of {0} characters: at most {1} are read': '文档有 {0} 个字符：最多只读 {1} 个',
  'XML of {0} characters: at most {1} are read': 'XML 有 {0} 个字符：最多只读 {1} 个',
  'JSON of {0} characters: at most {1} are read': 'JSON 有 {0} 个字符：最多只读 {1} 个',
  'XML with a document type declaration is not read': '不读取带有文档类型声明（DOCTYPE）的 XML',
  'XML with characters that XML does not allow': 'XML 中有 XML 不允许的字符',
  'XML that is not read: its names or its nesting are out of bounds': '不读取该 XML：名称或嵌套超出限度',
  'Not well-formed XML: {0} (line {1})': 'XML 格式不正确（第 {1} 行，{2}）',
  'Not well-formed XML: the entity {0} is not known': 'XML 格式不正确：不认识实体 {0}',
  'Not well-formed XML: it has more than one root element': 'XML 格式不正确：根元素不止一个',
  'Not a CORS configuration: the root element is not {0}': '不是 CORS 配置：根元素不是 {0}',
  'Not a CORS configuration: the document is no object': '不是 CORS 配置：文档不是一个对象',
  'Not a CORS configuration: the document is no JSON': '不是 CORS 配置：文档不是 JSON',
  'The CORS document cannot be read': '无法读懂该 CORS 文档',
  'Neither XML nor JSON: {0} (line {1}, column {2})': '既不是 XML 也不是 JSON：{0}（第 {1} 行，第 {2} 列）',
  'a text with an escape or a character that JSON does not know': '文本中有 JSON 不认识的转义或字符',
  'a name was expected': '这里应是一个名称',
  '"," or "{0}" was expected': '这里应是“,”或“{0}”',
  '":" was expected': '这里应是“:”',
  'nested deeper than {0}': '嵌套超过 {0} 层',
  'the key {0} stands twice': '键 {0} 重复出现',
  'a value was expected': '这里应是一个值',
  'more follows': '后面还有多余的内容',
  'Several blocks have rules, each of another bucket: give one of {0}':
    '多个块都有规则，各属于不同的存储桶：请只给出其中之一：{0}',
  'No CORS rules of a shape that is known: it has {0}': '没有已知形状的 CORS 规则：它有 {0}',
  'no names': '没有任何名称',
  'the names {0}': '名称 {0}',
  'may be given once only': '只能给出一次',
  'says again what {0} says: leave one out': '与 {0} 重复：请去掉一个',
  'must be an object': '必须是一个对象',
  'must be a list of rules': '必须是规则的列表',
  'must be a whole number of seconds': '必须是整数秒',
  'must be "enabled" or "disabled"': '必须是 enabled 或 disabled',
};

/** What is said of recordings, of diagnoses that were kept, and of requests to be asked, in Chinese. */
export const RECORDING_SENTENCES: CodeWords = {
  'This is no diagnosis': '这不是诊断',
  'must be JSON: JSON.stringify(diagnosis)': '必须是 JSON：JSON.stringify(diagnosis)',
  'is not what a diagnosis has': '不是诊断应有的内容',
  'is no JSON: save the HAR file again': '不是 JSON：请重新保存 HAR 文件',
  'is no list: this is no HAR file': '不是列表：这不是 HAR 文件',
  'has no request with a method and an address': '没有带方法和地址的请求',
  'is needed': '必须给出',
  'is an option that is not known, and was passed over': '是未知的选项，已略过',
  'is more than one address: only the first was read': '不止一个地址：只读取了第一个',
  'has no usable address: copy the whole command': '没有可用的地址：请复制完整的命令',
  'names no page that sends it, and is read as one without an origin: add -H "Origin: https://…"':
    '没有说明是哪个页面发送的，按没有来源读取：请加上 -H "Origin: https://…"',
  'has neither a curl command nor the output of curl -v': '既没有 curl 命令，也没有 curl -v 的输出',
  'must be an origin such as "https://app.example.com", or "null"':
    '必须是源，例如“https://app.example.com”，或“null”',
  'must be a method such as "PUT"': '必须是方法，例如“PUT”',
  'must be an absolute address': '必须是完整的地址',
};

/** What is said of the local bucket's options, in Chinese. */
export const LOCAL_SENTENCES: CodeWords = {
  'must be the path of a folder': '必须是文件夹的路径',
  'must be a host name or address': '必须是主机名或地址',
  'must be a region such as "us-east-1": a-z, 0-9 and "-"':
    '必须是地域，例如“us-east-1”：只用 a-z、0-9 和“-”',
  'must be at least one dialect, and none of them twice': '至少要有一种方言，且不能重复',
  'must be true, false or { origins }: origins such as "https://a.example", or "loopback"':
    '必须是完整的源，例如“https://a.example”',
  'must be named by 3 to 63 of the characters a-z 0-9 . -':
    '名称必须由 3 到 63 个 a-z、0-9、“.”、“-”字符组成',
  'must be a header name': '必须是头名称',
  'must be an object with a code': '必须是带有 code 的对象',
  'is not known: {0} takes {1}': '未知：{0} 可用的有 {1}',
  'must be a whole number, at least 1': '必须是不小于 1 的整数',
  'must be a whole number from {0} to {1}': '必须是 {0} 到 {1} 之间的整数',
  'must be a string of printable ASCII': '必须是可打印的 ASCII 文本',
  'must be a boolean': '必须是 true 或 false',
};

/** What stands in the place of a value that is not shown. Numbers are put in. */
export const VALUE_WORDS: CodeWords = {
  null: '空',
  'not shown': '不予显示',
  'a function': '一个函数',
  'an array of {0}': '含 {0} 项的数组',
  'an invalid Date': '无效的日期',
  'a secret of {0} characters': '{0} 个字符的密钥',
  'text of {0} characters': '{0} 个字符的文本',
  'text of {0} characters that is neither JSON nor XML': '{0} 个字符的文本，既不是 JSON 也不是 XML',
  'JSON text of {0} characters, not shown': '{0} 个字符的 JSON 文本，不予显示',
  'absent, which is "virtual-host" here': '缺少，这里即 virtual-host',
  'a number, not shown': '一个数，不予显示',
  'a boolean, not shown': '一个布尔值，不予显示',
  'an object, not shown': '一个对象，不予显示',
};
