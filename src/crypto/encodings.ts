const encoder = /* @__PURE__ */ new TextEncoder();

/** Text as UTF-8 bytes. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

const HEX_OF_BYTE = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Bytes as lower-case hexadecimal. */
export function hex(bytes: ArrayBuffer | Uint8Array): string {
  const octets: NativeEncodings = new Uint8Array(bytes);
  if (octets.toHex !== undefined) return octets.toHex();
  let text = '';
  for (const byte of octets) text += HEX_OF_BYTE[byte];
  return text;
}

/** Bytes as standard base64 with padding. */
export function base64(bytes: ArrayBuffer | Uint8Array): string {
  const octets: NativeEncodings = new Uint8Array(bytes);
  if (octets.toBase64 !== undefined) return octets.toBase64();
  let text = '';
  for (const byte of octets) text += String.fromCharCode(byte);
  return btoa(text);
}

/** What newer engines bring themselves. @see https://tc39.es/proposal-arraybuffer-base64/ */
interface NativeEncodings extends Uint8Array {
  toHex?(): string;
  toBase64?(): string;
}
