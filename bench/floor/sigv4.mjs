import { credentials, EXPIRES_IN_SECONDS, keyOf, places } from '../request.mjs';
import { v4Key, v4Signature } from './hmac.mjs';
import { basicTime, keptKey, oncePerSecond } from './kept.mjs';

const { accessKeyId, secretAccessKey, securityToken } = credentials;
const { region, bucket } = places.sigv4;
const HOST = `${bucket}.s3.${region}.amazonaws.com`;
const SIGNED = 'host;x-amz-content-sha256;x-amz-date;x-amz-security-token';

/** The least that a signature of this one request takes by WebCrypto: nothing here would do for another. */
export async function start() {
  const keyOfDay = keptKey((day) => v4Key(`AWS4${secretAccessKey}`, [day, region, 's3', 'aws4_request']));
  return {
    sign: async (index, now) => {
      const { day, head, tail, authorization } = textsOf(now);
      const canonicalRequest = `GET\n/${keyOf(index)}${tail}`;
      return authorization + (await v4Signature(await keyOfDay(day), head, canonicalRequest));
    },
    presign: async (index, now) => {
      const { day, head, query } = textsOf(now);
      const path = `/${keyOf(index)}`;
      const canonicalRequest = `GET\n${path}\n${query}\nhost:${HOST}\n\nhost\nUNSIGNED-PAYLOAD`;
      const signature = await v4Signature(await keyOfDay(day), head, canonicalRequest);
      return `https://${HOST}${path}?${query}&X-Amz-Signature=${signature}`;
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
  const scope = `${day}/${region}/s3/aws4_request`;
  const credential = `${accessKeyId}/${scope}`;
  return {
    day,
    head: `AWS4-HMAC-SHA256\n${time}\n${scope}\n`,
    tail: `\n\nhost:${HOST}\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:${time}\nx-amz-security-token:${securityToken}\n\n${SIGNED}\nUNSIGNED-PAYLOAD`,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${SIGNED}, Signature=`,
    query: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}&X-Amz-Date=${time}&X-Amz-Expires=${EXPIRES_IN_SECONDS}&X-Amz-Security-Token=${encodeURIComponent(securityToken)}&X-Amz-SignedHeaders=host`,
  };
});
