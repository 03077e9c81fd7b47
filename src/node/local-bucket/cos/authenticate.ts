import { type Access, PLAIN_BODY, type SignedRequest } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import type { Operation } from '../operation.js';
import type { ParsedRequest } from '../target.js';
import { checkWindow, findKey } from './check-key.js';
import { computeSignature } from './compute-signature.js';
import { httpString } from './http-string.js';
import { percentEncodeText } from './percent-encode.js';
import { readClaim } from './read-claim.js';
import { signatureDoesNotMatch } from './signature-error.js';

/**
 * Checks COS's signature in headers or query. It covers what it says that it covers: neither `Host` nor the token has to
 * be in it.
 *
 * @throws ServiceError when the signature, its window of time, its key or its token is refused.
 * @see https://www.tencentcloud.com/document/product/436/7778
 */
export function authenticate(
  request: ParsedRequest,
  _operation: Operation,
  access: Access,
): SignedRequest | null {
  const claim = readClaim(request);
  if (claim === null) return null;
  checkWindow(claim.signTime, access.now);
  checkWindow(claim.keyTime, access.now);
  const caller = findKey(claim.accessKeyId, claim.token, access);
  const text = httpString(request, claim.signed);
  const computed = computeSignature(text, claim.signTime.text, claim.keyTime.text, caller.secretAccessKey);
  if (!equalInConstantTime(computed.signature, claim.signature)) {
    throw signatureDoesNotMatch([
      ['StringToSign', computed.stringToSign],
      ['FormatString', withoutToken(text, claim.token)],
    ]);
  }
  return { caller, body: PLAIN_BODY };
}

/** The text is answered so that it can be compared; the token in it is half of a credential. */
function withoutToken(text: string, token: string | null): string {
  if (token === null || token === '') return text;
  return text.replaceAll(percentEncodeText(token), '<security token>');
}
