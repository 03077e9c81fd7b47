import { credentials, EXPIRES_IN_SECONDS, keyOf, places } from '../request.mjs';
import { v4Key, v4Signature } from './hmac.mjs';
import { basicTime, keptKey, oncePerSecond } from './kept.mjs';

const { accessKeyId, secretAccessKey, securityToken } = credentials;
const { region, bucket } = places.ossv4;
const HOST = `${bucket}.oss-${region}.aliyuncs.com`;

/** The least that a signature of this one request takes by WebCrypto: nothing here would do for another. */
export async function start() {
  const keyOfDay = keptKey((day) =>
    v4Key(`aliyun_v4${secretAccessKey}`, [day, region, 'oss', 'aliyun_v4_request']),
  );
  return {
    sign: async (index, now) => {
      const { day, head, tail, authorization } = textsOf(now);
      const canonicalRequest = `GET\n/${bucket}/${keyOf(index)}${tail}`;
      return authorization + (await v4Signature(await keyOfDay(day), head, canonicalRequest));
    },
    presign: async (index, now) => {
      const { day, head, query } = textsOf(now);
      const key = keyOf(index);
      const canonicalRequest = `GET\n/${bucket}/${key}\n${query}\n\n\nUNSIGNED-PAYLOAD`;
      const signature = await v4Signature(await keyOfDay(day), head, canonicalRequest);
      return `https://${HOST}/${key}?${query}&x-oss-signature=${signature}`;
    },
    prepare: () => keyOfDay(textsOf(new Date()).day),
  };
}

/** The same with its key derived ahead. */
export async function startPrepared() {
  const signer = await start();
  await signer.prepare();
  return signer;
}

/** Everything but the key of the object. */
const textsOf = oncePerSecond((now) => {
  const time = basicTime(now);
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/oss/aliyun_v4_request`;
  const credential = `${accessKeyId}/${scope}`;
  return {
    day,
    head: `OSS4-HMAC-SHA256\n${time}\n${scope}\n`,
    tail: `\n\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${time}\nx-oss-security-token:${securityToken}\n\n\nUNSIGNED-PAYLOAD`,
    authorization: `OSS4-HMAC-SHA256 Credential=${credential},Signature=`,
    query: `x-oss-credential=${encodeURIComponent(credential)}&x-oss-date=${time}&x-oss-expires=${EXPIRES_IN_SECONDS}&x-oss-security-token=${encodeURIComponent(securityToken)}&x-oss-signature-version=OSS4-HMAC-SHA256`,
  };
});
