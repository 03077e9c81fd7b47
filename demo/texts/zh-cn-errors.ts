import type { Issue } from 'bucket-preflight';

/** What must stand in a field, by the first part of an issue's path. */
const BY_FIELD: Readonly<Record<string, string>> = {
  endpoint:
    '必须是 http 或 https 的完整地址，只有协议、主机和端口，例如 https://s3.us-west-2.amazonaws.com。不含用户名、路径、查询，也不含存储桶名称',
  region: '必须是存储所写的地域，小写，例如 us-west-2。OSS 的地域前面不带“oss-”',
  bucket: '必须是存储桶的名称：字母、数字、“.”、“_”和“-”，不能为空',
  addressing: '这个存储桶的名称不能放进主机名：请改为“路径里”',
  credentials: '必须是 STS 的响应：其 JSON 或 XML，含访问密钥、密钥、令牌和到期时间',
  headers: '由签名或浏览器自己设置，页面改不了：请去掉它',
  rules: '不能读作 CORS 规则，或存储不接受',
};

/** The same of what stands within credentials, by the issue's code. */
const BY_CREDENTIAL_CODE: Readonly<Partial<Record<Issue['code'], string>>> = {
  missing: '缺少，或为空',
  expired: '已过期：请向 STS 请求新的凭证，或校准这台电脑的时钟',
  invalid: '不正确：必须与 STS 给出的一样，时间为 ISO 8601 或 Unix 秒',
  dangerous: '不能放在页面里：请让服务器签名',
};

const BY_ERROR: Readonly<Record<string, string>> = {
  ERR_CONFIG: '设置不正确，没有发送任何请求。',
  ERR_CHANGED: '规则在这期间被别人改过：请再诊断一次。',
  ERR_CREDENTIALS: '没能得到可用的凭证。',
  ERR_HTTP: '存储拒绝了这个请求。',
  ERR_NETWORK: '读不到存储的响应：可能是 CORS，也可能是网络。',
  ERR_PARSE: '无法读懂这份文档。',
  ERR_UNSUPPORTED: '浏览器无法发送这样的请求，或这种存储不支持。',
};

const CHINESE = /\p{Script=Han}/u;

/** An issue in Chinese, by its path and code. What the page itself says is in Chinese already. */
export function issueInChinese({ code, path, message }: Pick<Issue, 'code' | 'path' | 'message'>): string {
  if (CHINESE.test(message)) return message;
  const [field = ''] = path.split(/[.[]/, 1);
  const byCode = path.startsWith('credentials.') ? BY_CREDENTIAL_CODE[code] : undefined;
  return byCode ?? BY_FIELD[field] ?? (code === 'missing' ? '缺少' : '不正确');
}

/**
 * What an error says, in Chinese, by its code, with the line that is meant where there is one. What it quotes of a store, of the
 * page's server or of the browser stays as it was said.
 */
export function errorInChinese({ code = '', message }: { readonly code?: string; readonly message: string }): string {
  const said = BY_ERROR[code];
  if (CHINESE.test(message) || said === undefined) return message;
  const [, line] = /\bline (\d+)/.exec(message) ?? [];
  const [, status] = /\b([45]\d\d)\b/.exec(message) ?? [];
  const where = code === 'ERR_PARSE' && line !== undefined ? `（第 ${line} 行）` : '';
  const which = code === 'ERR_HTTP' && status !== undefined ? `（${status}）` : '';
  return said.replace(/。$/, `${where}${which}。`);
}
