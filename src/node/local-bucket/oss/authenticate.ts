import { type Access, PLAIN_BODY, type SignedRequest } from '../authentication.js';
import { headerOf } from '../exchange.js';
import type { Operation } from '../operation.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { authenticateV1Header, authenticateV1Url } from './authenticate-v1.js';
import { authenticateV4Header, authenticateV4Url } from './authenticate-v4.js';
import { V4_ALGORITHM } from './credential.js';
import { badArgument } from './oss-error.js';

/**
 * Checks a signature of V4 or V1, in headers or query: the request says which. OSS closes V1 to new accounts and buckets;
 * here it works.
 *
 * @returns `null` when the request is not signed.
 * @throws ServiceError when it is signed twice, in another way, or by another.
 */
export function authenticate(
  request: ParsedRequest,
  _operation: Operation,
  access: Access,
): SignedRequest | null {
  const has = (name: string): boolean => queryValue(request.at, name) !== null;
  const isV4Url = has('x-oss-signature') || has('x-oss-signature-version');
  const isV1Url = has('OSSAccessKeyId') || has('Signature');
  const authorization = headerOf(request, 'authorization');
  if (authorization !== null) {
    if (isV4Url || isV1Url) {
      throw badArgument('Authorization', 'Only one auth mechanism allowed: the header or the query.');
    }
    return { caller: authenticateHeader(request, authorization, access), body: PLAIN_BODY };
  }
  if (isV4Url) return { caller: authenticateV4Url(request, access), body: PLAIN_BODY };
  return isV1Url ? { caller: authenticateV1Url(request, access), body: PLAIN_BODY } : null;
}

function authenticateHeader(
  request: ParsedRequest,
  authorization: string,
  access: Access,
): SignedRequest['caller'] {
  const [mechanism = '', rest = ''] = authorization.split(/\s+(.*)/s);
  if (mechanism === V4_ALGORITHM) return authenticateV4Header(request, rest, access);
  if (mechanism === 'OSS') return authenticateV1Header(request, rest, access);
  // Among them `OSS2`, which no client signs by any more, and AWS's, which OSS takes at addresses of its own.
  throw badArgument('Authorization', 'Authorization header is invalid.');
}
