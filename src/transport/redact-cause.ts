import { copyError } from '../model/copy-error.js';
import { isSecretHeader } from '../signing/secret-headers.js';

/** A request as it was sent, signature and all. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HIDDEN = '<hidden>';
/** No token, key or signature is shorter; of what is, too many words would be hit. */
const LEAST_CHARACTERS = 8;

/**
 * What an app's own `fetch` threw, as an error may show it: clients quote the URL and hang the whole request on their
 * errors. Name, message, code, stack and causes stay, as text without any query, signature header or key; the rest is
 * left out.
 *
 * @param signatureHeaders - The header names, lower-case, that the signature set.
 * @returns A fresh error; text and other primitive values as such.
 */
export function redactCause(
  thrown: unknown,
  signed: SignedRequest,
  signatureHeaders: readonly string[],
): unknown {
  return copyError(thrown, redactor(signed, signatureHeaders));
}

/**
 * Takes what a request was signed with out of a text: the query of any URL, signature headers, keys.
 *
 * @param signatureHeaders - The header names, lower-case, that the signature set.
 */
export function redactor(
  signed: SignedRequest,
  signatureHeaders: readonly string[],
): (text: string) => string {
  const secrets = secretTexts(signed, signatureHeaders);
  return (text) =>
    secrets.reduce(
      (shown, secret) => shown.replaceAll(secret, HIDDEN),
      // First, so that a URL which was cut short within its token goes too.
      text.replace(/\?[^\s?=&"'<>]+=[^\s"'<>]*/g, `?${HIDDEN}`),
    );
}

/** Longest first, so that no part of one is left over when a shorter one was taken out of it. */
function secretTexts({ url, headers }: SignedRequest, signatureHeaders: readonly string[]): string[] {
  const query = url.split('?', 2)[1] ?? '';
  const values = query.split('&').map((parameter) => parameter.slice(parameter.indexOf('=') + 1));
  const secret = Object.entries(headers)
    .filter(([name]) => signatureHeaders.includes(name.toLowerCase()) || isSecretHeader(name))
    .flatMap(([, value]) => [value, ...(value.match(/[^\s,=]{20,}/g) ?? [])]);
  return [...values, ...values.map(decoded), ...secret, ...secret.map(encodeURIComponent)]
    .filter((text) => text.length >= LEAST_CHARACTERS)
    .sort((a, b) => b.length - a.length);
}

/** Of a URL that the app wrote itself anything may be in the query. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
