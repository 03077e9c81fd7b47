import { utf8 } from '../../crypto/encodings.js';
import type { HmacKey } from '../../crypto/hashes.js';
import { platformHashes } from '../../crypto/platform-hashes.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { keptPerCredentials } from '../kept-per-credentials.js';
import { type PreparedKey, preparedKey } from '../prepared-key.js';
import type { V4Variant } from './variant.js';

/** Where and when signatures are good, one day, one region, one service, and what is prepared for them. */
export interface V4Scope {
  readonly variant: V4Variant;
  /** `20240115/us-east-1/s3/aws4_request` */
  readonly name: string;
  /** The access key's id before the name: `AKID/20240115/us-east-1/s3/aws4_request`. */
  readonly credential: string;
  /** The same, percent-encoded. */
  readonly encodedCredential: string;
  /** The security token, percent-encoded. Empty: there is none. */
  readonly encodedToken: string;
  readonly signingKey: PreparedKey;
}

const kept = /* @__PURE__ */ keptPerCredentials<V4Scope>();

/** The scope of a signature. Its key is derived once for the credentials and kept with them. */
export function v4Scope(
  variant: V4Variant,
  credentials: Credentials,
  day: string,
  region: string,
  service: string,
): V4Scope {
  const name = `${day}/${region}/${service}/${variant.terminator}`;
  return kept(credentials, name, () => {
    const firstKey = variant.keyPrefix + credentials.secretAccessKey;
    const signingKey = preparedKey(() => deriveKey(firstKey, [day, region, service, variant.terminator]));
    return new KeptScope(variant, name, credentials, signingKey);
  });
}

/** A class, since an object with getters of its own takes long to make. */
class KeptScope implements V4Scope {
  readonly variant: V4Variant;
  readonly name: string;
  readonly credential: string;
  readonly signingKey: PreparedKey;
  readonly #securityToken: string;
  #encodedCredential: string | undefined;
  #encodedToken: string | undefined;

  constructor(variant: V4Variant, name: string, credentials: Credentials, signingKey: PreparedKey) {
    this.variant = variant;
    this.name = name;
    this.credential = `${credentials.accessKeyId}/${name}`;
    this.signingKey = signingKey;
    this.#securityToken = credentials.securityToken ?? '';
  }

  // Only URLs want them.
  get encodedCredential(): string {
    this.#encodedCredential ??= encodeRfc3986(this.credential);
    return this.#encodedCredential;
  }

  get encodedToken(): string {
    this.#encodedToken ??= encodeRfc3986(this.#securityToken);
    return this.#encodedToken;
  }
}

/**
 * A chain of HMACs from the secret over the parts of the scope. With its first key made before the loop, the first signature
 * of a page took twice as long in Chromium, which then stops to compile before it ends and not behind it.
 */
async function deriveKey(firstKey: string, parts: readonly string[]): Promise<HmacKey> {
  const hashes = platformHashes();
  let bytes: Uint8Array | ArrayBuffer = utf8(firstKey);
  for (const part of parts) bytes = await (await hashes.hmacKey('SHA-256', bytes))(utf8(part));
  return hashes.hmacKey('SHA-256', bytes);
}
