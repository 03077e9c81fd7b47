import { normalizeValue } from './header-values.js';

/** Bytes that no safelisted value may hold; characters stand for bytes here, so those past 0x7F are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard's definition is about control characters
const UNSAFE_BYTE = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;
const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/;
const SAFELISTED_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const MAX_VALUE_BYTES = 128;

/**
 * Whether a header needs no permission of the store: by its name and by its value, one character a byte and without
 * whitespace at its ends, as platforms keep it.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function isSafelistedHeader(name: string, value: string): boolean {
  if (value.length > MAX_VALUE_BYTES) return false;
  switch (name.toLowerCase()) {
    case 'accept':
      return !UNSAFE_BYTE.test(value);
    case 'accept-language':
    case 'content-language':
      return LANGUAGE_VALUE.test(value);
    case 'content-type':
      return !UNSAFE_BYTE.test(value) && SAFELISTED_TYPES.has(essence(value));
    case 'range':
      return /^bytes=\d+-\d*$/.test(value) && rangeIsOrdered(value);
    default:
      return false;
  }
}

/** The type and subtype of a MIME type, lower-case, without parameters. */
function essence(value: string): string {
  return normalizeValue(value.split(';', 1)[0] ?? '').toLowerCase();
}

/** "Parse a single range header value" fails when the end lies before the start. */
function rangeIsOrdered(value: string): boolean {
  const [start = '', end = ''] = value.slice('bytes='.length).split('-');
  return end === '' || BigInt(start) <= BigInt(end);
}
