import { base64, utf8 } from '../../crypto/encodings.js';
import { md5 } from '../../crypto/md5.js';
import type { CorsCodec } from '../store.js';
import { readCorsXml } from './read-cors-xml.js';
import { writeCorsJson } from './write-cors-json.js';
import { writeCorsXml } from './write-cors-xml.js';

/**
 * The CORS documents of Amazon S3 and of what speaks like it. `Content-MD5` is the checksum that the widest range of
 * S3-like servers takes; some answer 501 to the newer ones.
 */
export const awsCorsCodec: CorsCodec = {
  contentType: 'application/xml',
  write: writeCorsXml,
  writeJson: writeCorsJson,
  read: readCorsXml,
  checksum: (document) => ({ 'content-md5': base64(md5(utf8(document))) }),
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};
