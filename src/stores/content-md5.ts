import { base64, utf8 } from '../crypto/encodings.js';
import { loadPart } from '../model/load-part.js';

/** `Content-MD5` of a document: the checksum that the widest range of stores takes. */
export async function contentMd5(document: string): Promise<Readonly<Record<string, string>>> {
  const { md5 } = await loadPart('The MD5 that stores ask for', () => import('../crypto/md5.js'));
  return { 'content-md5': base64(md5(utf8(document))) };
}
