import type { ConsoleReading } from './console-reading.js';

/** The `failure` of a line that names only the address of what was refused. */
export const ADDRESS_ALONE = 'access-control';

/**
 * Joins what an engine prints about one request in two lines. Pure.
 *
 * Firefox follows each refused preflight with "CORS request did not succeed", which by itself means a network that failed: together
 * they tell that it is the preflight, unless it was sent on, where an answer ends so, too. WebKit names the address only in a line
 * that follows; without one before it, that tells no more than that an address of another scheme cannot be asked.
 */
export function joinReadings(readings: readonly ConsoleReading[]): ConsoleReading[] {
  const joined: ConsoleReading[] = [];
  for (const reading of readings) {
    const { engine, url, failure } = reading;
    const isAddress = failure === ADDRESS_ALONE;
    const isFollowed = (each: ConsoleReading) =>
      each.engine === engine &&
      (isAddress
        ? ['', url].includes(each.url)
        : isEnd(reading) && each.url === url && each.refusals.length > 0 && !isEnd(each));
    const at = joined.reduce((last, each, index) => (isFollowed(each) ? index : last), -1);
    const earlier = joined[at];
    if (earlier !== undefined) {
      const isOpen = isAddress || String(earlier.status).startsWith('3');
      joined[at] = { ...earlier, url, blockedAt: earlier.blockedAt ?? (isOpen ? null : 'preflight') };
    } else if (!isAddress) joined.push(reading);
    else if (!/^https?:/.test(url)) joined.push({ ...reading, failure: 'net::ERR_UNKNOWN_URL_SCHEME' });
  }
  return joined;
}

/** What Firefox says of a connection that failed, and after each refused preflight. */
function isEnd({ engine, refusals, status }: ConsoleReading): boolean {
  return engine === 'firefox' && status === null && refusals.includes('redirect-scheme');
}
