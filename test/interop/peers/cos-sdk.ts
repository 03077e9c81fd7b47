import type { Outcome } from '../compare.js';
import type { CosRequest } from '../cos-requests.js';
import { cosOutcome } from '../outcome.js';
import { queryOf } from '../requests.js';
import { requirePeer } from './require-peer.js';

/** The util module of a client of the vendor. */
interface CosUtil {
  getAuth(options: {
    readonly SecretId: string;
    readonly SecretKey: string;
    readonly KeyTime: string;
    readonly Method: string;
    readonly Key?: string;
    readonly Pathname?: string;
    readonly Query: Readonly<Record<string, string>>;
    readonly Headers: Readonly<Record<string, string>>;
    readonly ForceSignHost: boolean;
  }): string;
}

const nodeUtil: CosUtil = requirePeer('cos-nodejs-sdk-v5/sdk/util');
const browserUtil: CosUtil = requirePeer('cos-js-sdk-v5/src/util');

/** The client for Node. @param keyTime - `1557989753;1557996953` */
export function cosNodeSdk(request: CosRequest, keyTime: string): Outcome {
  return cosOutcome(nodeUtil.getAuth(optionsOf(request, keyTime)));
}

/** The client for browsers, as its source: the bundle of it looks for a window. */
export function cosBrowserSdk(request: CosRequest, keyTime: string): Outcome {
  return cosOutcome(browserUtil.getAuth(optionsOf(request, keyTime)));
}

function optionsOf(request: CosRequest, keyTime: string): Parameters<CosUtil['getAuth']>[0] {
  const { form, method, location, key, credentials, headers, signHost } = request;
  const { accessKeyId, secretAccessKey, securityToken } = credentials;
  const token = securityToken === undefined ? {} : { 'x-cos-security-token': securityToken };
  return {
    SecretId: accessKeyId,
    SecretKey: secretAccessKey,
    KeyTime: keyTime,
    Method: method,
    ...(location.bucketPath === '' ? { Key: key } : { Pathname: pathWithBucket(request) }),
    Query: form === 'url' ? { ...queryOf(request), ...token } : queryOf(request),
    Headers: {
      ...headers,
      ...(form === 'headers' ? token : {}),
      ...(signHost ? { Host: location.host } : {}),
    },
    ForceSignHost: signHost,
  };
}

/** The bucket itself is `/photos`, without a slash at the end. */
function pathWithBucket({ location: { bucketPath }, key }: CosRequest): string {
  return key === '' ? bucketPath : `${bucketPath}/${key}`;
}
