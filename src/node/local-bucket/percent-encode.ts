/** Every byte but `A-Z a-z 0-9 - . _ ~` as `%XX`. */
export function percentEncode(text: string): string {
  // Most texts need nothing of it.
  if (/^[\w.~-]*$/.test(text)) return text;
  let encoded = '';
  for (const byte of Buffer.from(text)) encoded += ENCODED_BYTES[byte];
  return encoded;
}

const ENCODED_BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});
