import { utf8 } from '../crypto/encodings.js';
import type { HashName } from '../crypto/hashes.js';
import { platformHashes } from '../crypto/platform-hashes.js';
import type { Credentials } from '../model/credentials.js';
import { keptPerCredentials } from './kept-per-credentials.js';
import { type PreparedKey, preparedKey } from './prepared-key.js';

const kept = /* @__PURE__ */ keptPerCredentials<PreparedKey>();

/** The secret itself as a key, for schemes that derive none from it: prepared once and kept with the credentials. */
export function secretKey(hash: HashName, credentials: Credentials): PreparedKey {
  return kept(credentials, hash, () =>
    preparedKey(() => platformHashes().hmacKey(hash, utf8(credentials.secretAccessKey))),
  );
}
