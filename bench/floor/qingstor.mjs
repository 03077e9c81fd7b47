import { EXPIRES_IN_SECONDS, keyOf, longLivedKeys, places } from '../request.mjs';
import { base64, utf8 } from './bytes.mjs';
import { hmac, hmacKey } from './hmac.mjs';
import { keptKey, oncePerSecond } from './kept.mjs';

const { accessKeyId, secretAccessKey } = longLivedKeys;
const { endpoint, bucket } = places.qingstor;

/** The least that a signature of this one request takes by WebCrypto: nothing here would do for another. */
export async function start() {
  const secretKey = keptKey(() => hmacKey('SHA-256', utf8(secretAccessKey)));
  return {
    sign: async (index, now) => {
      const text = `GET\n\n\n\nx-qs-date:${dateOf(now)}\n/${bucket}/${keyOf(index)}`;
      return `QS ${accessKeyId}:${base64(await hmac(await secretKey(''), text))}`;
    },
    presign: async (index, now) => {
      const path = `/${bucket}/${keyOf(index)}`;
      const expires = Math.floor(now.getTime() / 1000) + EXPIRES_IN_SECONDS;
      const text = `GET\n\n\n${expires}\n${path}`;
      const signature = encodeURIComponent(base64(await hmac(await secretKey(''), text)));
      return `${endpoint}${path}?signature=${signature}&access_key_id=${accessKeyId}&expires=${expires}`;
    },
    prepare: () => secretKey(''),
  };
}

/** The same with its key imported ahead. */
export async function startPrepared() {
  const signer = await start();
  await signer.prepare();
  return signer;
}

const dateOf = oncePerSecond((now) => now.toUTCString());
