import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { EngineName } from '../../support/engines/engine.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { Accepts } from './accepts.js';
import { withCookiesTruth } from './cookies-truth.js';
import { authQueryTruth, faultTruth, isAnsweredInFront } from './fault-truth.js';
import { rulesTruth } from './rules-truth.js';

/** What may be said of a case. */
export interface Truth {
  /** Right, however sure the diagnosis is of it. */
  readonly codes: readonly DiagnosisCode[];
  /** Right as a guess: a page cannot be sure of it here, so that `proof` is wrong. */
  readonly guesses: readonly DiagnosisCode[];
  /** What `undecided.candidates` may name instead, one of them being enough. */
  readonly causes: readonly DiagnosisCode[];
  /** Whether a page can tell: then no verdict is a failing. */
  readonly isDecidable: boolean;
  /** What the conflicts of a verdict are held against. `null`: they are not looked at. */
  readonly conflicts: ConflictTruth | null;
  /** Whether the browser lets the request through, in the end. */
  readonly isReadable: boolean;
  /** Whether answers get lost, so that what is left open may leave the cause out. Default false. */
  readonly isLossy?: boolean;
}

/** By what the conflicts that a diagnosis names are judged. */
export interface ConflictTruth {
  readonly accepts: Accepts;
  /** What the browser asks for, but for names of which no page can see whether they are refused. */
  readonly names: readonly string[];
  /** Whether what passes, passes with less: only then are all conflicts asked for. */
  readonly isMonotone: boolean;
  /** The methods that pass without a header, as far as a page sees it. */
  readonly passing: readonly string[];
}

/** What is known of a case when it has been played. */
export interface Situation {
  readonly of: AccuracyCase;
  readonly engine: EngineName;
  /** The page's. */
  readonly origin: string;
  /** What the rules allow the page. */
  readonly accepts: Accepts;
  /** What the browser asked for when the page sent its request. `null`: it did not ask. */
  readonly asked: readonly string[] | null;
}

/**
 * Whether no rule lets the request through: Ceph checks the signature of a temporary key's URL already on the preflight, where the
 * headers that were signed are missing.
 *
 * @param asked - What the browser asks for.
 */
export function isRefusedBySignature(
  { store, request }: AccuracyCase,
  asked: readonly string[] | null,
): boolean {
  return store === 'ceph' && request.signing === 'url' && asked !== null && asked.length > 0;
}

/** What may be said of a case: by how it was made, and by the reference evaluator. */
export function truthOf(situation: Situation): Truth {
  const truth = withCookiesTruth(situation, truthWithoutCookies(situation));
  return situation.of.isFlaky ? { ...truth, isLossy: true } : truth;
}

function truthWithoutCookies(situation: Situation): Truth {
  const truth = truthBesidesOldRules(situation);
  const { oldRules, fault } = situation.of;
  // What may be said of faults, no rules change.
  if (oldRules === null || fault !== null || truth.isReadable) return truth;
  // That the rules it is given are not what refuses it, is right, and so is to say that they may not be. What they say of how the
  // store comes to its answer, no page can see.
  const isAllRefused = truth.codes.includes('pre.all-refused');
  return {
    ...truth,
    codes: [...truth.codes, 'pre.not-by-rules'],
    guesses: [
      ...truth.guesses,
      ...(situation.of.store === 'ceph' ? (['pre.shadowed'] as const) : []),
      ...(isAllRefused ? (['pre.no-config', 'pre.origin'] as const) : []),
    ],
    causes: [...truth.causes, 'pre.not-by-rules'],
  };
}

function truthBesidesOldRules(situation: Situation): Truth {
  const truth = truthBesidesSignature(situation);
  const { of, asked } = situation;
  if (!isRefusedBySignature(of, asked) || isAnsweredInFront(of)) return truth;
  // Behind a preflight that is refused, what is wrong with the answer never shows.
  const isHiddenFault = of.fault?.code.startsWith('act.') === true && of.usesCredentials;
  if (!truth.isReadable)
    return isHiddenFault ? { ...truth, codes: [...truth.codes, 'pre.auth-query'] } : truth;
  const { codes, guesses, causes, isReadable } = authQueryTruth(situation);
  const isWhim = of.whim !== null;
  return {
    ...truth,
    codes: isWhim ? [...truth.codes, ...codes] : codes,
    guesses: isWhim ? [...truth.guesses, ...guesses] : guesses,
    causes: [...truth.causes, ...causes],
    isReadable,
  };
}

function truthBesidesSignature(situation: Situation): Truth {
  const { of, accepts, asked } = situation;
  if (of.whim !== null) return whimTruth(situation);
  if (of.fault !== null) return faultTruth(situation);
  const truth = rulesTruth(situation);
  // Without a signature the answer is a refusal, which some stores give without CORS headers.
  if (!accepts(of.request.method, asked ?? [])) return truth;
  return of.hasWrongSecret ? wrongSecretTruth(situation, truth) : truth;
}

function wrongSecretTruth({ of, engine, asked }: Situation, allowed: Truth): Truth {
  if (of.request.signing === 'none') return allowed;
  const isReadable = !of.hidesAuthErrors;
  if (!of.usesCredentials) return { ...allowed, isReadable };
  if (isReadable) return { ...allowed, codes: ['act.readable-error'], isReadable };
  const isSeen = engine === 'firefox' || !['GET', 'HEAD'].includes(of.request.method);
  // Ceph looks at the signature of a temporary key's URL already on the preflight (test/node/local-bucket/ceph/signatures.test.ts).
  const isRefused = of.store === 'ceph' && of.request.signing === 'url' && asked !== null;
  return {
    ...allowed,
    codes: isRefused ? ['pre.auth-query'] : [],
    guesses: ['act.error-without-cors', 'pre.auth-query'],
    causes: [isRefused ? 'pre.auth-query' : 'act.error-without-cors'],
    isDecidable: isSeen,
    isReadable,
  };
}

/** What a gateway refuses by its whim is as good as a rule where no answer contradicts another. */
function whimTruth(situation: Situation): Truth {
  const truth = rulesTruth(situation, false);
  return {
    ...truth,
    codes: [...truth.codes, 'pre.not-by-rules', 'undecided'],
    // Of names that it refuses alone and lets pass with others, those that were seen to be refused may be named.
    guesses: [
      ...truth.guesses,
      'pre.waf',
      ...(truth.isReadable ? [] : (['pre.header', 'pre.cross-rule'] as const)),
    ],
    causes: [...truth.causes, 'pre.not-by-rules', 'pre.waf'],
    isDecidable: false,
  };
}
