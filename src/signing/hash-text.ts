import { utf8 } from '../crypto/encodings.js';
import type { HashName } from '../crypto/hashes.js';
import { platformHashes } from '../crypto/platform-hashes.js';

/** The hash of a text as UTF-8: 20 or 32 bytes. */
export function hashText(hash: HashName, text: string): Promise<ArrayBuffer> {
  return platformHashes().digest(hash, utf8(text));
}
