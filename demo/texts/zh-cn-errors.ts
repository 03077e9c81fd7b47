import { HttpError, type Issue, isBucketPreflightError } from 'bucket-preflight';

/** What must stand in a field, by the first part of an issue's path. */
const BY_FIELD: Readonly<Record<string, string>> = {
  endpoint:
    '必须是 http 或 https 的完整地址，只有协议、主机和端口，例如 https://s3.us-west-2.amazonaws.com。不含用户名、路径、查询，也不含存储桶名称',
  region: '必须是存储所写的地域，小写，例如 us-west-2。OSS 的地域前面不带“oss-”',
  bucket: '必须是存储桶的名称：字母、数字、“.”、“_”和“-”，不能为空',
  addressing: '这个存储桶的名称不能放进主机名：请改为“路径里”',
  credentials: '必须是 STS 的响应：其 JSON 或 XML，含访问密钥、密钥、令牌和到期时间',
  headers: '由签名或浏览器自己设置，页面改不了：请去掉它',
  rules: '不能用作 CORS 规则',
};

/** The same of a part of credentials, by the issue's code. */
const BY_CREDENTIAL_CODE: Readonly<Partial<Record<Issue['code'], string>>> = {
  missing: '缺少，或为空',
  expired: '已过期：请向 STS 请求新的凭证，或校准这台电脑的时钟',
  invalid: '不正确：必须与 STS 给出的一样，时间为 ISO 8601 或 Unix 秒',
};

const BY_ERROR: Readonly<Record<string, string>> = {
  ERR_CONFIG: '这样不行，什么都没有发送',
  ERR_CHANGED: '规则在这期间被改过：请再诊断一次',
  ERR_CREDENTIALS: '没能得到可用的凭证',
  ERR_NETWORK: '读不到存储的响应：可能是 CORS，也可能是网络',
  ERR_PARSE: '无法读懂这份文档',
  ERR_UNSUPPORTED: '浏览器发不出这样的请求，或这种存储不支持',
};

const CHINESE = /\p{Script=Han}/u;

/** An issue in Chinese, by its path and code; what the page itself says is in Chinese already. */
function issueInChinese({ code, path, message }: Issue): string {
  if (CHINESE.test(message)) return message;
  const [field = ''] = path.split(/[.[]/, 1);
  const byCode = path.startsWith('credentials.') ? BY_CREDENTIAL_CODE[code] : undefined;
  return byCode ?? BY_FIELD[field] ?? (code === 'missing' ? '缺少' : '不正确');
}

/** An error in Chinese, by its code. What a browser says stays as it was said. */
function errorInChinese(error: Error): string {
  const { message } = error;
  if (CHINESE.test(message) || !isBucketPreflightError(error)) return message;
  if (error instanceof HttpError) return `存储拒绝了这个请求：${error.status} ${error.answer.serviceCode}`;
  // A line of a document that cannot be read.
  const [, line] = /\bline (\d+)/.exec(message) ?? [];
  return `${BY_ERROR[error.code] ?? error.code}${line === undefined ? '' : `（第 ${line} 行）`}`;
}

/** What the SDK finds wrong, which it says in English. */
export const saidInChinese = { issue: issueInChinese, error: errorInChinese };
