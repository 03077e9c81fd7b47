import type { Access } from '../authentication.js';
import type { ServiceError } from '../service-error.js';
import { badArgument } from './oss-error.js';

export const V4_ALGORITHM = 'OSS4-HMAC-SHA256';

/** What a signature V4 is valid for. */
export interface OssScope {
  /** `yyyymmdd`, in UTC. */
  readonly date: string;
  readonly region: string;
  readonly product: string;
}

/** A credential taken apart: the key's id, and the scope of the signature. */
export interface OssCredential {
  readonly accessKeyId: string;
  readonly scope: OssScope;
}

/**
 * Reads `ID/20241128/cn-hangzhou/oss/aliyun_v4_request`.
 *
 * @param argument - Where it stands: `Authorization`, `x-oss-credential`.
 * @param ossDate - The time that was signed, whose day the scope must be of.
 * @throws ServiceError `InvalidArgument` when it is malformed, or of another day, region or product. The texts of day and
 *   region are the store's own, those of the others are likely.
 */
export function readCredential(
  credential: string,
  argument: string,
  ossDate: string,
  access: Access,
): OssCredential {
  const where = argument === 'Authorization' ? 'Authorization header' : argument;
  const refuse = (what: string, ec = ''): ServiceError =>
    badArgument(argument, `Invalid ${what} in ${where}.`, ec);
  if (credential === '') throw refuse('Credential', '0002-00000218');
  const parts = credential.split('/');
  const [date = '', region = '', product = '', terminator] = parts.splice(-4);
  const accessKeyId = parts.join('/');
  if (accessKeyId === '' || terminator !== 'aliyun_v4_request') throw refuse('Credential', '0002-00000224');
  if (!/^\d{8}$/.test(date) || !ossDate.startsWith(date)) throw refuse('signing date');
  if (region !== access.region) throw refuse('signing region', '0002-00000226');
  if (product !== 'oss') throw refuse('signing product');
  return { accessKeyId, scope: { date, region, product } };
}

/** The scope as it is signed. */
export function scopeText({ date, region, product }: OssScope): string {
  return `${date}/${region}/${product}/aliyun_v4_request`;
}
