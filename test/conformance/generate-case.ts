import type { AskedByPage, ConformanceCase, Leg, Place } from './conformance-case.js';
import { actualAnswer } from './generate/actual-answer.js';
import { pageRequest } from './generate/page-request.js';
import { preflightAnswer } from './generate/preflight-answer.js';
import { type Random, seededRandom } from './random.js';

/**
 * A random case: a request of a page, and an answer to the preflight and to the request. Made so that about half of the
 * preflights pass, and about a third of all cases to the end: else all would end at the first check.
 *
 * @param seed - The same seed and index make the same case.
 * @param index - Which of the cases of this seed.
 */
export function generateCase(seed: number, index: number): ConformanceCase {
  const random = seededRandom(seed, index);
  const asked = pageRequest(random);
  return { seed, index, asked, legs: generateLegs(random, asked) };
}

function generateLegs(random: Random, asked: AskedByPage): Leg[] {
  const hops = random.weigh([
    [82, 0],
    [15, 1],
    [3, 2],
  ]);
  const places: Place[] = [asked.to];
  for (let hop = 0; hop < hops; hop += 1) places.push(random.pick(['store', 'other', 'page']));
  return places.map((place, at) => {
    const origin = originSent(random, asked, at);
    return {
      place,
      preflight: preflightAnswer(random, asked, origin),
      actual: actualAnswer(random, asked, origin, places[at + 1] ?? null),
    };
  });
}

/** What the request will probably say that it comes from. After a redirect, that is often `null`. */
function originSent(random: Random, asked: AskedByPage, redirects: number): string {
  return asked.from === 'sandbox' || (redirects > 0 && random.percent(50)) ? 'null' : '{{page}}';
}
