import { base64, utf8 } from '../../crypto/encodings.js';
import type { ExpiringContext, PolicyCondition } from '../signer.js';

/** A policy as JSON text. It ends `expiresInSeconds` after `now`. */
export function writePolicy(
  { now, expiresInSeconds }: ExpiringContext,
  conditions: readonly PolicyCondition[],
): string {
  const expiration = new Date(now.getTime() + expiresInSeconds * 1000).toISOString();
  return JSON.stringify({ expiration, conditions });
}

/** A policy as the form carries it: base64 of its UTF-8. */
export function encodePolicy(policy: string): string {
  return base64(utf8(policy));
}

/** A policy and what stands for its being signed. */
export interface SignedPolicy {
  /** Base64 of the policy's text: the form's field `policy`. */
  readonly policy: string;
  /** The signature of that, as the form’s field takes it. */
  readonly signature: string;
}
