import type { Conflict, Diagnosis } from '../../../src/model/diagnosis.js';
import { COOKIE_CODES } from './cookies-truth.js';
import type { ConflictTruth, Truth } from './truth.js';

/** How a verdict stands to the truth. `open`: nothing was claimed, where a page cannot tell. */
export type Judgement = 'right' | 'open' | 'undecided' | 'wrong-cause' | 'wrong-members';

/** A judged diagnosis. */
export interface Judged {
  readonly judgement: Judgement;
  /** Whether it calls proven what is not so. */
  readonly isWrongProof: boolean;
  /** What is wrong, for people. */
  readonly problems: readonly string[];
}

/** Holds a diagnosis against what may be said. */
export function judge(diagnosis: Diagnosis, truth: Truth): Judged {
  const { code, confidence, undecided } = diagnosis;
  const isProof = confidence === 'proof';
  const left = code === 'undecided' && truth.isLossy !== true ? candidateProblems(diagnosis, truth) : [];
  if (left.length > 0) return judged('wrong-members', false, left);
  if (truth.codes.includes(code)) {
    if (code === 'undecided') return judged('open');
    const problems = [...conflictProblems(diagnosis, truth), ...candidateProblems(diagnosis, truth)];
    const unnamed = unnamedProblems(diagnosis, truth);
    // To name some, and to say that there may be more, is right where nobody could ask about all of them.
    const isOpen = !isProof && undecided !== null && problems.length === 0;
    if (unnamed.length > 0 && isOpen)
      return truth.isDecidable ? judged('undecided', false, unnamed) : judged('open');
    problems.push(...unnamed);
    return problems.length === 0 ? judged('right') : judged('wrong-members', isProof, problems);
  }
  const said = `says ${code} (${confidence}); right: ${[...truth.codes, ...truth.guesses].join(', ')}`;
  if (truth.guesses.includes(code)) {
    if (isProof) return judged('wrong-cause', true, [said]);
    const lacking = cookieProblems(diagnosis);
    return lacking.length === 0 ? judged('right') : judged('wrong-members', false, lacking);
  }
  const isNamed = undecided?.candidates.some((candidate) => truth.causes.includes(candidate)) === true;
  if (!isProof && (code === 'undecided' || isNamed)) {
    return truth.isDecidable ? judged('undecided', false, [said]) : judged('open');
  }
  return judged('wrong-cause', isProof, [said]);
}

function judged(judgement: Judgement, isWrongProof = false, problems: readonly string[] = []): Judged {
  return { judgement, isWrongProof, problems };
}

/** The sets of names that are asked about when conflicts are judged, for truths that must be asked for beforehand. */
export function setsOf(
  conflicts: readonly Conflict[],
  names: readonly string[],
): readonly (readonly string[])[] {
  const named = conflicts.flatMap(({ kind, members }) => (kind === 'headers' ? [members] : []));
  const rest = names.filter((name) => !named.flat().includes(name));
  const within = (list: readonly string[]) => [list, list.filter((name) => name !== 'authorization')];
  const parts = named.flatMap((members) => members.map((left) => members.filter((name) => name !== left)));
  return [...named, ...parts, ...within(rest), ...within(names)];
}

/** A verdict that leaves the cause open must name it among what it may be. */
function candidateProblems({ code, undecided }: Diagnosis, { causes }: Truth): string[] {
  if (code !== 'pre.all-refused' && code !== 'undecided') return [];
  const candidates = undecided?.candidates ?? [];
  return candidates.some((candidate) => causes.includes(candidate))
    ? []
    : [`may be ${candidates.join(', ')}; it is one of ${causes.join(', ')}`];
}

/** No page reads why cookies are refused: who names one cause must leave the other open. */
function cookieProblems({ code, undecided }: Diagnosis): string[] {
  if (!COOKIE_CODES.includes(code)) return [];
  return COOKIE_CODES.filter((each) => undecided?.candidates.includes(each) !== true).map(
    (each) => `does not leave ${each} open`,
  );
}

function conflictProblems({ code, conflicts, request }: Diagnosis, truth: Truth): string[] {
  if (truth.conflicts === null) return [];
  if (code === 'pre.method') return methodProblems(conflicts, request.method, truth.conflicts);
  if (code === 'pre.header' || code === 'pre.cross-rule')
    return headerProblems(conflicts, request.method, truth.conflicts);
  return [];
}

function methodProblems(
  conflicts: readonly Conflict[],
  method: string,
  { passing }: ConflictTruth,
): string[] {
  const [conflict] = conflicts;
  if (conflicts.length !== 1 || conflict?.kind !== 'method' || conflict.members.join() !== method)
    return [`the conflict is not ${method}: ${JSON.stringify(conflicts)}`];
  const strangers = conflict.passing?.filter((each) => !passing.includes(each)) ?? [];
  return strangers.length === 0 ? [] : [`${strangers.join(', ')} does not pass`];
}

/** Each conflict is refused, and no smaller part of it. */
function headerProblems(
  conflicts: readonly Conflict[],
  method: string,
  { accepts, names }: ConflictTruth,
): string[] {
  const named = namesIn(conflicts);
  if (named.length === 0) return ['no names are in conflict'];
  return named.flatMap((members) => {
    if (!members.some((name) => names.includes(name))) return [];
    const parts = members.map((left) => members.filter((name) => name !== left));
    return [
      ...(accepts(method, members) ? [`${members.join('+')} passes`] : []),
      ...parts.filter((part) => !accepts(method, part)).map((part) => `${part.join('+')} is refused already`),
    ];
  });
}

/** There is no conflict that is not named. */
function unnamedProblems({ code, conflicts, request }: Diagnosis, { conflicts: truth }: Truth): string[] {
  if (truth === null || !truth.isMonotone || (code !== 'pre.header' && code !== 'pre.cross-rule')) return [];
  const named = namesIn(conflicts).flat();
  const rest = truth.names.filter((name) => !named.includes(name));
  return truth.accepts(request.method, rest) ? [] : [`${rest.join('+')} is refused too`];
}

function namesIn(conflicts: readonly Conflict[]): (readonly string[])[] {
  return conflicts.filter(({ kind }) => kind === 'headers').map(({ members }) => members);
}
