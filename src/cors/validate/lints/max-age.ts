import { chromium } from '../../../fetch-standard/engines/chromium.js';
import { firefox } from '../../../fetch-standard/engines/firefox.js';
import { webkit } from '../../../fetch-standard/engines/webkit.js';
import { worded } from '../../../model/wording.js';
import { effectOf } from '../effect-of.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration, LintedRule } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';

/** What keeps a preflight alive, least first. */
const CAPS = [webkit, chromium, firefox]
  .map(({ title, cache }) => ({ title, seconds: cache?.maxAgeCapSeconds ?? Number.POSITIVE_INFINITY }))
  .sort((a, b) => a.seconds - b.seconds);
const LONGEST = CAPS.at(-1)?.seconds ?? 0;
const RECOMMENDED = 600;
/** While rules change, an answer that lives longer than a cup of tea shows yesterday's. */
const ROLL_OUT = 600;
const STANDARD = 'https://fetch.spec.whatwg.org/#http-access-control-max-age';

/** Lives of preflights that do nothing, or something else than was meant. */
export function* maxAge(
  { rules }: LintedConfiguration,
  { corsLimits }: LintedStore,
  { rollingOut }: WantedCors,
): Generator<Finding> {
  for (const rule of rules) {
    const place = { path: `${rule.path}.maxAgeSeconds`, value: rule.maxAgeSeconds, source: STANDARD };
    if (rule.maxAgeSeconds === undefined) {
      const { noMaxAge, source } = corsLimits;
      const effect = effectOf(noMaxAge, 'useless');
      const message =
        effect === 'useless'
          ? 'is absent: browsers then ask again after 5 seconds; 600 to 7200 are usual'
          : "is absent, and the store's reference calls it required; browsers ask again after 5 seconds without it";
      yield {
        ...place,
        ...(effect === 'useless' ? {} : { source }),
        code: 'cors.max-age.absent',
        message,
        effect,
        ...setTo(rule, RECOMMENDED),
      };
      continue;
    }
    if (typeof rule.maxAgeSeconds !== 'number' || rule.maxAgeSeconds <= 0) continue;
    const isTaken =
      typeof corsLimits.maxAgeSeconds !== 'number' || rule.maxAgeSeconds <= corsLimits.maxAgeSeconds;
    if (isTaken && rule.maxAgeSeconds > LONGEST) {
      const caps = CAPS.map(({ title, seconds }) => worded`${title} after ${seconds}`);
      const message = worded`is longer than any browser keeps an answer: they ask again, in seconds: ${caps}`;
      const fix = setTo(rule, LONGEST);
      yield {
        ...place,
        code: 'cors.max-age.over-browsers',
        message,
        effect: 'useless',
        limit: LONGEST,
        ...fix,
      };
    }
    if (rollingOut === true && rule.maxAgeSeconds > ROLL_OUT) {
      const message = 'keeps old answers alive while rules change: take a shorter one until they stay';
      yield {
        ...place,
        code: 'cors.wanted.roll-out',
        message,
        effect: 'lacking',
        limit: ROLL_OUT,
        ...setTo(rule, ROLL_OUT),
      };
      continue;
    }
    yield* overSome(rule.maxAgeSeconds, place);
  }
}

/** Longer than some browsers keep an answer, and not longer than all do. */
function* overSome(seconds: number, place: Pick<Finding, 'path' | 'value' | 'source'>): Generator<Finding> {
  const early = CAPS.filter((cap) => cap.seconds < seconds);
  const [least] = early;
  if (least === undefined || seconds > LONGEST) return;
  const caps = early.map((cap) => worded`${cap.title} after ${cap.seconds}`);
  const message = worded`is longer than some browsers keep an answer: they ask again, in seconds: ${caps}`;
  const limit = least.seconds;
  yield { ...place, code: 'cors.max-age.over-some-browsers', message, effect: 'useless', limit };
}

function setTo(rule: LintedRule, to: number): Pick<Required<Finding>, 'fix'> {
  return { fix: { edits: [{ kind: 'max-age', rule: rule.index, to }], automatic: true, grants: [] } };
}
