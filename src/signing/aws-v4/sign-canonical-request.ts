import type { Digests } from '../../crypto/digests.js';
import { hex, utf8 } from '../../crypto/encodings.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import type { SignatureTrace } from '../signer.js';
import { type CanonicalHeaders, canonicalHeaders } from './canonical-headers.js';
import { ALGORITHM, type Scope, signingKey } from './scope.js';

/** Everything of a request that is signed. */
export interface CanonicalParts {
  readonly method: string;
  readonly path: string;
  /** Canonical query, sorted and encoded. */
  readonly query: string;
  /** With `host`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Hexadecimal SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/**
 * The last steps of Signature Version 4: canonical request, string to sign, signature (64 hexadecimal digits).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function signCanonicalRequest(
  digests: Digests,
  parts: CanonicalParts,
  scope: Scope,
  credentials: { readonly secretAccessKey: string; readonly securityToken?: string },
): Promise<{ signature: string; trace: SignatureTrace }> {
  const headers = canonicalHeaders(parts.headers);
  const canonicalRequest = joinCanonicalRequest(parts, headers);
  const requestHash = hex(await digests.sha256(utf8(canonicalRequest)));
  const stringToSign = [ALGORITHM, scope.timestamp, scope.scope, requestHash].join('\n');
  const key = await signingKey(digests, credentials.secretAccessKey, scope);
  const signature = hex(await digests.hmacSha256(key, utf8(stringToSign)));
  return {
    signature,
    trace: {
      canonicalRequest: hideToken(canonicalRequest, credentials.securityToken),
      stringToSign,
      signedHeaders: headers.names,
    },
  };
}

function joinCanonicalRequest(parts: CanonicalParts, headers: CanonicalHeaders): string {
  return [
    parts.method,
    parts.path,
    parts.query,
    headers.lines,
    headers.names.join(';'),
    parts.payloadHash,
  ].join('\n');
}

function hideToken(text: string, token: string | undefined): string {
  if (token === undefined || token === '') return text;
  return text.replaceAll(token, '<security token>').replaceAll(encodeRfc3986(token), '<security token>');
}
