import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Repair } from '../../../src/model/diagnosis.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { PlayedCase, PlayedRepair } from '../report/count.js';
import type { Stage } from '../run.js';
import { isAccepted, readingOf } from '../truth/accepts.js';
import { type AcceptsFrom, leastChange, looseEnds, universeOf } from '../truth/over-grant.js';
import { isRefusedBySignature } from '../truth/truth.js';
import { stageCase } from './front.js';
import { sendInPage } from './in-page.js';
import { jobFor } from './prepared-case.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const OTHER_ORIGINS = [
  'https://app.example',
  'https://www.app.example',
  'http://localhost:3000',
  'https://127.0.0.1',
  'https://elsewhere.example',
  'http://127.0.0.1:1',
];

/** Applies each repair that was offered to a bucket of its own, and has the page send its request there. */
export async function playRepairs(played: readonly PlayedCase[], stage: Stage): Promise<PlayedCase[]> {
  const offered = played.flatMap((each) =>
    isByRules(each.of) ? (each.diagnosis?.repairs ?? []).map((repair) => ({ each, repair })) : [],
  );
  const jobs = await Promise.all(
    offered.map(async ({ each: { of, asked }, repair }, at) => {
      const name = `repair-${of.index}-${repair.kind}`;
      const rules = rulesAfter(of, repair);
      // The network of these is a good one.
      const bucket = await stage.world.addBucket(name, of, rules, false);
      const staged = stageCase({ ...of, isFlaky: false, isSlow: false }, bucket.handler, null);
      stage.front.staged.set(name, staged);
      return jobFor(
        { ...withoutOtherCauses(of, asked), hasWrongSecret: false },
        name,
        rules,
        stage,
        at % stage.front.endpoints.length,
      );
    }),
  );
  const accepted = jobs.length === 0 ? [] : await stage.page.evaluate(sendInPage, jobs);
  for (const { bucket } of jobs) stage.front.staged.delete(bucket);
  const repairs = new Map<PlayedCase, PlayedRepair[]>();
  for (const [at, { each, repair }] of offered.entries()) {
    const found = { repair, works: accepted[at] != null, ...grantsOf(each, repair) };
    repairs.set(each, [...(repairs.get(each) ?? []), found]);
  }
  return played.map((each) => ({ ...each, repairs: repairs.get(each) ?? [] }));
}

/** Where something else than rules refuses, no change of them mends it; what changes old rules is not for those of today. */
function isByRules({ fault, whim, oldRules }: AccuracyCase): boolean {
  return fault === null && whim === null && oldRules === null;
}

/**
 * What no rule lets through shows nothing of one: then the request goes out unsigned, with the same names. Nor do cookies go
 * along, as most stores never agree to them, whatever the rules say.
 */
function withoutOtherCauses(of: AccuracyCase, asked: readonly string[] | null): AccuracyCase {
  const request = { ...of.request, withCookies: false };
  return { ...of, request: isRefusedBySignature(of, asked) ? { ...request, signing: 'none' } : request };
}

/** A rule whose neighbours are not known goes to the end, or where the first for an origin decides, to the beginning. */
function rulesAfter(of: AccuracyCase, { kind, rules }: Repair): readonly CorsRule[] {
  if (kind !== 'new-rule') return rules;
  return of.store === 'ceph' ? [...rules, ...of.rules] : [...of.rules, ...rules];
}

function grantsOf({ of, asked, origin }: PlayedCase, repair: Repair): Pick<PlayedRepair, 'extra' | 'lost'> {
  const wanted = { origin, method: of.request.method, names: asked ?? [] };
  const after = rulesAfter(of, repair);
  const literal = [...of.rules, ...repair.rules]
    .flatMap(({ allowedHeaders = [] }) => allowedHeaders)
    .map((name) => name.toLowerCase().replace('*', 'z'));
  const names = [...new Set([...wanted.names, ...literal, 'x-elsewhere'])];
  const universe = universeOf([origin, ...OTHER_ORIGINS], METHODS, names, wanted.names);
  const reading = readingOf(of.store);
  // How QingStor picks a rule, its pages leave open: a repair must do in either case.
  const least = leastChange(of.rules, of.store === 'qingstor' ? 'unknown' : reading, wanted);
  const acceptsUnder =
    (rules: readonly CorsRule[]): AcceptsFrom =>
    (from, method, set) =>
      isAccepted(rules, reading, from, method, set);
  const ends = looseEnds(acceptsUnder(of.rules), acceptsUnder(least), acceptsUnder(after), universe);
  // Where a rule must go before others that nobody has shown, it hides them.
  const lost = repair.kind === 'new-rule' && of.store === 'ceph' ? [] : ends.lost;
  return { extra: ends.extra, lost };
}
