import { createHash, createHmac } from 'node:crypto';
import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { headerOf } from '../exchange.js';
import { ServiceError } from '../service-error.js';
import type { TokenQuestion } from './token-service.js';

const MAX_SKEW_SECONDS = 300;

/**
 * Checks who signed a request to an interface of Tencent Cloud, by either version of its signatures.
 *
 * @returns `null`: it is not signed.
 * @throws ServiceError `AuthFailure.…`
 * @see https://www.tencentcloud.com/document/api/1145/52040
 */
export function authenticateTencent(question: TokenQuestion, access: Access): AccessKey | null {
  const authorization = headerOf(question.head, 'authorization');
  if (authorization !== null) return checkVersion3(question, authorization, access);
  return question.fields.has('Signature') ? checkVersion1(question, access) : null;
}

function checkVersion3(
  { head, path, body }: TokenQuestion,
  authorization: string,
  access: Access,
): AccessKey {
  const parts =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/(\w+)\/tc3_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (parts === null) throw failure('InvalidAuthorization', 'The Authorization is not valid.');
  const [, id = '', date = '', service = '', names = '', signature = ''] = parts;
  const timestamp = headerOf(head, 'x-tc-timestamp') ?? '';
  checkTime(timestamp, access.now);
  const key = findKey(id, access);
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== date || service !== 'sts') {
    throw failure('SignatureFailure', 'The date or the service in Credential is not that of the request.');
  }
  const signed = names.split(';');
  if (!['content-type', 'host'].every((name) => signed.includes(name) || headerOf(head, name) === null)) {
    throw failure('SignatureFailure', 'content-type and host must be signed.');
  }
  const lines = signed.map((name) => `${name}:${(headerOf(head, name) ?? '').trim().toLowerCase()}\n`);
  const query = head.target.split('?')[1] ?? '';
  const canonical = [head.method, path, query, lines.join(''), names, sha256(body)].join('\n');
  const text = ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, sha256(canonical)].join('\n');
  const derived = [date, service, 'tc3_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `TC3${key.secretAccessKey}`,
  );
  const computed = createHmac('sha256', derived).update(text).digest('hex');
  if (!equalInConstantTime(computed, signature)) throw doesNotMatch();
  return key;
}

/** Of the parameters as they are, not percent-encoded. */
function checkVersion1({ head, path, fields }: TokenQuestion, access: Access): AccessKey {
  checkTime(fields.get('Timestamp') ?? '', access.now);
  const key = findKey(fields.get('SecretId') ?? '', access);
  const method = fields.get('SignatureMethod') ?? 'HmacSHA1';
  const algorithm = { HmacSHA1: 'sha1', HmacSHA256: 'sha256' }[method];
  if (algorithm === undefined) throw failure('SignatureFailure', `The method ${method} is not known.`);
  const query = [...fields]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const text = `${head.method}${headerOf(head, 'host') ?? ''}${path}?${query}`;
  const computed = createHmac(algorithm, key.secretAccessKey).update(text).digest('base64');
  if (!equalInConstantTime(computed, fields.get('Signature') ?? '')) throw doesNotMatch();
  return key;
}

function checkTime(timestamp: string, now: Date): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (Math.abs(seconds - now.getTime() / 1000) <= MAX_SKEW_SECONDS) return;
  const server = Math.floor(now.getTime() / 1000);
  throw failure('SignatureExpire', `The provided credentials have expired. The server's time is ${server}.`);
}

function findKey(id: string, { keys }: Access): AccessKey {
  const key = keys.get(id);
  if (key === undefined)
    throw failure('SecretIdNotFound', 'The SecretId is not found, please ensure that it is correct.');
  return key;
}

function doesNotMatch(): ServiceError {
  const message = 'The provided credentials could not be validated. Please check your signature is correct.';
  return failure('SignatureFailure', message);
}

function failure(code: string, message: string): ServiceError {
  return new ServiceError(200, `AuthFailure.${code}`, message);
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
