import { cosKeyTime, cosUrlKeyTime, credentials, keyOf, places } from '../request.mjs';

/** cos-js-sdk-v5 by the function that signs, with the window that its client takes from an STS answer. */
export async function start(COS) {
  const { region, bucket } = places.cos;
  const host = `${bucket}.cos.${region}.myqcloud.com`;
  const token = credentials.securityToken;
  const common = {
    SecretId: credentials.accessKeyId,
    SecretKey: credentials.secretAccessKey,
    Method: 'GET',
  };
  const KeyTime = windowText(cosKeyTime);
  return {
    sign: async (index) =>
      COS.getAuthorization({
        ...common,
        KeyTime,
        Key: keyOf(index),
        Headers: { Host: host, 'x-cos-security-token': token },
      }),
    presign: async (index, now) => {
      const signature = COS.getAuthorization({
        ...common,
        KeyTime: windowText(cosUrlKeyTime(now)),
        Key: keyOf(index),
        Headers: { Host: host },
        Query: { 'x-cos-security-token': token },
      });
      const pairs = signature
        .split('&')
        .map((pair) => pair.replace(/=(.*)/, (_, text) => `=${encodeURIComponent(text)}`));
      return `https://${host}/${keyOf(index)}?x-cos-security-token=${encodeURIComponent(token)}&${pairs.join('&')}`;
    },
  };
}

function windowText({ startSeconds, endSeconds }) {
  return `${startSeconds};${endSeconds}`;
}
