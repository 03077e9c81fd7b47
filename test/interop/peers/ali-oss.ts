import type { BucketLocation, Credentials } from '../../../src/index.js';
import type { Outcome } from '../compare.js';
import type { OssRequest } from '../oss-requests.js';
import { hideToken, parametersOf, v4Authorization } from '../outcome.js';
import { atTime } from './at-time.js';
import { requirePeer } from './require-peer.js';

type Texts = Readonly<Record<string, string>>;
/** A bare name has `null`. */
type Queries = Readonly<Record<string, string | null>>;

/** `lib/common/signUtils.js`, which calls itself through `this`. */
interface SignUtils {
  buildCanonicalString(
    method: string,
    resource: string,
    request: { readonly headers: Texts; readonly parameters: Texts },
    expires?: string,
  ): string;
  authorization(accessKeyId: string, secret: string, canonicalString: string): string;
  fixAdditionalHeaders(names: readonly string[]): string[];
  getCanonicalRequest(
    method: string,
    request: { readonly headers: Texts; readonly queries: Queries },
    bucket: string | undefined,
    key: string,
    additionalHeaders: readonly string[],
  ): string;
  getStringToSign(region: string, timestamp: string, canonicalRequest: string): string;
  authorizationV4(
    accessKeyId: string,
    secret: string,
    region: string,
    method: string,
    request: { readonly headers: Texts; readonly queries: Queries },
    bucket: string | undefined,
    key: string,
    additionalHeaders: readonly string[],
  ): string;
}

interface Client {
  signatureUrl(key: string, options: object, isStrict: boolean): string;
  signatureUrlV4(
    method: string,
    expiresInSeconds: number,
    request: { readonly headers: Texts; readonly queries: Queries },
    key: string,
    additionalHeaders: readonly string[],
  ): Promise<string>;
  calculatePostSignature(policy: string): { readonly Signature: string; readonly policy: string };
  signPostObjectPolicyV4(policy: string, date: Date): string;
}

const signUtils: SignUtils = requirePeer('ali-oss/lib/common/signUtils');
const Client: new (options: object) => Client = requirePeer('ali-oss');
const dateFormat: (date: Date, mask: string) => string = requirePeer('dateformat');

/** Signature V1. Plain parameters are not given to it: it signs what its caller calls a sub-resource, and all of that. */
export async function aliOssV1(request: OssRequest): Promise<Outcome> {
  const { method, location, key, subResources, credentials, now, expiresInSeconds } = request;
  const { accessKeyId, secretAccessKey, securityToken: token } = credentials;
  const resource = location.bucket === '' ? '/' : `/${location.bucket}/${key}`;
  if (request.form === 'headers') {
    const headers = withToken(credentials, {
      ...request.headers,
      'x-oss-date': dateFormat(now, "UTC:ddd, dd mmm yyyy HH:MM:ss 'GMT'"),
    });
    const text = signUtils.buildCanonicalString(method, resource, { headers, parameters: subResources });
    const authorization = signUtils.authorization(accessKeyId, secretAccessKey, text);
    return {
      signature: authorization.slice(authorization.indexOf(':') + 1),
      authorization,
      date: headers['x-oss-date'],
      stringToSign: hideToken(text, token),
    };
  }
  const options = {
    ...request.headers,
    method,
    expires: expiresInSeconds,
    subResource: Object.fromEntries(Object.entries(subResources)),
  };
  const url = await atTime(now, () => client(location, credentials).signatureUrl(key, options, false));
  const parameters = parametersOf(url);
  const signed = token === undefined ? subResources : { ...subResources, 'security-token': token };
  const { headers } = request;
  const text = signUtils.buildCanonicalString(
    method,
    resource,
    { headers, parameters: signed },
    parameters.Expires,
  );
  return { signature: parameters.Signature ?? '', parameters, stringToSign: hideToken(text, token) };
}

/** Signature V4, with `null` for a sub-resource without a value, as the client's own methods have it. */
export async function aliOssV4(request: OssRequest): Promise<Outcome> {
  const { method, location, key, credentials, now, additionalHeaders } = request;
  const { accessKeyId, secretAccessKey, securityToken: token } = credentials;
  const bucket = location.bucket === '' ? undefined : location.bucket;
  const queries = queriesOf(request);
  const fixed = signUtils.fixAdditionalHeaders(additionalHeaders);
  const host = fixed.includes('host') ? { host: location.host } : {};
  const timestamp = dateFormat(now, "UTC:yyyymmdd'T'HHMMss'Z'");
  if (request.form === 'headers') {
    const headers = withToken(credentials, {
      ...request.headers,
      ...host,
      'x-oss-date': timestamp,
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    });
    const authorization = signUtils.authorizationV4(
      accessKeyId,
      secretAccessKey,
      location.region,
      method,
      { headers, queries },
      bucket,
      key,
      additionalHeaders,
    );
    const text = signUtils.getCanonicalRequest(method, { headers, queries }, bucket, key, fixed);
    return {
      ...v4Authorization(authorization),
      date: timestamp,
      canonicalRequest: hideToken(text, token),
      stringToSign: signUtils.getStringToSign(location.region, timestamp, text),
    };
  }
  const headers = { ...request.headers, ...host };
  const url = await atTime(now, () =>
    client(location, credentials).signatureUrlV4(
      method,
      request.expiresInSeconds,
      { headers, queries },
      key,
      additionalHeaders,
    ),
  );
  const parameters = parametersOf(url);
  const { 'x-oss-signature': signature = '', ...signed } = parameters;
  const signedQueries = { ...signed, ...queries };
  const text = signUtils.getCanonicalRequest(method, { headers, queries: signedQueries }, bucket, key, fixed);
  return {
    signature,
    parameters,
    canonicalRequest: hideToken(text, token),
    stringToSign: signUtils.getStringToSign(location.region, timestamp, text),
  };
}

/** The policy of a form by signature V1. */
export function aliOssV1Policy(policy: string, location: BucketLocation, credentials: Credentials): Outcome {
  const signed = client(location, credentials).calculatePostSignature(policy);
  return { signature: signed.Signature, policy: signed.policy };
}

/** The policy of a form by signature V4. */
export function aliOssV4Policy(
  policy: string,
  location: BucketLocation,
  credentials: Credentials,
  now: Date,
): Outcome {
  return { signature: client(location, credentials).signPostObjectPolicyV4(policy, now) };
}

function client(location: BucketLocation, credentials: Credentials): Client {
  const { accessKeyId, secretAccessKey, securityToken } = credentials;
  return new Client({
    accessKeyId,
    accessKeySecret: secretAccessKey,
    // The interval is never used, and keeps the client from advising to renew the token.
    ...(securityToken === undefined ? {} : { stsToken: securityToken, refreshSTSTokenInterval: 1 }),
    region: `oss-${location.region}`,
    endpoint: location.origin,
    bucket: location.bucket === '' ? undefined : location.bucket,
    // With these the client puts the bucket where the location has it.
    cname: location.bucketPath === '',
    sldEnable: location.bucketPath !== '',
  });
}

function withToken({ securityToken }: Credentials, headers: Texts): Record<string, string> {
  return securityToken === undefined ? { ...headers } : { ...headers, 'x-oss-security-token': securityToken };
}

function queriesOf({ parameters, subResources }: OssRequest): Queries {
  const bare = Object.entries(subResources).map(([name, value]) => [name, value === '' ? null : value]);
  return { ...parameters, ...(Object.fromEntries(bare) as Queries) };
}
