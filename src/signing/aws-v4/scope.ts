import type { Digests } from '../../crypto/digests.js';
import { utf8 } from '../../crypto/encodings.js';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Where and when a signature is good: one day, one region, one service. */
export interface Scope {
  /** `20240115T083000Z` */
  readonly timestamp: string;
  /** `20240115/us-east-1/s3/aws4_request` */
  readonly scope: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** The scope of a signature made at `now`. */
export function signingScope(now: Date, region: string, service: string): Scope {
  const timestamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = timestamp.slice(0, 8);
  return { timestamp, day, region, service, scope: `${day}/${region}/${service}/aws4_request` };
}

/** The key of a scope: a chain of HMACs from the secret over day, region and service. 32 bytes. */
export async function signingKey(
  digests: Digests,
  secretAccessKey: string,
  scope: Scope,
): Promise<Uint8Array> {
  let key = utf8(`AWS4${secretAccessKey}`);
  for (const part of [scope.day, scope.region, scope.service, 'aws4_request']) {
    key = await digests.hmacSha256(key, utf8(part));
  }
  return key;
}
