import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { MOST_PROBES } from '../report/count.js';
import type { Accepts } from './accepts.js';
import { leastQuestions } from './least-questions.js';
import type { Situation, Truth } from './truth.js';

export const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const READING = ['GET', 'HEAD'];
/** So many questions old rules may cost that lead nowhere. */
const MOST_IN_VAIN = 4;

/**
 * What may be said where only the rules decide.
 *
 * @param isMonotone - Whether what passes, passes with less. Default: it does.
 */
export function rulesTruth(situation: Situation, isMonotone = true): Truth {
  const { of, engine, accepts, asked } = situation;
  const { method } = of.request;
  const names = asked ?? [];
  // A reading request shows no upload: where errors about a made-up signature are hidden, it may be refused or hidden.
  const mayMask = READING.includes(method) && names.includes('authorization') && engine !== 'firefox';
  const passing = METHODS.filter((each) => accepts(each, []));
  if (accepts(method, names)) {
    // The real signature is answered like anybody's, where the page may send it and it is right.
    const isMasked = mayMask && of.hidesAuthErrors && (!of.usesCredentials || of.hasWrongSecret);
    return {
      codes: ['ok.allowed', ...(isMasked ? (['undecided'] as const) : [])],
      guesses: [],
      causes: ['act.error-without-cors', 'pre.header'],
      isDecidable: !isMasked,
      conflicts: null,
      isReadable: true,
    };
  }
  // That they are not hidden, another method may show.
  const isMasked =
    mayMask && (of.hidesAuthErrors || !['PUT', method].some((each) => accepts(each, ['authorization'])));
  const seen = isMasked ? names.filter((name) => name !== 'authorization') : names;
  // Of what no page can see, rules that are old may say anything.
  const conflicts = isMasked && of.oldRules !== null ? null : { accepts, names: seen, isMonotone, passing };
  const refused = { conflicts, isReadable: false };
  const knowsRules = of.knowsRules || of.usesCredentials;
  if (passing.length === 0) return { ...allRefused(situation, knowsRules), ...refused };
  const canBeShown = of.knowsRules || isAnyPreflightAccepted(accepts, method, names);
  if (!accepts(method, [])) return { ...methodRefused(situation, canBeShown), ...refused };
  const isHidden = isMasked && accepts(method, seen);
  // On Ceph no name is refused only with others, so that what it answers to each alone, asked for beforehand, tells all.
  const byName: Accepts = (asked, list) => list.every((name) => accepts(asked, [name]));
  const answers = of.store === 'ceph' ? byName : accepts;
  // Whether errors are hidden, and all names but `authorization`, are asked about besides.
  const inVain = of.oldRules === null ? 0 : MOST_IN_VAIN;
  const least = leastQuestions(answers, method, seen) + (isMasked ? 2 : 0) + inVain;
  const isAskable = of.knowsRules || least <= MOST_PROBES;
  return {
    codes: [...new Set([...headerCodes(situation, names), ...headerCodes(situation, seen)])],
    guesses: isHidden ? ['act.error-without-cors'] : [],
    causes: [...(isHidden ? (['act.error-without-cors'] as const) : []), 'pre.header'],
    isDecidable: !isHidden && canBeShown && isAskable,
    ...refused,
  };
}

type Verdict = Pick<Truth, 'codes' | 'guesses' | 'causes' | 'isDecidable'>;

/** Why all is refused no page can tell, but that it is. */
function allRefused({ of }: Situation, knowsRules: boolean): Verdict {
  const cause: DiagnosisCode = of.rules.length === 0 ? 'pre.no-config' : 'pre.origin';
  // QingStor's pages leave open how it picks a rule, and then rules that are known decide nothing.
  const mayBeOpen = !of.knowsRules || of.store === 'qingstor';
  return {
    codes: [...(mayBeOpen ? (['pre.all-refused'] as const) : []), ...(knowsRules ? [cause] : [])],
    guesses: [cause],
    causes: [cause],
    isDecidable: true,
  };
}

function methodRefused(situation: Situation, isDecidable: boolean): Verdict {
  return {
    codes: ['pre.method', ...shadowed(situation)],
    // The method may stand in a rule for another origin.
    guesses: ['pre.cross-rule'],
    causes: ['pre.method'],
    isDecidable,
  };
}

/**
 * Whether some preflight passes that a page may come upon: for a method alone, or for reading with one name. A plain GET
 * passes without one, also where a gateway refuses them all.
 */
function isAnyPreflightAccepted(accepts: Accepts, method: string, names: readonly string[]): boolean {
  if (METHODS.some((each) => !READING.includes(each) && accepts(each, []))) return true;
  // Where the request itself is one of reading, its names are known to be refused.
  const reader = READING.find((each) => each !== method && accepts(each, []));
  const name = names.find((each) => each !== 'authorization') ?? 'content-type';
  return reader !== undefined && accepts(reader, [name]);
}

function headerCodes(situation: Situation, names: readonly string[]): DiagnosisCode[] {
  const { of, accepts } = situation;
  const isAlone = names.some((name) => !accepts(of.request.method, [name]));
  return [isAlone ? 'pre.header' : 'pre.cross-rule', ...shadowed(situation)];
}

/** On a store that asks only the first rule for an origin, one behind it may allow all: who knows the rules sees it. */
function shadowed({ of }: Situation): DiagnosisCode[] {
  const knowsRules = of.knowsRules || of.usesCredentials;
  return of.store === 'ceph' && knowsRules ? ['pre.shadowed'] : [];
}

/** Accepts what a preflight asks for, and what needs none. */
export function acceptsBy(preflight: Accepts, simple: Accepts): Accepts {
  return (method, names) =>
    names.length === 0 && READING.includes(method) ? simple(method, names) : preflight(method, names);
}
