import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { AccuracyCase } from '../accuracy-case.js';
import { acceptsBy, METHODS, rulesTruth } from './rules-truth.js';
import type { Situation, Truth } from './truth.js';

/** All that goes wrong with an answer behind a preflight that passed: which of it, a page can only guess. */
const UNREADABLE: readonly DiagnosisCode[] = [
  'act.error-without-cors',
  'act.no-acao',
  'act.acao-mismatch',
  'act.acao-multiple',
  'act.redirect',
  'cache.cdn-poison',
  'cache.http-poison',
];
const READING = ['GET', 'HEAD'];
/** Faults that meet these methods alone. */
const METHODS_OF: Readonly<Record<string, readonly string[]>> = {
  'act.no-acao': READING,
  'cache.cdn-strips': ['GET'],
};

const ALLOWED: Truth = {
  codes: ['ok.allowed'],
  guesses: [],
  causes: [],
  isDecidable: true,
  conflicts: null,
  isReadable: true,
};
const OPEN: Truth = { ...ALLOWED, codes: ['undecided'], isDecidable: false, isReadable: false };

/** Whether a fault answers the preflight in the store's place, so that nobody looks at rules or at a signature. */
export function isAnsweredInFront({ fault }: AccuracyCase): boolean {
  const code = fault?.code ?? '';
  return (code.startsWith('pre.') && code !== 'pre.auth-query') || code === 'cache.max-age';
}

/** What may be said of a case with a fault. The rules allow the request. */
export function faultTruth(situation: Situation): Truth {
  const { of, asked } = situation;
  const code = of.fault?.code ?? '';
  switch (code) {
    case 'pre.authz-star':
    case 'pre.cred-wildcard':
    case 'pre.cred-missing':
    case 'cache.max-age':
    case 'act.expose':
    case 'env.coep':
      return allowedTruth(situation);
    // Readable it is, and what is wrong besides is not about CORS.
    case 'act.readable-error':
      return { ...ALLOWED, codes: ['ok.allowed', 'act.readable-error'] };
    // The bodies of the tests are too small to be broken off.
    case 'net.reset-upload':
      return allowedTruth(situation);
    case 'pre.auth-query':
      return authQueryTruth(situation);
    // Firefox keeps pictures apart, and WebKitGTK keeps nothing where a driver steers it.
    case 'cache.http-poison':
      return situation.engine === 'chromium' ? poisonedTruth(code) : ALLOWED;
    case 'cache.cdn-poison':
      return poisonedTruth(code);
    case 'pre.acah-prefix':
      return byPreflight(situation, 'pre.acah-prefix', (_, names) => names.length === 0);
    case 'pre.method-case':
      return byPreflight(situation, 'pre.method-case', (method) => !['PUT', 'DELETE'].includes(method));
    case 'net.unreachable':
      return { ...OPEN, codes: ['net.unreachable'], isDecidable: true };
    case 'net.captive':
      return {
        ...OPEN,
        guesses: ['net.unreachable', 'net.captive', 'pre.all-refused'],
        causes: ['net.captive'],
      };
    case 'act.timeout':
      return {
        ...OPEN,
        guesses: [...UNREADABLE, 'net.unreachable', 'net.captive'],
        causes: ['net.unreachable', ...UNREADABLE],
      };
    case 'pre.bucket':
      return refusedTruth('pre.bucket');
    default:
      if (code.startsWith('pre.')) return asked === null ? ALLOWED : refusedTruth(code as DiagnosisCode);
      return hiddenTruth(situation, code);
  }
}

/** The rules allow it, and the fault is about something else. Behind a made-up signature a page may not see that. */
function allowedTruth(situation: Situation): Truth {
  return { ...rulesTruth(situation), conflicts: null };
}

/** A cache gives what was read without an origin. Which one it is, no page can be sure of. */
function poisonedTruth(code: DiagnosisCode): Truth {
  return { ...OPEN, codes: [], guesses: [code], causes: [code], isDecidable: true };
}

/** No preflight passes, for a reason that no page can see. */
function refusedTruth(code: DiagnosisCode): Truth {
  return {
    ...OPEN,
    codes: ['undecided', 'pre.all-refused', 'pre.not-by-rules'],
    guesses: [...new Set([code, 'pre.waf'] as const)],
    // A bucket that is not there is named by itself; for all else that no rule does stands one code.
    causes: code === 'pre.bucket' ? [code] : [code, 'pre.not-by-rules'],
  };
}

/** The preflight passes, and the answer cannot be read. */
function hiddenTruth(situation: Situation, code: string): Truth {
  const { of, engine, asked } = situation;
  const methods = of.fault?.methods;
  const touched = typeof methods === 'string' ? methods.split(',') : METHODS_OF[code];
  if (touched?.includes(of.request.method) === false) return allowedTruth(situation);
  const isReading = READING.includes(of.request.method);
  // Where a body goes out, or Firefox measures it, a page sees that the preflight passed.
  const showsStage = asked !== null && (!isReading || engine === 'firefox');
  return {
    ...OPEN,
    codes: showsStage ? [] : ['undecided'],
    guesses: showsStage ? UNREADABLE : [...UNREADABLE, 'pre.all-refused', 'pre.not-by-rules'],
    causes: UNREADABLE,
    // A browser that is sent on at once shows no upload.
    isDecidable: showsStage && code !== 'act.redirect',
  };
}

/**
 * The answer allows some of what was asked, by its headers and not by the rules. A page that has proven which method or which names are
 * refused is right: that it is not by the rules, no page can see, nor does it say so (`Confidence`).
 */
function byPreflight(
  situation: Situation,
  code: DiagnosisCode,
  preflight: (method: string, names: readonly string[]) => boolean,
): Truth {
  const accepts = acceptsBy(preflight, situation.accepts);
  const { of, asked } = situation;
  const truth = rulesTruth({ ...situation, accepts });
  if (of.request.method !== '' && asked === null) return ALLOWED;
  const conflicts = truth.conflicts && { ...truth.conflicts, passing: METHODS };
  return {
    ...truth,
    conflicts,
    codes: [...truth.codes, ...(truth.isReadable ? [] : (['pre.not-by-rules'] as const))],
    guesses: [...truth.guesses, code],
    causes: [...truth.causes, code, 'pre.not-by-rules'],
  };
}

/** A store that looks at a presigned URL already on the preflight: only who may send the signature sees it. */
export function authQueryTruth({ of, asked }: Situation): Truth {
  if (asked === null) return ALLOWED;
  const { usesCredentials } = of;
  return {
    ...ALLOWED,
    codes: usesCredentials ? ['pre.auth-query'] : [],
    guesses: usesCredentials ? [] : ['ok.allowed', 'pre.auth-query'],
    causes: ['pre.auth-query'],
    isReadable: false,
  };
}
