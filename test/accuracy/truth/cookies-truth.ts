import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import type { StoreName } from '../accuracy-case.js';
import { decidingRule, readingOf } from './accepts.js';
import { isAnsweredInFront } from './fault-truth.js';
import type { Situation, Truth } from './truth.js';

/** Which of the two it is, no page reads: each leaves the other open. */
export const COOKIE_CODES: readonly DiagnosisCode[] = ['pre.cred-missing', 'pre.cred-wildcard'];
/** What is said of a request that the browser lets through. */
const LET_THROUGH: readonly DiagnosisCode[] = ['ok.allowed', 'act.readable-error'];

/**
 * Which stores ever answer with `Access-Control-Allow-Credentials: true`. Ceph was measured never to. Of OSS and QingStor nobody
 * has written it down, and the local bucket does not.
 */
const ALLOWS_CREDENTIALS: Readonly<Record<StoreName, boolean>> = {
  s3: true,
  cos: true,
  oss: false,
  qingstor: false,
  ceph: false,
};

/** What may be said where cookies go along. What is refused without them is so with them, for the same cause. */
export function withCookiesTruth(situation: Situation, truth: Truth): Truth {
  if (!situation.of.request.withCookies || acceptsCookies(situation)) return truth;
  const isRefusal = (code: DiagnosisCode) => !LET_THROUGH.includes(code);
  if ([...truth.codes, ...truth.guesses].every(isRefusal)) return truth;
  return {
    ...truth,
    codes: truth.codes.filter(isRefusal),
    guesses: [...truth.guesses.filter(isRefusal), ...COOKIE_CODES],
    causes: [...truth.causes, ...COOKIE_CODES],
    isReadable: false,
  };
}

/** Whether what passes without cookies passes with them: each answer must agree to them, that to the preflight and the other. */
function acceptsCookies({ of, origin, asked }: Situation): boolean {
  const { method } = of.request;
  const ruleFor = (names: readonly string[]) =>
    decidingRule(of.rules, readingOf(of.store), origin, method, names);
  // What answers preflights in the store's place never allows credentials together with the page's origin.
  if (asked !== null && (isAnsweredInFront(of) || !agrees(of.store, ruleFor(asked)))) return false;
  return agrees(of.store, ruleFor([]));
}

/** A rule for every origin is answered by a star, and without leave for credentials, whatever origins it names besides. */
function agrees(store: StoreName, rule: CorsRule | undefined): boolean {
  return ALLOWS_CREDENTIALS[store] && rule !== undefined && !rule.allowedOrigins.includes('*');
}
