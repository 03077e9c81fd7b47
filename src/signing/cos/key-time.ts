import { hex, utf8 } from '../../crypto/encodings.js';
import type { HmacKey } from '../../crypto/hashes.js';
import { platformHashes } from '../../crypto/platform-hashes.js';
import type { Credentials } from '../../model/credentials.js';
import { keptPerCredentials } from '../kept-per-credentials.js';
import { type PreparedKey, preparedKey } from '../prepared-key.js';
import { secretKey } from '../secret-key.js';
import type { SigningContext } from '../signer.js';

/** A window of time in which a signature of COS is good, in Unix seconds. */
export interface KeyTime {
  /** The first moment, in seconds since 1970. */
  readonly startSeconds: number;
  /** The last moment, in seconds since 1970. */
  readonly endSeconds: number;
}

/** Windows begin at multiples of it, so that requests of some minutes share one, and with it the key that is made of it. */
const STEP_SECONDS = 300;
/** What remains of a window at least. */
const LIFE_SECONDS = 900;

/**
 * The window for a signature in headers: the life of the credentials as their server told it, so that a clock in the page
 * that is off does no harm; where that is not known, a window about now that stays the same for five minutes, and begins
 * so long before now at least.
 */
export function headerKeyTime({ now }: SigningContext, credentials: Credentials): KeyTime {
  const { startTime, expiration } = credentials;
  if (startTime !== undefined && expiration !== undefined) {
    return { startSeconds: unixSeconds(startTime), endSeconds: unixSeconds(expiration) };
  }
  const endSeconds = roundedDown(unixSeconds(now)) + STEP_SECONDS + LIFE_SECONDS;
  return {
    startSeconds: startSeconds(now, credentials),
    endSeconds: expiration === undefined ? endSeconds : Math.min(endSeconds, unixSeconds(expiration)),
  };
}

/** The window for a signature that must end at a time, at the latest with the credentials. */
export function urlKeyTime(now: Date, end: Date, credentials: Credentials): KeyTime {
  return { startSeconds: startSeconds(now, credentials), endSeconds: unixSeconds(end) };
}

/**
 * When the credentials began, where their server told it; else a step before the one that runs. The store refuses a window
 * that has not begun yet by its own clock, and the one here may be ahead.
 */
function startSeconds(now: Date, { startTime }: Credentials): number {
  return startTime === undefined ? roundedDown(unixSeconds(now)) - STEP_SECONDS : unixSeconds(startTime);
}

function roundedDown(seconds: number): number {
  return seconds - (seconds % STEP_SECONDS);
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** Gives the key of a window, as `timeText()` writes it: made once for the credentials and kept with them. */
export type CosKeys = (credentials: Credentials, time: string) => PreparedKey;

/** The keys of windows that many requests share: those of headers. */
export const cosHeaderKeys: CosKeys = /* @__PURE__ */ keysOfWindows();

/** The keys of windows that end when a URL or a form does. Apart, so that many of these push none of the former out. */
export const cosUrlKeys: CosKeys = /* @__PURE__ */ keysOfWindows();

function keysOfWindows(): CosKeys {
  const kept = keptPerCredentials<PreparedKey>();
  return (credentials, time) => kept(credentials, time, () => preparedKey(() => makeKey(credentials, time)));
}

/** A window as COS writes it: `1557989753;1557996953`. */
export function timeText({ startSeconds: start, endSeconds }: KeyTime): string {
  return `${start};${endSeconds}`;
}

/** The hexadecimal text of an HMAC, not its bytes, is the next key. */
async function makeKey(credentials: Credentials, time: string): Promise<HmacKey> {
  const secret = await secretKey('SHA-1', credentials)();
  return platformHashes().hmacKey('SHA-1', utf8(hex(await secret(utf8(time)))));
}
