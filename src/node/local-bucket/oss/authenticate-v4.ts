import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { headerOf } from '../exchange.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { tokenInQuery } from './authenticate-v1.js';
import { canonicalRequest, UNSIGNED_PAYLOAD } from './canonical-request.js';
import { checkLifetime, checkSkew, noValidDate } from './check-time.js';
import { type OssScope, readCredential, V4_ALGORITHM } from './credential.js';
import { findKey } from './find-key.js';
import { badArgument } from './oss-error.js';
import { computeSignatureV4 } from './sign-v4.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { readOssDate } from './times.js';

const MAX_EXPIRES_SECONDS = 604_800;
const FIELDS = ['Credential', 'AdditionalHeaders', 'Signature'];

/**
 * Checks a signature V4 in the headers. Which code OSS gives to what is malformed is known by number only, not by name.
 *
 * @throws ServiceError
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export function authenticateV4Header(request: ParsedRequest, value: string, access: Access): AccessKey {
  const fields = readFields(value);
  const additional = fields.get('AdditionalHeaders');
  if (additional === '') throw badHeader('AdditionalHeaders is empty', '0002-00000209');
  const credential = fields.get('Credential');
  if (credential === undefined) throw badHeader('Credential is missing', '0002-00000217');
  const provided = fields.get('Signature') ?? '';
  if (provided === '') throw badHeader('Signature is missing');
  // The documented one is the only value there is; how OSS refuses another is not confirmed.
  if (headerOf(request, 'x-oss-content-sha256') !== UNSIGNED_PAYLOAD) {
    throw badArgument('x-oss-content-sha256', `x-oss-content-sha256 must be ${UNSIGNED_PAYLOAD}.`);
  }
  const ossDate = headerOf(request, 'x-oss-date') ?? '';
  const time = readOssDate(ossDate);
  if (time === null) throw noValidDate();
  const { accessKeyId, scope } = readCredential(credential, 'Authorization', ossDate, access);
  checkSkew(time, access.now);
  const token = headerOf(request, 'x-oss-security-token');
  const caller = findKey(accessKeyId, token, access);
  return compare(request, { caller, scope, ossDate, provided, token, additional: additional ?? '' });
}

/**
 * Checks a signature V4 in the query.
 *
 * @throws ServiceError
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export function authenticateV4Url(request: ParsedRequest, access: Access): AccessKey {
  const read = (name: string): string => queryValue(request.at, name) ?? '';
  const [version, credential, ossDate, expires, provided] = [
    'x-oss-signature-version',
    'x-oss-credential',
    'x-oss-date',
    'x-oss-expires',
    'x-oss-signature',
  ].map((name) => {
    if (read(name) !== '') return read(name);
    throw badArgument(name, `The query parameter ${name} is missing.`);
  }) as [string, string, string, string, string];
  if (version !== V4_ALGORITHM) {
    throw badArgument('x-oss-signature-version', `x-oss-signature-version must be ${V4_ALGORITHM}.`);
  }
  const time = readOssDate(ossDate);
  if (time === null) throw noValidDate();
  const { accessKeyId, scope } = readCredential(credential, 'x-oss-credential', ossDate, access);
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES_SECONDS) {
    throw badArgument('x-oss-expires', `x-oss-expires must be from 1 to ${MAX_EXPIRES_SECONDS} seconds.`);
  }
  checkLifetime(time, new Date(time.getTime() + seconds * 1000), access.now);
  const token = tokenInQuery(request, 'x-oss-security-token');
  const caller = findKey(accessKeyId, token, access);
  const additional = read('x-oss-additional-headers');
  return compare(request, { caller, scope, ossDate, provided, token, additional });
}

interface Signed {
  readonly caller: AccessKey;
  readonly scope: OssScope;
  readonly ossDate: string;
  readonly provided: string;
  readonly token: string | null;
  /** `a;b`, or empty. */
  readonly additional: string;
}

function compare(request: ParsedRequest, signed: Signed): AccessKey {
  const { caller, scope, ossDate, provided, token, additional } = signed;
  const canonical = canonicalRequest(request, additional === '' ? [] : additional.split(';'));
  const { accessKeyId, secretAccessKey } = caller;
  const { signature, stringToSign } = computeSignatureV4(canonical, ossDate, scope, secretAccessKey);
  if (equalInConstantTime(signature, provided)) return caller;
  const ec = '0002-00000040';
  throw signatureDoesNotMatch({
    accessKeyId,
    provided,
    stringToSign,
    canonicalRequest: canonical,
    token,
    ec,
  });
}

function readFields(value: string): ReadonlyMap<string, string> {
  const fields = value.split(',').map((field): [name: string, value: string] => {
    const equals = field.indexOf('=');
    const name = field.slice(0, Math.max(equals, 0)).trim();
    if (!FIELDS.includes(name))
      throw badArgument('Authorization', 'Unknown parameter in Authorization header.');
    return [name, field.slice(equals + 1).trim()];
  });
  return new Map(fields);
}

function badHeader(why: string, ec = ''): ReturnType<typeof badArgument> {
  return badArgument('Authorization', `Authorization header is invalid: ${why}.`, ec);
}
