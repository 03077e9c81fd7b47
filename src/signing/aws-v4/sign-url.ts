import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { expiresAt } from '../expires-at.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isPresignable } from '../is-signable.js';
import { objectPath } from '../object-path.js';
import { UrlSigned } from '../signed.js';
import type { ExpiringContext, SignableRequest, SignedUrl } from '../signer.js';
import { lowerNames, sortedHeaders } from '../sorted-headers.js';
import { basicTime } from '../time-formats.js';
import { unpresignable } from '../unsignable.js';
import { canonicalQuery } from '../v4/canonical-query.js';
import { v4Scope } from '../v4/scope.js';
import { v4StringToSign } from '../v4/string-to-sign.js';
import { awsCanonicalRequest, awsTrace, signedNames } from './canonical-request.js';
import { AWS_V4, UNSIGNED_PAYLOAD } from './variant.js';

/** Seven days: what Signature Version 4 allows at most. */
const MAX_SECONDS = 604_800;

/** What this signer takes. The body is never part of the signature: no URL could say which hash of it was signed. */
export interface AwsV4UrlContext extends ExpiringContext {
  /** The service in the scope. Default `s3`. */
  readonly service?: string;
}

/**
 * Presigns a URL by AWS Signature Version 4. The security token, where there is one, is part of what is signed.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires.
 *
 * @param request - The request. Headers in it are signed too, and must then be sent byte for byte. Default: only `host`.
 * @param credentials - Temporary or long-lived keys.
 * @param context - The time, and the life of the URL in whole seconds, 1 to 604,800.
 * @returns The URL; when it stops working, at the latest with the credentials; and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function signAwsV4Url(
  request: SignableRequest,
  credentials: Credentials,
  context: AwsV4UrlContext,
): Promise<SignedUrl> {
  if (!isPresignable(request, credentials, context, MAX_SECONDS))
    throw await unpresignable(request, credentials, context, MAX_SECONDS);
  const { method, location, key } = request;
  const timestamp = basicTime(context.now);
  const { region } = location;
  const scope = v4Scope(
    AWS_V4,
    credentials,
    timestamp.slice(0, 8),
    region,
    context.service ?? AWS_V4.service,
  );
  const headers = lowerNames(request.headers);
  const signed = sortedHeaders({ ...headers, host: location.host });
  const parameters: [string, string][] = [
    ['X-Amz-Algorithm', AWS_V4.algorithm],
    ['X-Amz-Credential', scope.encodedCredential],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(context.expiresInSeconds)],
  ];
  if (scope.encodedToken !== '') parameters.push(['X-Amz-Security-Token', scope.encodedToken]);
  parameters.push(['X-Amz-SignedHeaders', encodeRfc3986(signedNames(signed))]);
  const query = canonicalQuery(Object.entries(request.query ?? {}), parameters, '=');
  const path = objectPath(location, key);
  const parts = { method, path, query, headers: signed, payloadHash: UNSIGNED_PAYLOAD };
  const digest = await hashText('SHA-256', awsCanonicalRequest(parts));
  const stringToSign = v4StringToSign(scope, timestamp, digest);
  const signature = hex(await hmacText(scope.signingKey, stringToSign));
  return new UrlSigned(
    `${location.origin}${path}?${query}&X-Amz-Signature=${signature}`,
    headers,
    expiresAt(context, credentials),
    () => awsTrace(parts, stringToSign),
  );
}
