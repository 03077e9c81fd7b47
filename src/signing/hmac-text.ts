import { utf8 } from '../crypto/encodings.js';
import type { PreparedKey } from './prepared-key.js';

/** The HMAC of a text. Where the key is there already, nothing is waited for but the HMAC itself. */
export function hmacText(key: PreparedKey, text: string): Promise<ArrayBuffer> {
  const ready = key();
  return typeof ready === 'function' ? ready(utf8(text)) : ready.then((hmac) => hmac(utf8(text)));
}
