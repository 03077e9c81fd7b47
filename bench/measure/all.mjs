import { serveBench } from '../serve.mjs';
import { INSECURE_HOST, launchChromium, launchFirefox, withBrowser } from './browsers.mjs';
import { measureColdIn, measureHotIn } from './in-browser.mjs';
import { measureInNode } from './in-node.mjs';
import { summary } from './statistics.mjs';

/** A phone. */
const THROTTLING = 4;

/**
 * Measures everything, one thing after the other.
 *
 * @param schemes - Those of `SCHEMES` that are asked for.
 * @param browsers - What `findBrowsers()` found.
 * @param say - Told what is measured next.
 * @returns Part by part, scheme by scheme and contestant by contestant the median and the middle half of the rounds:
 * `cold*` in microseconds, `first`, `early` and `late`; `hot*` as `oneByOne` in microseconds and `many` in URLs a second.
 */
export async function measureAll(schemes, browsers, rounds, say) {
  const served = await serveBench(schemes);
  const secure = `http://127.0.0.1:${served.port}`;
  const insecure = `http://${INSECURE_HOST}:${served.port}`;
  const part = (title, measure, takesPart) => {
    say(title);
    return eachScheme(schemes, takesPart, measure);
  };
  try {
    const results = {};
    await withBrowser(launchChromium(browsers.chromium), async (browser) => {
      const hot = (origin) => (scheme, list) =>
        measureHotIn(browser, served, origin, scheme, list, rounds).then(summary);
      const cold = (origin, throttling) => (scheme, list) =>
        measureColdIn(browser, served, origin, scheme, list, rounds, throttling).then(summary);
      results.coldFull = await part('cold, full speed', cold(secure), () => true);
      results.coldThrottled = await part('cold, throttled', cold(secure, THROTTLING), () => true);
      results.coldInsecure = await part('cold, insecure context', cold(insecure), isWithoutWebCrypto);
      results.hotChromium = await part('hot, Chromium', hot(secure), isHot);
      results.hotInsecure = await part('hot, insecure context', hot(insecure), isWithoutWebCrypto);
    });
    if (browsers.firefox !== undefined) {
      await withBrowser(launchFirefox(browsers.firefox), async (browser) => {
        results.hotFirefox = await part(
          'hot, Firefox',
          (scheme, list) => measureHotIn(browser, served, secure, scheme, list, rounds).then(summary),
          isHot,
        );
      });
    }
    results.hotNode = await part(
      'hot, Node',
      (scheme, list) => measureInNode(scheme, list, rounds).then(summary),
      isHot,
    );
    return results;
  } finally {
    await served.stop();
  }
}

/** When it is hot, a floor that was prepared is the floor. */
function isHot({ role, isPrepared }) {
  return role !== 'floor' || !isPrepared;
}

function isWithoutWebCrypto({ needsWebCrypto }) {
  return !needsWebCrypto;
}

async function eachScheme(schemes, takesPart, measure) {
  const results = {};
  for (const [scheme, { contestants }] of Object.entries(schemes))
    results[scheme] = await measure(scheme, contestants.filter(takesPart));
  return results;
}
