import { base64, utf8 } from '../crypto/encodings.js';
import { md5 } from '../crypto/md5.js';

/** `Content-MD5` of a document: the checksum that the widest range of stores takes. */
export function contentMd5(document: string): Readonly<Record<string, string>> {
  return { 'content-md5': base64(md5(utf8(document))) };
}
