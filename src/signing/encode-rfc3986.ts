import { UnsupportedError } from '../model/errors.js';

/**
 * Percent-encodes every character but `A-Z a-z 0-9 - . _ ~`, in capitals. `encodeURIComponent` leaves five more bare.
 *
 * @throws UnsupportedError on half a character (a lone surrogate), which has no UTF-8 form.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
export function encodeRfc3986(text: string): string {
  // Most text needs nothing, and looking is cheaper than encoding.
  if (!/[^\w.~-]/.test(text)) return text;
  return encodeText(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
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
