import { credentials, EXPIRES_IN_SECONDS, keyOf } from '../request.mjs';
import { aliOssClient } from './ali-oss.mjs';

/** ali-oss by the function that signs, without what its client does besides for every request. */
export async function start(OSS) {
  const client = aliOssClient(OSS, true);
  const { bucket } = client.options;
  return {
    sign: async (index, now) => {
      const headers = {
        'x-oss-date': now.toISOString().replace(/[:-]|\.\d{3}/g, ''),
        'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-oss-security-token': credentials.securityToken,
      };
      return client.authorizationV4('GET', { headers, queries: {} }, bucket, keyOf(index), []);
    },
    // It reads the clock itself.
    presign: (index) => client.signatureUrlV4('GET', EXPIRES_IN_SECONDS, undefined, keyOf(index)),
  };
}
