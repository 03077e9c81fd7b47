import { credentials, EXPIRES_IN_SECONDS, keyOf, places } from '../request.mjs';

/** aws4fetch by its signer, with the cache of keys that its client keeps. */
export async function start({ AwsV4Signer }) {
  const { region, bucket } = places.sigv4;
  const host = `${bucket}.s3.${region}.amazonaws.com`;
  const { accessKeyId, secretAccessKey, securityToken: sessionToken } = credentials;
  const client = { accessKeyId, secretAccessKey, sessionToken, region, service: 's3', cache: new Map() };
  const datetimeOf = (now) => now.toISOString().replace(/[:-]|\.\d{3}/g, '');
  return {
    sign: async (index, now) => {
      const url = `https://${host}/${keyOf(index)}`;
      const signed = await new AwsV4Signer({ ...client, url, datetime: datetimeOf(now) }).sign();
      return signed.headers.get('authorization');
    },
    presign: async (index, now) => {
      const url = `https://${host}/${keyOf(index)}?X-Amz-Expires=${EXPIRES_IN_SECONDS}`;
      const signer = new AwsV4Signer({ ...client, url, datetime: datetimeOf(now), signQuery: true });
      return (await signer.sign()).url.href;
    },
  };
}
