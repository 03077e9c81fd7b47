import type { ConsoleReading } from './console-reading.js';

/** The `failure` of a line that names only the address of what was refused. */
export const ADDRESS_ALONE = 'access-control';

/**
 * Joins what an engine prints about one request in two lines. Pure.
 *
 * Firefox follows each refused preflight with "CORS request did not succeed", which by itself means a network that failed: together
 * they tell that it is the preflight, unless it was sent on, where an answer ends so, too. Lines of requests that were sent
 * together stand between the two, but the second ones come in the order of the first ones: a refusal that was passed over, or
 * behind which another request failed by itself, was none of a preflight. WebKit names the address only in a line that
 * follows; without one before it, that tells no more than that an address of another scheme cannot be asked.
 */
export function joinReadings(readings: readonly ConsoleReading[]): ConsoleReading[] {
  const joined: ConsoleReading[] = [];
  // What the second line of Firefox may still be about.
  let open: ConsoleReading[] = [];
  for (const reading of readings) {
    const { engine, url, failure, refusals } = reading;
    const isAddress = failure === ADDRESS_ALONE;
    const isSecond = isEnd(reading);
    const earlier = isAddress
      ? joined.filter((each) => each.engine === engine && ['', url].includes(each.url)).at(-1)
      : open.filter((each) => isSecond && each.url === url).at(-1);
    if (isSecond) {
      const from = earlier === undefined ? open.length : open.indexOf(earlier);
      open = open.filter((each, index) => each !== earlier && (index > from || each.url === url));
    } else if (engine === 'firefox' && refusals.length > 0) open.push(reading);
    if (earlier !== undefined) {
      const isOpen = isAddress || String(earlier.status).startsWith('3');
      const blockedAt = earlier.blockedAt ?? (isOpen ? null : 'preflight');
      joined[joined.indexOf(earlier)] = { ...earlier, url, blockedAt };
    } else if (!isAddress) joined.push(reading);
    else if (!/^https?:/.test(url)) joined.push({ ...reading, failure: 'net::ERR_UNKNOWN_URL_SCHEME' });
  }
  return joined;
}

/** What Firefox says of a connection that failed, and after each refused preflight. */
function isEnd({ engine, refusals, status }: ConsoleReading): boolean {
  return engine === 'firefox' && status === null && refusals.includes('redirect-scheme');
}
