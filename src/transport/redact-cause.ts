import { isSecretHeader } from '../signing/secret-headers.js';

/** A request as it was sent, signature and all. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HIDDEN = '<hidden>';
/** Deeper causes are left out. */
const MOST_CAUSES = 4;
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
  const secrets = secretTexts(signed, signatureHeaders);
  const redact = (text: string): string =>
    secrets.reduce(
      (shown, secret) => shown.replaceAll(secret, HIDDEN),
      // First, so that a URL which was cut short within its token goes too.
      text.replace(/\?[^\s?=&"'<>]+=[^\s"'<>]*/g, `?${HIDDEN}`),
    );
  return copyError(thrown, redact, MOST_CAUSES);
}

function copyError(thrown: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof thrown === 'string') return redact(thrown);
  if (typeof thrown !== 'object' || thrown === null) return typeof thrown === 'function' ? undefined : thrown;
  const { name, message, code, stack, cause } = thrown as Readonly<Record<string, unknown>>;
  const inner = cause === undefined || depth === 0 ? {} : { cause: copyError(cause, redact, depth - 1) };
  const copy = new Error(typeof message === 'string' ? redact(message) : 'not an error', inner);
  const define = (property: string, value: unknown, enumerable: boolean) => {
    const shown = typeof value === 'string' ? redact(value) : value;
    if (typeof shown !== 'string' && typeof shown !== 'number') return;
    Object.defineProperty(copy, property, { value: shown, enumerable, configurable: true, writable: true });
  };
  define('name', name, false);
  define('stack', stack, false);
  // Node tells the system's reason only here: ECONNREFUSED.
  define('code', code, true);
  return copy;
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
