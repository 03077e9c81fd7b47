import { hex } from '../../crypto/encodings.js';
import type { V4Scope } from './scope.js';

/**
 * The string to sign of a version 4 signature.
 *
 * @param timestamp - `20240115T083000Z`, of the scope's day.
 * @param digest - The SHA-256 of the canonical request.
 */
export function v4StringToSign({ variant, name }: V4Scope, timestamp: string, digest: ArrayBuffer): string {
  return `${variant.algorithm}\n${timestamp}\n${name}\n${hex(digest)}`;
}
