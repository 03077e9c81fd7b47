/**
 * Percent-encodes every character but `A-Z a-z 0-9 - . _ ~`, in capitals. `encodeURIComponent` leaves five more bare.
 *
 * @throws URIError on a lone surrogate.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
