import type { Issue } from '../../model/issue.js';

/**
 * What is to be done about an option of a bucket or a part of credentials, in Chinese, by where it is: those checks are in what
 * every page loads, and tell no sentences as data.
 */
const BY_PATH: Readonly<Record<string, string>> = {
  endpoint:
    '必须是 http 或 https 的完整地址，只含协议、主机和端口，例如 https://s3.us-west-2.amazonaws.com：不含用户名、路径、查询，也不含存储桶名；--addressing custom-domain 时是存储桶自己的地址',
  region: '必须是存储所写的地域，小写，例如 us-west-2；OSS 的地域前面不带“oss-”',
  bucket: '必须是存储桶的名称：字母、数字、“.”、“_”和“-”，不能为空',
  addressing: '存储桶名在这里不能放进主机名：请用 --addressing path',
  credentials: '必须是 STS 的应答：其 JSON 或 XML，含访问密钥、密钥、令牌和到期时间',
};

const BY_CREDENTIAL_CODE: Readonly<Partial<Record<Issue['code'], string>>> = {
  missing: '缺少，或为空',
  expired: '已过期：请向 STS 请求新的凭证，或校准本机时钟',
  invalid:
    '不正确：必须与 STS 给出的一样，不含空格和控制字符；时间为 ISO 8601 或 Unix 秒；同一项不能给出两个不同的值；没有临时凭证的存储不接受令牌',
};

const BY_CODE: Readonly<Partial<Record<Issue['code'], string>>> = {
  missing: '缺少',
  unknown: '没有这个选项',
  expired: '已过期',
  limit: '超过存储的限度',
  'never-matches': '永远不会匹配',
  deprecated: '即将停用',
  dangerous: '会泄露不该泄露的内容',
};

/** What is wrong with a value, by the issue's code and path. Never in English. */
export function saidByPath({ code, path }: Pick<Issue, 'code' | 'path'>): string {
  const byPath = BY_PATH[path];
  if (byPath !== undefined) return byPath;
  const byCredential = path.startsWith('credentials.') ? BY_CREDENTIAL_CODE[code] : undefined;
  return byCredential ?? BY_CODE[code] ?? '不正确';
}
