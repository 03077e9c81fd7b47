import { credentials, EXPIRES_IN_SECONDS, keyOf, places } from '../request.mjs';
import { base64, utf8 } from './bytes.mjs';
import { hmac, hmacKey } from './hmac.mjs';
import { keptKey, oncePerSecond } from './kept.mjs';

const { accessKeyId, secretAccessKey, securityToken } = credentials;
const { region, bucket } = places.ossv1;
const HOST = `${bucket}.oss-${region}.aliyuncs.com`;
const ENCODED_TOKEN = encodeURIComponent(securityToken);

/** The least that a signature of this one request takes by WebCrypto: nothing here would do for another. */
export async function start() {
  const secretKey = keptKey(() => hmacKey('SHA-1', utf8(secretAccessKey)));
  return {
    sign: async (index, now) => {
      const text = `${headOf(now)}${keyOf(index)}`;
      return `OSS ${accessKeyId}:${base64(await hmac(await secretKey(''), text))}`;
    },
    presign: async (index, now) => {
      const key = keyOf(index);
      const expires = Math.floor(now.getTime() / 1000) + EXPIRES_IN_SECONDS;
      const text = `GET\n\n\n${expires}\n/${bucket}/${key}?security-token=${securityToken}`;
      const signature = encodeURIComponent(base64(await hmac(await secretKey(''), text)));
      return `https://${HOST}/${key}?security-token=${ENCODED_TOKEN}&OSSAccessKeyId=${accessKeyId}&Expires=${expires}&Signature=${signature}`;
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

/** The string to sign but for the key of the object. */
const headOf = oncePerSecond(
  (now) =>
    `GET\n\n\n${now.toUTCString()}\nx-oss-date:${now.toUTCString()}\nx-oss-security-token:${securityToken}\n/${bucket}/`,
);
