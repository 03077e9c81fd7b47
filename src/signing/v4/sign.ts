import { hex, utf8 } from '../../crypto/encodings.js';
import { platformHashes } from '../../crypto/platform-hashes.js';
import { hmacText } from '../hmac-text.js';
import type { V4Scope } from './scope.js';

/** The last steps of a version 4 signature. */
export interface V4Signature {
  /** 64 hexadecimal digits. */
  readonly signature: string;
  readonly stringToSign: string;
}

/**
 * From the canonical request to the signature.
 *
 * @param timestamp - `20240115T083000Z`, of the scope's day.
 */
export async function signV4(
  scope: V4Scope,
  timestamp: string,
  canonicalRequest: string,
): Promise<V4Signature> {
  const digest = await platformHashes().digest('SHA-256', utf8(canonicalRequest));
  const stringToSign = `${scope.variant.algorithm}\n${timestamp}\n${scope.name}\n${hex(digest)}`;
  return { signature: hex(await hmacText(scope.signingKey, stringToSign)), stringToSign };
}

/** A text under the scope's key: a string to sign, or the policy of a form. 64 hexadecimal digits. */
export async function signV4Text(scope: V4Scope, text: string): Promise<string> {
  return hex(await hmacText(scope.signingKey, text));
}
