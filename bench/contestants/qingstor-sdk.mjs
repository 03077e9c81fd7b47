import { EXPIRES_IN_SECONDS, keyOf, longLivedKeys, places } from '../request.mjs';

/** qingstor-sdk by its signer. */
export async function start({ Signer }) {
  const { endpoint, bucket } = places.qingstor;
  const signer = new Signer(longLivedKeys.accessKeyId, longLivedKeys.secretAccessKey);
  const operationOf = (index, headers) => ({
    method: 'GET',
    endpoint,
    path: `/${bucket}/${keyOf(index)}`,
    params: {},
    headers,
  });
  return {
    sign: async (index, now) =>
      signer.sign(operationOf(index, { 'x-qs-date': now.toUTCString() })).headers.authorization,
    presign: async (index, now) => {
      const expires = Math.floor(now.getTime() / 1000) + EXPIRES_IN_SECONDS;
      return signer.signQuery({ ...operationOf(index, {}), expires }).uri;
    },
  };
}
