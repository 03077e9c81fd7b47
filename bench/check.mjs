import * as sdk from '../dist/esm/index.js';
import { credentials, EXPIRES_IN_SECONDS, keyOf, longLivedKeys, places } from './request.mjs';

const life = { expiresInSeconds: EXPIRES_IN_SECONDS };

/** What this SDK signs, in headers and in a URL, given what a contestant signed: its window, and its time in a URL. */
const REFERENCES = {
  sigv4: {
    header: (request, now) => sdk.signAwsV4Headers(request, credentials, { now }),
    url: (request, now) => sdk.signAwsV4Url(request, credentials, { now, ...life }),
  },
  ossv4: {
    header: (request, now) => sdk.signOssV4Headers(request, credentials, { now }),
    url: (request, now) => sdk.signOssV4Url(request, credentials, { now, ...life }),
  },
  ossv1: {
    header: (request, now) => sdk.signOssV1Headers(request, credentials, { now }),
    url: (request, now) => sdk.signOssV1Url(request, credentials, { now, ...life }),
  },
  cos: {
    header: (request, now, keyTime) => sdk.signCosHeaders(request, credentials, { now, keyTime }),
    url: (request, now, keyTime) => sdk.signCosUrl(request, credentials, { now, keyTime, ...life }),
  },
  qingstor: {
    header: (request, now) => sdk.signQingstorHeaders(request, longLivedKeys, { now }),
    url: (request, now) => sdk.signQingstorUrl(request, longLivedKeys, { now, ...life }),
  },
};

/**
 * Makes sure that a contestant signs what this SDK signs: one that signs something else is no contest.
 *
 * @param where - For the message: scheme, contestant and engine.
 * @param samples - `{ form, index, nowMs, value }` each, as the contestant gave them.
 * @throws Error when one is another.
 */
export async function checkSamples(where, scheme, samples) {
  for (const { form, index, nowMs, value } of samples) {
    const request = { method: 'GET', location: sdk.locateBucket(places[scheme]), key: keyOf(index) };
    const now = form === 'url' ? (timeOfUrl(value) ?? new Date(nowMs)) : new Date(nowMs);
    const expected = await REFERENCES[scheme][form](request, now, keyTimeOf(value));
    const isSame =
      form === 'header' ? value === expected.headers.authorization : sameUrl(value, expected.url);
    if (!isSame) throw new Error(`${where} signs something else (${form})`);
  }
}

/** Some read the clock themselves. `undefined`: the URL does not say when it was made. */
function timeOfUrl(url) {
  const parameters = new Map(
    [...new URL(url).searchParams].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const stamp = parameters.get('x-amz-date') ?? parameters.get('x-oss-date');
  if (stamp !== undefined) {
    return new Date(stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
  }
  const expires = parameters.get('expires');
  return expires === undefined ? undefined : new Date((Number(expires) - EXPIRES_IN_SECONDS) * 1000);
}

/** The window of a COS signature, whichever it is: they may differ in that. */
function keyTimeOf(signed) {
  const [, start, end] = /q-key-time=(\d+)(?:;|%3B)(\d+)/.exec(signed) ?? [];
  return start === undefined ? undefined : { startSeconds: Number(start), endSeconds: Number(end) };
}

/** Whether two URLs ask for the same, in whichever order and spelling their parameters stand. */
function sameUrl(first, second) {
  const [a, b] = [new URL(first), new URL(second)];
  const parameters = (url) => [...url.searchParams].map((pair) => pair.join('=')).sort();
  return (
    a.origin + a.pathname === b.origin + b.pathname && parameters(a).join('&') === parameters(b).join('&')
  );
}
