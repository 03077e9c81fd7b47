import { ConfigError } from '../../../model/errors.js';
import { showValue } from '../../../model/show-value.js';
import type { SigningStore } from '../../../stores/store.js';
import type { Bucket } from '../../../transport/bucket.js';
import { isPlainObject } from '../../../transport/is-plain-object.js';
import { presignUrl, signRequest } from '../../../transport/sign-request.js';

/** What the client sends besides, and the signature covers; the date is made here. */
const SIGNED_HEADERS = /^(content-type|content-md5|x-qs-(?!date$).+)$/i;

/**
 * Answers what the JavaScript SDK of QingStor asks its signature server, path style.
 *
 * @returns `{ authorization, signed_date }`, or with `expiresTTL` `{ access_key_id, signature, expires, signed_date }`.
 * @throws ConfigError for what cannot be signed.
 * @see https://github.com/qingstor-incubating/qingstor-demo-signature-server-go
 */
export async function answerQingstorQuestion(
  question: Readonly<Record<string, unknown>>,
  bucketNamed: (name: string) => Bucket<SigningStore>,
  now: Date,
): Promise<Readonly<Record<string, unknown>>> {
  const { method, path, params, headers, expiresTTL } = question;
  const [, name = '', key = ''] = /^\/([^/]+)\/?(.*)$/s.exec(decodePath(String(path))) ?? [];
  const bucket = bucketNamed(name);
  const request = {
    method: String(method).toUpperCase(),
    key,
    query: textsOf(params),
    headers: Object.fromEntries(
      Object.entries(textsOf(headers)).filter(([header]) => SIGNED_HEADERS.test(header)),
    ),
  };
  if (expiresTTL === undefined) {
    const signed = await signRequest(bucket, request);
    return { authorization: signed.headers.authorization, signed_date: signed.headers['x-qs-date'] };
  }
  const { url } = await presignUrl(bucket, request, { expiresInSeconds: Number(expiresTTL) });
  const query = new URL(url).searchParams;
  return {
    access_key_id: query.get('access_key_id'),
    signature: query.get('signature'),
    expires: Number(query.get('expires')),
    signed_date: now.toUTCString(),
  };
}

function textsOf(value: unknown): Record<string, string> {
  if (!isPlainObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item ?? '')]));
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    const message = 'must be percent-encoded UTF-8';
    throw new ConfigError('What the page asks for cannot be signed', [
      { code: 'invalid', path: 'path', value: showValue(path), message },
    ]);
  }
}
