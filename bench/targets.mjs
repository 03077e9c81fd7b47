import { SCHEMES } from './contestants/list.mjs';

const MOST_OVER_FLOOR = 1.3;
const LEAST_OVER_PEER = 2;
const PREPARED_MICROS = 1000;
const MANY_PER_SECOND = 40_000;
const MISSES_PER_SECOND = 1_000_000;
const LAST_HITS_PER_SECOND = 500_000;
const COMPILE_MS = 1;

/**
 * Holds the figures against what is to be reached.
 *
 * @param results - What `measureAll()` gave.
 * @returns One entry for each target of each scheme, and of `rules`: what it is, what was `measured`, the `limit`, whether that is the
 * `most` or the `least`, and whether it `isReached`.
 */
export function judge(results) {
  const signing = Object.keys(results.coldFull ?? {}).flatMap((scheme) => [
    ...judgeCold(scheme, 'full speed', results.coldFull[scheme]),
    ...judgeCold(scheme, '4 x throttled', results.coldThrottled[scheme]),
    ...judgeHot(scheme, results.hotChromium[scheme]),
    ...(results.hotFirefox === undefined ? [] : judgeFirefox(scheme, results.hotFirefox[scheme])),
  ]);
  return [...signing, ...(results.rulesChromium === undefined ? [] : judgeRules(results.rulesChromium.ours))];
}

/** The fastest peer of a scheme. @param figures - By contestant. @param isMore - Whether more is faster. */
export function fastestPeer(scheme, figures, isMore = false) {
  const medians = SCHEMES[scheme].contestants
    .filter(({ name, role }) => role === 'peer' && figures[name] !== undefined)
    .map(({ name }) => figures[name].median);
  return isMore ? Math.max(...medians) : Math.min(...medians);
}

function judgeCold(scheme, speed, figures) {
  const first = Object.fromEntries(Object.entries(figures).map(([name, parts]) => [name, parts.first]));
  const ours = first.ours.median;
  const prepared = first['ours, prepared'].median;
  const say = (text) => `first signature, ${speed}: ${text}`;
  return [
    most(scheme, say('µs, below every peer'), ours, fastestPeer(scheme, first)),
    most(scheme, say('µs, prepared'), prepared, PREPARED_MICROS),
    most(scheme, say('x floor'), ours / first.floor.median, MOST_OVER_FLOOR),
    most(scheme, say('x floor, prepared'), prepared / first['floor, prepared'].median, MOST_OVER_FLOOR),
  ];
}

function judgeHot(scheme, { oneByOne, many }) {
  const ours = oneByOne.ours.median;
  return [
    most(scheme, 'hot, Chromium: x floor', ours / oneByOne.floor.median, MOST_OVER_FLOOR),
    least(
      scheme,
      'hot, Chromium: x faster than every peer',
      fastestPeer(scheme, oneByOne) / ours,
      LEAST_OVER_PEER,
    ),
    least(scheme, 'many, Chromium: URLs a second', many['ours, prepared'].median, MANY_PER_SECOND),
  ];
}

function judgeFirefox(scheme, { many }) {
  const peer = fastestPeer(scheme, many, true);
  return [least(scheme, 'many, Firefox: URLs a second, as every peer', many['ours, prepared'].median, peer)];
}

function judgeRules({ compile, miss, last }) {
  return [
    least('rules', 'Chromium: misses a second', miss.median, MISSES_PER_SECOND),
    least('rules', 'Chromium: hits of the last rule a second', last.median, LAST_HITS_PER_SECOND),
    most('rules', 'Chromium: ms to compile', compile.median, COMPILE_MS),
  ];
}

function most(scheme, what, measured, limit) {
  return { scheme, what, measured, limit, bound: 'most', isReached: measured <= limit };
}

function least(scheme, what, measured, limit) {
  return { scheme, what, measured, limit, bound: 'least', isReached: measured >= limit };
}
