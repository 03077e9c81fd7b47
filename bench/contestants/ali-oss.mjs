import { credentials, places } from '../request.mjs';

/**
 * A client of ali-oss.
 *
 * @param authorizationV4 - Whether it signs by V4.
 */
export function aliOssClient(OSS, authorizationV4) {
  const { accessKeyId, secretAccessKey: accessKeySecret, securityToken: stsToken } = credentials;
  const region = `oss-${places.ossv4.region}`;
  const { bucket } = places.ossv4;
  return new OSS({ region, bucket, accessKeyId, accessKeySecret, stsToken, authorizationV4, secure: true });
}
