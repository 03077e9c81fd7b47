import { credentials, EXPIRES_IN_SECONDS, keyOf, places } from '../request.mjs';

const PAYLOAD_HEADER = 'x-amz-content-sha256';
const unsigned = new Set([PAYLOAD_HEADER]);

/**
 * @smithy/signature-v4 as the AWS SDK sets it up for S3.
 *
 * @param sha256 - The class of the hash.
 */
export function smithy(SignatureV4, sha256) {
  const { region, bucket } = places.sigv4;
  const hostname = `${bucket}.s3.${region}.amazonaws.com`;
  const { accessKeyId, secretAccessKey, securityToken: sessionToken } = credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    region,
    service: 's3',
    sha256,
    uriEscapePath: false,
  });
  const requestOf = (index) => ({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: `/${keyOf(index)}`,
    query: {},
    headers: { host: hostname, [PAYLOAD_HEADER]: 'UNSIGNED-PAYLOAD' },
  });
  return {
    sign: async (index, signingDate) =>
      (await signer.sign(requestOf(index), { signingDate })).headers.authorization,
    presign: async (index, signingDate) => {
      const { path, query } = await signer.presign(requestOf(index), {
        signingDate,
        expiresIn: EXPIRES_IN_SECONDS,
        unhoistableHeaders: unsigned,
        unsignableHeaders: unsigned,
      });
      const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return `https://${hostname}${path}?${pairs.join('&')}`;
    },
  };
}
