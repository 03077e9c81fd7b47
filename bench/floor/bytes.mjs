const encoder = new TextEncoder();

/** Text as UTF-8 bytes. */
export function utf8(text) {
  return encoder.encode(text);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal: the engine's own, where it has one. */
export function hex(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.toHex !== undefined) return bytes.toHex();
  let text = '';
  for (let index = 0; index < bytes.length; index += 1) text += HEX[bytes[index]];
  return text;
}

/** Standard base64 with padding: the engine's own, where it has one. */
export function base64(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.toBase64 !== undefined) return bytes.toBase64();
  return btoa(String.fromCharCode.apply(null, bytes));
}
