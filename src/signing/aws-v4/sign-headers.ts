import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isSignable } from '../is-signable.js';
import { objectPath } from '../object-path.js';
import { HeaderSigned } from '../signed.js';
import type { SignableRequest, SignedHeaders, SigningContext } from '../signer.js';
import { lowerNames, sortedHeaders } from '../sorted-headers.js';
import { basicTime } from '../time-formats.js';
import { unsignable } from '../unsignable.js';
import { canonicalQuery } from '../v4/canonical-query.js';
import { v4Scope } from '../v4/scope.js';
import { v4StringToSign } from '../v4/string-to-sign.js';
import { awsCanonicalRequest, awsTrace, signedNames } from './canonical-request.js';
import { AWS_V4, UNSIGNED_PAYLOAD } from './variant.js';

/** What this signer takes besides the time. */
export interface AwsV4Context extends SigningContext {
  /** The service in the scope. Default `s3`. */
  readonly service?: string;
  /** Hexadecimal SHA-256 of the body. Default `UNSIGNED-PAYLOAD`: the body is not part of the signature. */
  readonly payloadHash?: string;
}

/**
 * Signs a request in its headers by AWS Signature Version 4, with the security token when there is one.
 *
 * Pure but for the platform's hashes; sends nothing. The day's key is kept with the credentials object.
 *
 * @param request - The request; every header in it is signed and must be sent as it is. Not `Host`: it is added.
 * @param credentials - Temporary or long-lived keys.
 * @param context - The time, and for services other than S3 the service's name.
 * @returns The URL, the headers to set (those of the request, `authorization`, `x-amz-date`, `x-amz-content-sha256` and
 * `x-amz-security-token`), and a trace without secrets.
 * @throws UnsupportedError when no browser could send such a request.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function signAwsV4Headers(
  request: SignableRequest,
  credentials: Credentials,
  context: AwsV4Context,
): Promise<SignedHeaders> {
  if (!isSignable(request, credentials, context)) throw await unsignable(request, credentials, context);
  const { method, location, key } = request;
  const { service = AWS_V4.service, payloadHash = UNSIGNED_PAYLOAD } = context;
  const timestamp = basicTime(context.now);
  const scope = v4Scope(AWS_V4, credentials, timestamp.slice(0, 8), location.region, service);
  const headers = lowerNames(request.headers);
  headers['x-amz-content-sha256'] = payloadHash;
  headers['x-amz-date'] = timestamp;
  if (credentials.securityToken !== undefined) headers['x-amz-security-token'] = credentials.securityToken;
  const signed = sortedHeaders({ ...headers, host: location.host });
  const path = objectPath(location, key);
  const query = request.query === undefined ? '' : canonicalQuery(Object.entries(request.query), [], '=');
  const parts = { method, path, query, headers: signed, payloadHash };
  const digest = await hashText('SHA-256', awsCanonicalRequest(parts));
  const stringToSign = v4StringToSign(scope, timestamp, digest);
  const signature = hex(await hmacText(scope.signingKey, stringToSign));
  headers.authorization = `${AWS_V4.algorithm} Credential=${scope.credential}, SignedHeaders=${signedNames(signed)}, Signature=${signature}`;
  return new HeaderSigned(location.origin + path + (query === '' ? '' : `?${query}`), headers, () =>
    awsTrace(parts, stringToSign),
  );
}
