import type { Digests } from '../../crypto/digests.js';
import { hex, utf8 } from '../../crypto/encodings.js';
import { hideSecretHeaders } from '../secret-headers.js';
import type { SignatureTrace } from '../signer.js';
import { canonicalHeaders } from './canonical-headers.js';
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
  secretAccessKey: string,
): Promise<{ signature: string; trace: SignatureTrace }> {
  const requestHash = hex(await digests.sha256(utf8(joinCanonicalRequest(parts))));
  const stringToSign = [ALGORITHM, scope.timestamp, scope.scope, requestHash].join('\n');
  const key = await signingKey(digests, secretAccessKey, scope);
  const signature = hex(await digests.hmacSha256(key, utf8(stringToSign)));
  return {
    signature,
    trace: {
      canonicalRequest: joinCanonicalRequest(withoutSecrets(parts)),
      stringToSign,
      signedHeaders: canonicalHeaders(parts.headers).names,
    },
  };
}

function joinCanonicalRequest(parts: CanonicalParts): string {
  const { lines, names } = canonicalHeaders(parts.headers);
  return [parts.method, parts.path, parts.query, lines, names.join(';'), parts.payloadHash].join('\n');
}

const TOKEN_SHOWN = '<security token>';

/** The same parts as a trace may show them: the places of token and keys are known, so they are never searched for. */
function withoutSecrets(parts: CanonicalParts): CanonicalParts {
  const headers = Object.entries(hideSecretHeaders(parts.headers)).map(([name, value]) => [
    name,
    name.toLowerCase() === 'x-amz-security-token' ? TOKEN_SHOWN : value,
  ]);
  const query = parts.query.replace(/(^|&)(X-Amz-Security-Token=)[^&]*/, `$1$2${TOKEN_SHOWN}`);
  return { ...parts, headers: Object.fromEntries(headers) as Record<string, string>, query };
}
