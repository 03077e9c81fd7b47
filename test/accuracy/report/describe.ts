import type { PlayedEngine } from '../accuracy-case.js';
import type { AccuracyCount, PlayedCase } from './count.js';

/** A case whole, with what is wrong with it and the command that plays it again. */
export function describeCase(
  { of, diagnosis, asked, truth, probes, roundTrips }: PlayedCase,
  failures: readonly string[],
  engine: PlayedEngine,
  server: 'local' | 'ceph',
): string {
  const again = `npm run accuracy -- --engine ${engine} --server ${server} --seed ${of.seed} --only ${of.index}`;
  const said = diagnosis && {
    code: diagnosis.code,
    confidence: diagnosis.confidence,
    conflicts: diagnosis.conflicts,
    undecided: diagnosis.undecided?.candidates,
    notes: diagnosis.notes.map(({ code, value }) => `${code} ${value}`),
  };
  const { codes, guesses, causes, isDecidable, conflicts } = truth;
  const evidence = diagnosis?.evidence.map(
    ({ kind, method, headers, passed, via, status }) =>
      `${kind} ${method} [${headers.join()}] ${passed} ${via} ${status ?? ''}`,
  );
  return [
    `case ${of.index} of seed ${of.seed} (${of.kind}): ${failures.length === 0 ? 'agrees' : 'disagrees'}   ${again}`,
    ...failures.map((failure) => `  ${failure}`),
    `  case ${JSON.stringify(of)}`,
    `  asked ${JSON.stringify(asked)}, ${probes} probes${roundTrips === null ? '' : `, ${roundTrips} round trips`}`,
    `  said ${JSON.stringify(said)}`,
    `  truth ${JSON.stringify({ codes, guesses, causes, isDecidable, names: conflicts?.names })}`,
    ...(evidence?.map((line) => `    ${line.trim()}`) ?? []),
  ].join('\n');
}

/** What `npm run accuracy` prints at the end. */
export function describeCount(count: AccuracyCount, engine: PlayedEngine): string {
  const of = (judgement: Parameters<AccuracyCount['judgements']['get']>[0]): number =>
    count.judgements.get(judgement) ?? 0;
  const wrong = of('wrong-cause') + of('wrong-members') + of('thrown');
  const probes = [...count.probes].sort((a, b) => a - b);
  const trips = [...count.roundTrips].sort((a, b) => a - b);
  const kinds = [...count.kinds].map(([kind, number]) => `${kind} ${number}`).join(', ');
  const by = [...count.probesBy].map(([name, sent]) => `${name} ${mean(sent).toFixed(1)} (${sent.length})`);
  return [
    `cases                        ${count.cases} in ${engine}: ${kinds}`,
    `right cause                  ${of('right')}`,
    `open where a page cannot tell ${of('open')}`,
    `undecided though decidable   ${of('undecided')}, and on flaky networks ${count.flakyUndecided}`,
    `wrong causes                 ${wrong}`,
    `wrong proofs                 ${count.wrongProofs}`,
    `wrong notes                  ${count.wrongNotes}`,
    `truths in doubt              ${count.truthsInDoubt}`,
    `probes                       mean ${mean(probes).toFixed(2)}, 95 of 100 within ${at(probes, 0.95)}, most ${at(probes, 1)}`,
    `probes by kind and verdict   ${by.join(', ')}`,
    `round trips in sequence      median ${at(trips, 0.5)}, most ${at(trips, 1)}, of ${trips.length} cases`,
    `repairs that work            ${count.workingRepairs} of ${count.repairs}; ${count.takenAway} take something away`,
    `repairs that grant too much  ${count.overGrants} of ${count.leastRepairs} that are to grant least`,
    `smallest edits               ${count.wideEdits} of ${count.smallestEdits} grant more than the least, as they may`,
  ].join('\n');
}

/** The mean of numbers; 0 of none. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The middle one of numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  return at(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}

/** What that share of sorted numbers does not exceed. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
