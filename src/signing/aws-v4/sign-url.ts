import { platformDigests } from '../../crypto/platform-digests.js';
import type { Credentials } from '../../model/credentials.js';
import { ConfigError } from '../../model/errors.js';
import { showValue } from '../../model/show-value.js';
import type { SignableRequest, SignedUrl, SigningContext } from '../signer.js';
import { canonicalQuery } from './canonical-query.js';
import { canonicalUrl } from './canonical-url.js';
import { ALGORITHM, signingScope } from './scope.js';
import { signCanonicalRequest } from './sign-canonical-request.js';

/** Seven days: what Signature Version 4 allows at most. */
const MAX_SECONDS = 604_800;

/** What this signer takes. The body is never part of the signature: no URL could say which hash of it was signed. */
export interface AwsV4UrlContext extends SigningContext {
  /** The service in the scope. Default `s3`. */
  readonly service?: string;
  /** Life of the URL, a whole number from 1 to 604,800. */
  readonly expiresInSeconds: number;
}

/** Stands for the body's hash. */
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/**
 * Presigns a URL by AWS Signature Version 4. The security token, where there is one, is part of what is signed.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires.
 *
 * @param request - The request. Headers in it are signed too, and must then be sent byte for byte. Default: only `host`.
 * @param credentials - Temporary or long-lived keys.
 * @param context - Time, region, and the life of the URL in whole seconds, 1 to 604,800.
 * @returns The URL; when it stops working, at the latest with the credentials; and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL, or
 * when it carries a signature already.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function signAwsV4Url(
  request: SignableRequest,
  credentials: Credentials,
  context: AwsV4UrlContext,
): Promise<SignedUrl> {
  checkExpiry(context.expiresInSeconds);
  const { origin, host, path, query } = canonicalUrl(request.url);
  const scope = signingScope(context.now, context.region, context.service ?? 's3');
  const headers = Object.fromEntries(
    Object.entries({ ...request.headers, host }).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const parameters: [string, string][] = [
    ...query.map(([name, value]): [string, string] => [name, value]),
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${scope.scope}`],
    ['X-Amz-Date', scope.timestamp],
    ['X-Amz-Expires', String(context.expiresInSeconds)],
    ['X-Amz-SignedHeaders', Object.keys(headers).sort().join(';')],
  ];
  if (credentials.securityToken !== undefined)
    parameters.push(['X-Amz-Security-Token', credentials.securityToken]);
  const sortedQuery = canonicalQuery(parameters);
  const parts = { method: request.method, path, query: sortedQuery, headers, payloadHash: UNSIGNED };
  const { signature, trace } = await signCanonicalRequest(
    platformDigests(),
    parts,
    scope,
    credentials.secretAccessKey,
  );
  return {
    url: `${origin}${path}?${sortedQuery}&X-Amz-Signature=${signature}`,
    expiresAt: earlier(
      new Date(context.now.getTime() + context.expiresInSeconds * 1000),
      credentials.expiration,
    ),
    trace,
  };
}

function checkExpiry(expiresInSeconds: number): void {
  if (Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= MAX_SECONDS) return;
  throw new ConfigError('The URL cannot be presigned', [
    {
      code: 'limit',
      path: 'expiresInSeconds',
      value: showValue(expiresInSeconds),
      message: `must be a whole number of seconds from 1 to ${MAX_SECONDS} (7 days)`,
    },
  ]);
}

function earlier(date: Date, other: Date | undefined): Date {
  return other !== undefined && other < date ? other : date;
}
