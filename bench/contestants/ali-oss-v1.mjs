import { credentials, EXPIRES_IN_SECONDS, keyOf } from '../request.mjs';
import { aliOssClient } from './ali-oss.mjs';

/** ali-oss by the function that signs, without what its client does besides for every request. */
export async function start(OSS) {
  const client = aliOssClient(OSS, false);
  const { bucket } = client.options;
  return {
    sign: async (index, now) => {
      const headers = {
        'x-oss-date': now.toUTCString(),
        'x-oss-security-token': credentials.securityToken,
      };
      return client.authorization('GET', `/${bucket}/${keyOf(index)}`, undefined, headers);
    },
    // It reads the clock itself.
    presign: async (index) => client.signatureUrl(keyOf(index), { expires: EXPIRES_IN_SECONDS }),
  };
}
