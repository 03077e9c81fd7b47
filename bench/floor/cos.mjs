import { cosKeyTime, cosUrlKeyTime, credentials, keyOf, places } from '../request.mjs';
import { hex, utf8 } from './bytes.mjs';
import { hmac, hmacKey } from './hmac.mjs';
import { keptKey } from './kept.mjs';

const { accessKeyId, secretAccessKey, securityToken } = credentials;
const { region, bucket } = places.cos;
const HOST = `${bucket}.cos.${region}.myqcloud.com`;
const TOKEN = `x-cos-security-token=${encodeURIComponent(securityToken)}`;

const WINDOW = `${cosKeyTime.startSeconds};${cosKeyTime.endSeconds}`;
const TAIL = `\n\nhost=${HOST}&${TOKEN}\n`;
const AUTHORIZATION = `q-sign-algorithm=sha1&q-ak=${accessKeyId}&q-sign-time=${WINDOW}&q-key-time=${WINDOW}&q-header-list=host;x-cos-security-token&q-url-param-list=&q-signature=`;

/** The least that a signature of this one request takes by WebCrypto: nothing here would do for another. */
export async function start() {
  const keyOfWindow = keptKey(makeKey);
  return {
    sign: async (index) =>
      AUTHORIZATION + (await cosSignature(keyOfWindow(WINDOW), WINDOW, `get\n/${keyOf(index)}${TAIL}`)),
    presign: async (index, now) => {
      const { startSeconds, endSeconds } = cosUrlKeyTime(now);
      const window = `${startSeconds};${endSeconds}`;
      const path = `/${keyOf(index)}`;
      const text = `get\n${path}\n${TOKEN}\nhost=${HOST}\n`;
      const signature = await cosSignature(keyOfWindow(window), window, text);
      const time = `${startSeconds}%3B${endSeconds}`;
      return `https://${HOST}${path}?${TOKEN}&q-sign-algorithm=sha1&q-ak=${accessKeyId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=host&q-url-param-list=x-cos-security-token&q-signature=${signature}`;
    },
    prepare: () => keyOfWindow(WINDOW),
  };
}

/** The same with the key of the window derived ahead. */
export async function startPrepared() {
  const signer = await start();
  await signer.prepare();
  return signer;
}

/** The hexadecimal text of an HMAC is the key. */
async function makeKey(window) {
  const secret = await hmacKey('SHA-1', utf8(secretAccessKey));
  return hmacKey('SHA-1', utf8(hex(await hmac(secret, window))));
}

async function cosSignature(key, window, text) {
  const hash = hex(await crypto.subtle.digest('SHA-1', utf8(text)));
  return hex(await hmac(await key, `sha1\n${window}\n${hash}\n`));
}
