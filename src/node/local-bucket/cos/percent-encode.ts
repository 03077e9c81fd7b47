/** Every byte but `A-Z a-z 0-9 - . _ ~` as `%XX`. */
export function percentEncode(bytes: Uint8Array): string {
  let encoded = '';
  for (const byte of bytes) encoded += ENCODED_BYTES[byte];
  return encoded;
}

/** A text, as its UTF-8. */
export function percentEncodeText(text: string): string {
  return /^[\w.~-]*$/.test(text) ? text : percentEncode(Buffer.from(text));
}

const ENCODED_BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});
