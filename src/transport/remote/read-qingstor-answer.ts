import type { Issue } from '../../model/issue.js';
import { showSecret } from '../../model/show-value.js';
import { objectUrl } from '../../signing/object-url.js';
import type { SignedHeaders, SignedUrl } from '../../signing/signer.js';
import { lowerNames } from '../../signing/sorted-headers.js';
import { isPlainObject } from '../is-plain-object.js';
import type { HeadersQuestion, UrlQuestion } from '../signing-question.js';
import type { AskedSignature, ReadAnswer } from '../signing-wire.js';
import { answerIsNone, NO_TRACE } from './no-trace.js';

/**
 * Reads `{ authorization, signed_date }`, what QingStor's own signature server answers. Pure.
 *
 * @param sentDate - The `x-qs-date` that was sent with the question, which counts where the answer names none. Default: none.
 */
export function readQingstorHeaders(
  answer: unknown,
  { question, location }: AskedSignature<HeadersQuestion>,
  sentDate?: string,
): ReadAnswer<SignedHeaders> {
  if (!isPlainObject(answer)) return answerIsNone(answer);
  const { authorization, signed_date: date = sentDate } = answer;
  const issues = [
    ...(isPrintable(authorization) && authorization.startsWith('QS ')
      ? []
      : [wrong('authorization', authorization, 'must be text that begins with "QS "')]),
    ...(isPrintable(date) ? [] : [wrong('signed_date', date, 'must be the date that was signed, as text')]),
  ];
  if (!isPrintable(authorization) || !isPrintable(date) || issues.length > 0) return { issues };
  const { key, query, headers } = question;
  const url = objectUrl(location, key, query);
  const signed = {
    url,
    headers: { ...lowerNames(headers), 'x-qs-date': date, authorization },
    trace: NO_TRACE,
  };
  return { signed, issues };
}

/** Reads `{ access_key_id, signature, expires }`, with `expires` in Unix seconds. Pure. */
export function readQingstorUrl(
  answer: unknown,
  { question, location }: AskedSignature<UrlQuestion>,
): ReadAnswer<SignedUrl> {
  if (!isPlainObject(answer)) return answerIsNone(answer);
  const { access_key_id: id, signature, expires } = answer;
  const endSeconds = typeof expires === 'string' && /^\d+$/.test(expires) ? Number(expires) : expires;
  const issues = [
    ...(isPrintable(id) ? [] : [wrong('access_key_id', id, 'must be text')]),
    ...(isPrintable(signature) ? [] : [wrong('signature', signature, 'must be text')]),
    ...(isUnixSeconds(endSeconds) ? [] : [wrong('expires', expires, 'must be a time in Unix seconds')]),
  ];
  if (!isPrintable(id) || !isPrintable(signature) || !isUnixSeconds(endSeconds)) return { issues };
  const { key, query, headers } = question;
  const own = { access_key_id: id, expires: String(endSeconds), signature };
  const url = objectUrl(location, key, { ...query, ...own });
  const expiresAt = new Date(endSeconds * 1000);
  return { signed: { url, headers: lowerNames(headers), expiresAt, trace: NO_TRACE }, issues };
}

function isPrintable(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

/** No more than a Date can hold. */
function isUnixSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 8.64e12;
}

function wrong(path: string, value: unknown, message: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: showSecret(value), message };
}
