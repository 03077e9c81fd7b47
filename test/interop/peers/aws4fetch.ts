import type { AwsRequest } from '../aws-requests.js';
import { objectUrlOf } from '../aws-url.js';
import type { Outcome } from '../compare.js';
import { hideToken, parametersOf, v4Authorization } from '../outcome.js';
import { atTime } from './at-time.js';
import { requirePeer } from './require-peer.js';

interface AwsV4Signer {
  sign(): Promise<{ readonly url: URL; readonly headers: Headers }>;
  canonicalString(): Promise<string>;
  stringToSign(): Promise<string>;
}

const { AwsV4Signer }: { readonly AwsV4Signer: new (options: object) => AwsV4Signer } =
  requirePeer('aws4fetch');

/** Signature Version 4 for the service `s3`. */
export async function aws4fetch(request: AwsRequest): Promise<Outcome> {
  const { form, method, location, headers, credentials, now, expiresInSeconds, payloadHash } = request;
  const { accessKeyId, secretAccessKey, securityToken } = credentials;
  const url = new URL(objectUrlOf(request));
  const isUrl = form === 'url';
  if (isUrl) url.searchParams.set('X-Amz-Expires', String(expiresInSeconds));
  const hash = isUrl || payloadHash === undefined ? {} : { 'x-amz-content-sha256': payloadHash };
  return atTime(now, async () => {
    const signer = new AwsV4Signer({
      url: url.href,
      method,
      headers: { ...headers, ...hash },
      accessKeyId,
      secretAccessKey,
      sessionToken: securityToken,
      service: 's3',
      region: location.region,
      signQuery: isUrl,
      allHeaders: request.allHeaders,
    });
    const canonicalRequest = hideToken(await signer.canonicalString(), securityToken);
    const stringToSign = await signer.stringToSign();
    const signed = await signer.sign();
    if (!isUrl) {
      const authorization = signed.headers.get('authorization') ?? undefined;
      return {
        ...v4Authorization(authorization),
        date: signed.headers.get('x-amz-date'),
        canonicalRequest,
        stringToSign,
      };
    }
    const parameters = parametersOf(signed.url.href);
    return { signature: parameters['X-Amz-Signature'] ?? '', parameters, canonicalRequest, stringToSign };
  });
}
