import { platformDigests } from '../../crypto/platform-digests.js';
import type { Credentials } from '../../model/credentials.js';
import type { SignableRequest, SignedHeaders, SigningContext } from '../signer.js';
import { canonicalQuery } from './canonical-query.js';
import { canonicalUrl } from './canonical-url.js';
import { ALGORITHM, signingScope } from './scope.js';
import { signCanonicalRequest } from './sign-canonical-request.js';

/** What this signer takes besides the time and the region. */
export interface AwsV4Context extends SigningContext {
  /** The service in the scope. Default `s3`. */
  readonly service?: string;
  /** Hexadecimal SHA-256 of the body. Default `UNSIGNED-PAYLOAD`: the body is not part of the signature. */
  readonly payloadHash?: string;
}

/**
 * Signs a request in its headers by AWS Signature Version 4, with the security token when there is one.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param request - The request; every header in it is signed and must be sent as it is. Not `Host`: it is added.
 * @param credentials - Temporary or long-lived keys.
 * @param context - Time and region, and for services other than S3 the service's name.
 * @returns The URL, the headers to set (those of the request, `authorization`, `x-amz-date`, `x-amz-content-sha256` and
 * `x-amz-security-token`), and a trace without secrets.
 * @throws UnsupportedError when no browser could send such a URL, or when it carries a signature already.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function signAwsV4Headers(
  request: SignableRequest,
  credentials: Credentials,
  context: AwsV4Context,
): Promise<SignedHeaders> {
  const { origin, host, path, query } = canonicalUrl(request.url);
  const scope = signingScope(context.now, context.region, context.service ?? 's3');
  const payloadHash = context.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const headers = lowerNames({
    ...request.headers,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': scope.timestamp,
    ...(credentials.securityToken === undefined ? {} : { 'x-amz-security-token': credentials.securityToken }),
  });
  const sortedQuery = canonicalQuery(query);
  const parts = {
    method: request.method,
    path,
    query: sortedQuery,
    headers: { ...headers, host },
    payloadHash,
  };
  const { signature, trace } = await signCanonicalRequest(
    platformDigests(),
    parts,
    scope,
    credentials.secretAccessKey,
  );
  const authorization =
    `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope.scope}, ` +
    `SignedHeaders=${trace.signedHeaders.join(';')}, Signature=${signature}`;
  return {
    url: origin + path + (sortedQuery === '' ? '' : `?${sortedQuery}`),
    headers: { ...headers, authorization },
    trace,
  };
}

function lowerNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
