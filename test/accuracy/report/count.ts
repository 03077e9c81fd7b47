import type { Diagnosis, Repair } from '../../../src/model/diagnosis.js';
import type { AccuracyCase, CaseKind } from '../accuracy-case.js';
import type { PageAnswer, PageJob } from '../play/in-page.js';
import type { Judged, Judgement } from '../truth/judge.js';
import type { AcceptsFrom, UniverseRequest } from '../truth/over-grant.js';
import type { Truth } from '../truth/truth.js';

/** A repair that was tried. */
export interface PlayedRepair {
  readonly repair: Repair;
  /** Whether the browser then let the request through. */
  readonly works: boolean;
  /** What it grants beyond the least. */
  readonly extra: readonly UniverseRequest[];
  /** What it takes away. */
  readonly lost: readonly UniverseRequest[];
}

/** A case with all that came of it. */
export interface PlayedCase {
  readonly of: AccuracyCase;
  readonly job: PageJob;
  readonly diagnosis: Diagnosis | null;
  /** What was thrown in place of a diagnosis. */
  readonly error: string;
  readonly asked: readonly string[] | null;
  readonly truth: Truth;
  readonly judged: Judged | null;
  readonly probes: number;
  /** `null`: not measured. */
  readonly roundTrips: number | null;
  /** What is wrong with the notes, for people. */
  readonly noteProblems: readonly string[];
  /** What the page could read of the answer to its own request. `null`: the browser did not let it through. */
  readonly answer: PageAnswer | null;
  /** In what that is not what was to be expected, for people: then it is the truth that may be wrong. */
  readonly doubts: readonly string[];
  readonly accepts: AcceptsFrom;
  readonly origin: string;
  readonly repairs: readonly PlayedRepair[];
}

export const MOST_PROBES = 25;

/** What is counted over all cases. */
export interface AccuracyCount {
  cases: number;
  readonly kinds: Map<CaseKind, number>;
  readonly judgements: Map<Judgement | 'thrown', number>;
  /** Of flaky networks, where a verdict may be left open. */
  flakyUndecided: number;
  wrongProofs: number;
  wrongNotes: number;
  truthsInDoubt: number;
  readonly probes: number[];
  /** By what the case is about, and what was said of it. */
  readonly probesBy: Map<string, number[]>;
  readonly roundTrips: number[];
  repairs: number;
  workingRepairs: number;
  /** Of the repairs that are to grant least. */
  leastRepairs: number;
  overGrants: number;
  takenAway: number;
  /** Of the others, which change fewest words instead. */
  smallestEdits: number;
  wideEdits: number;
}

export function emptyCount(): AccuracyCount {
  return {
    cases: 0,
    kinds: new Map(),
    judgements: new Map(),
    flakyUndecided: 0,
    wrongProofs: 0,
    wrongNotes: 0,
    truthsInDoubt: 0,
    probes: [],
    probesBy: new Map(),
    roundTrips: [],
    repairs: 0,
    workingRepairs: 0,
    leastRepairs: 0,
    overGrants: 0,
    takenAway: 0,
    smallestEdits: 0,
    wideEdits: 0,
  };
}

/** Adds a case to the count. */
export function countCase(count: AccuracyCount, played: PlayedCase): void {
  const { of, judged, probes, roundTrips, repairs } = played;
  const judgement = judged?.judgement ?? 'thrown';
  count.cases += 1;
  add(count.kinds, of.kind);
  if (of.isFlaky && judgement === 'undecided') count.flakyUndecided += 1;
  else add(count.judgements, judgement);
  if (judged?.isWrongProof === true) count.wrongProofs += 1;
  if (played.noteProblems.length > 0) count.wrongNotes += 1;
  if (played.doubts.length > 0) count.truthsInDoubt += 1;
  count.probes.push(probes);
  for (const by of [of.kind, played.diagnosis?.code ?? 'thrown']) {
    count.probesBy.set(by, [...(count.probesBy.get(by) ?? []), probes]);
  }
  if (roundTrips !== null) count.roundTrips.push(roundTrips);
  for (const each of repairs) {
    count.repairs += 1;
    if (each.works) count.workingRepairs += 1;
    if (each.lost.length > 0) count.takenAway += 1;
    const isWide = each.extra.length > 0;
    if (each.repair.kind === 'smallest-edit') {
      count.smallestEdits += 1;
      if (isWide) count.wideEdits += 1;
    } else {
      count.leastRepairs += 1;
      if (isWide) count.overGrants += 1;
    }
  }
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What is wrong with a case, for people. Empty: nothing is. */
export function failures({
  of,
  judged,
  error,
  probes,
  asked,
  diagnosis,
  repairs,
  noteProblems,
  doubts,
}: PlayedCase): string[] {
  const isOpenByNetwork = of.isFlaky && judged?.judgement === 'undecided';
  const names = diagnosis?.request.unsafeHeaders.join() ?? '';
  return [
    ...(judged === null ? [`threw ${error}`] : []),
    ...(judged === null || ['right', 'open'].includes(judged.judgement) || isOpenByNetwork
      ? []
      : [`${judged.judgement}: ${judged.problems.join('; ')}`]),
    ...(judged?.isWrongProof === true ? ['wrong proof'] : []),
    ...(probes > MOST_PROBES ? [`${probes} probes`] : []),
    ...(asked !== null && diagnosis !== null && names !== asked.join()
      ? [`says that ${names} is asked for; it is ${asked.join()}`]
      : []),
    ...noteProblems,
    ...doubts.map((doubt) => `the truth is in doubt: the browser ${doubt}`),
    ...repairs.flatMap(({ repair, works, extra, lost }) => [
      ...(works ? [] : [`the repair ${repair.kind} does not work`]),
      ...(extra.length > 0 && repair.kind !== 'smallest-edit'
        ? [`the repair ${repair.kind} grants more: ${JSON.stringify(extra.slice(0, 3))}`]
        : []),
      ...(lost.length > 0
        ? [`the repair ${repair.kind} takes away: ${JSON.stringify(lost.slice(0, 3))}`]
        : []),
    ]),
  ];
}
