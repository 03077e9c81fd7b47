import type { Credentials } from '../model/credentials.js';
import { encodeRfc3986 } from './encode-rfc3986.js';
import { keptPerCredentials } from './kept-per-credentials.js';

const kept = /* @__PURE__ */ keptPerCredentials<(text: string) => string>();

/** `encodeRfc3986` for requests with these credentials: their token is long and in each of them, and encoded but once. */
export function tokenEncoder(credentials: Credentials): (text: string) => string {
  return kept(credentials, '', () => {
    const { securityToken } = credentials;
    let encoded: string | undefined;
    return (text) => {
      if (text !== securityToken) return encodeRfc3986(text);
      encoded ??= encodeRfc3986(text);
      return encoded;
    };
  });
}
