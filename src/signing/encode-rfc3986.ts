import { UnsupportedError } from '../model/errors.js';

/**
 * Percent-encodes every character but `A-Z a-z 0-9 - . _ ~`, in capitals. `encodeURIComponent` leaves five more bare.
 *
 * @throws UnsupportedError on half a character (a lone surrogate), which has no UTF-8 form.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
export function encodeRfc3986(text: string): string {
  if (isBareText(text)) return text;
  const encoded = encodeText(text);
  // The few characters that are left stand side by side, and are rare: a pattern costs a fresh page more than this look.
  for (let index = 0; index < encoded.length; index += 1) {
    if (isLeftBare(encoded.charCodeAt(index))) return encodeRest(encoded);
  }
  return encoded;
}

/** Most names, and many values. */
function isBareText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (!isBare(text.charCodeAt(index))) return false;
  return true;
}

/** Whether a character, by its code, stays as it is: `A-Z a-z 0-9 - . _ ~`. */
export function isBare(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code === 0x7e
  );
}

/** `!`, and from `'` to `*`. */
function isLeftBare(code: number): boolean {
  return code === 0x21 || (code >= 0x27 && code <= 0x2a);
}

function encodeRest(encoded: string): string {
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodeText(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (error) {
    throw new UnsupportedError(
      'A key or parameter with half a character (a lone surrogate) cannot be addressed',
      { cause: error },
    );
  }
}
