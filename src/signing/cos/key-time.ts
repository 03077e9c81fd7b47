import { hex, utf8 } from '../../crypto/encodings.js';
import type { HmacKey } from '../../crypto/hashes.js';
import { platformHashes } from '../../crypto/platform-hashes.js';
import type { Credentials } from '../../model/credentials.js';
import { keptPerCredentials } from '../kept-per-credentials.js';
import { type PreparedKey, preparedKey } from '../prepared-key.js';
import type { SigningContext } from '../signer.js';

/** A window of time in which a signature of COS is good, in Unix seconds. */
export interface KeyTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Windows begin at multiples of it, so that requests of some minutes share one, and with it the key that is made of it. */
const STEP_SECONDS = 300;
/** What remains of a window at least. */
const LIFE_SECONDS = 900;

/**
 * The window for a signature in headers: the life of the credentials as their server told it, so that a clock in the page
 * that is off does no harm; where that is not known, a window about now that stays the same for five minutes.
 */
export function headerKeyTime({ now }: SigningContext, credentials: Credentials): KeyTime {
  const { startTime, expiration } = credentials;
  if (startTime !== undefined && expiration !== undefined) {
    return { startSeconds: unixSeconds(startTime), endSeconds: unixSeconds(expiration) };
  }
  const startSeconds = roundedDown(unixSeconds(now));
  const endSeconds = startSeconds + STEP_SECONDS + LIFE_SECONDS;
  return {
    startSeconds,
    endSeconds: expiration === undefined ? endSeconds : Math.min(endSeconds, unixSeconds(expiration)),
  };
}

/** The window for a signature that must end at a time, at the latest with the credentials. */
export function urlKeyTime(now: Date, end: Date, { startTime }: Credentials): KeyTime {
  const start = roundedDown(unixSeconds(now));
  return {
    startSeconds: startTime === undefined ? start : Math.min(start, unixSeconds(startTime)),
    endSeconds: unixSeconds(end),
  };
}

function roundedDown(seconds: number): number {
  return seconds - (seconds % STEP_SECONDS);
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

const kept = /* @__PURE__ */ keptPerCredentials<PreparedKey>();

/**
 * The key of a window, made once for the credentials and kept with them.
 *
 * @param keyTime - `1557989753;1557996953`
 */
export function cosSignKey(credentials: Credentials, keyTime: string): PreparedKey {
  return kept(credentials, keyTime, () => preparedKey(() => makeKey(credentials.secretAccessKey, keyTime)));
}

/** The hexadecimal text of an HMAC, not its bytes, is the next key. */
async function makeKey(secretAccessKey: string, keyTime: string): Promise<HmacKey> {
  const hashes = platformHashes();
  const secret = await hashes.hmacKey('SHA-1', utf8(secretAccessKey));
  return hashes.hmacKey('SHA-1', utf8(hex(await secret(utf8(keyTime)))));
}
