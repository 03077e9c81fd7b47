import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RefusalSituation } from '../../rules/rule-semantics.js';
import type { Store } from '../../stores/store.js';
import { concludeRefusal } from '../conclude.js';
import { preflightCommand } from '../decide-command.js';
import type { Cause } from '../infer/cause.js';
import { judgeByRules } from '../judge-by-rules.js';
import { mayBeShadowed } from '../may-be-shadowed.js';
import { presigned } from '../stages/presigned.js';

/** What the raw preflights showed beside the first one. */
export interface RawFindings {
  /** The diagnosis of the exact preflight alone. */
  readonly exact: Diagnosis;
  /** What its answer says in words. They are looked at, and not kept. Empty: nothing. */
  readonly serviceMessage: string;
  readonly cause: Cause;
  readonly store: Store;
  readonly rules: CorsConfiguration | readonly CorsRule[] | null;
  readonly evidence: readonly Evidence[];
  /** Origins like the page's that pass. */
  readonly passingOrigins: readonly string[];
  /** Whether the same preflight passes without the signature in the URL; `null`: there is none, or it was not asked. */
  readonly passesUnsigned: boolean | null;
  /** The address or region that a request without a preflight is sent on to. Empty: it is not. */
  readonly movedTo: string;
  /** Whether a preflight that passes has the marks of a store. */
  readonly passingIsStore: boolean;
}

/** Codes that one answer proves: other preflights cannot say better. */
const SETTLED =
  /^(env|net|ok|act)\.|^pre\.(no-config|bucket|auth|status|redirect|acao-|cred-|acam-|acah-|method-case|timeout|reset)/;
/** What an answer looks like that is none of a known store; so may the refusals of a store that nobody knows. */
const LOOKS_FOREIGN: readonly DiagnosisCode[] = ['pre.no-acao', 'pre.waf'];
/** What the probes find by themselves, whatever the rules are. */
const EXACT: readonly DiagnosisCode[] = ['pre.method', 'pre.header', 'pre.cross-rule'];

/** What is refused by an answer that lists what it allows. */
const LISTED: readonly string[] = ['method-not-allowed', 'header-not-allowed'];

/** Puts together what the answers say and what passes beside. Pure. */
export function concludeProbes(findings: RawFindings): Diagnosis {
  const { exact, cause, store, rules, evidence, passingOrigins, passesUnsigned, movedTo } = findings;
  const kept = { ...exact, evidence };
  const isByStore = exact.raw?.answeredBy === 'store';
  if (cause.kind === 'passes' || cause.kind === 'policy' || cause.kind === 'unreachable') return kept;
  if (passesUnsigned === true) {
    const found = { ...kept, code: 'pre.auth-query', conflicts: [], repairs: [] } as const;
    if (isByStore) return { ...found, confidence: 'proof', undecided: null };
    // Who stands in front may mind the address itself, which is long.
    const command = preflightCommand(presigned(exact.request));
    return { ...found, confidence: 'strong', undecided: { candidates: ['pre.waf'], command } };
  }
  if (SETTLED.test(exact.code) || cause.kind === 'unknown') return kept;
  const { request: sent } = exact;
  const command = preflightCommand(sent);
  const asked = { origin: sent.origin, method: sent.method, headers: sent.unsafeHeaders };
  const [allowedOrigin = ''] = passingOrigins;
  const isForeign = LOOKS_FOREIGN.includes(exact.code);
  // Where what passes has the marks of a store and what is refused has not, somebody else refuses.
  const isByOther = findings.passingIsStore && !isByStore;
  if (isForeign && (isByOther || (cause.kind === 'all-refused' && allowedOrigin === ''))) return kept;
  const conclude = (given: RawFindings['rules']) =>
    concludeRefusal({
      sent,
      store,
      cause,
      byRules: given === null ? null : judgeByRules(given, store, asked),
      evidence,
      refusalIsProof: true,
      rulesAreLive: false,
    });
  const found = conclude(rules);
  const raw = exact.raw === null ? null : { ...exact.raw, allowedOrigin };
  const seen = { ...(exact.store === undefined ? {} : { store: exact.store }), notes: exact.notes, raw };
  const shared = { ...found, ...seen };
  // A gateway that answers by itself lists what it allows: no rule of the bucket is asked, and none mends it.
  if (exact.code === 'pre.waf' && LISTED.includes(exact.raw?.refusal ?? '')) {
    const others = exact.undecided?.candidates ?? [];
    const undecided = { candidates: [...new Set([...others, found.code])], command };
    return { ...kept, raw, conflicts: found.conflicts, undecided };
  }
  if (cause.kind === 'all-refused') {
    if (allowedOrigin !== '' || (movedTo === '' && saysThatRulesRefuse(findings))) {
      // Another origin passes, or the store says so: there are rules, and they are live; whatever rules were given.
      const known = found.code === 'pre.origin' ? shared : { ...conclude(null), ...seen };
      const conflicts = [{ kind: 'origin' as const, members: [sent.origin] }];
      if (!isForeign)
        return { ...known, code: 'pre.origin', confidence: 'proof', conflicts, undecided: null };
      const undecided = { candidates: [exact.code], command };
      return { ...known, code: 'pre.origin', confidence: 'strong', conflicts, undecided };
    }
    if (movedTo === '') return withoutWhatIsSaid(shared, findings);
    const elsewhere = raw === null ? null : { ...raw, elsewhere: movedTo };
    const undecided = { candidates: [found.code], command };
    return { ...shared, code: 'pre.bucket', confidence: 'strong', repairs: [], raw: elsewhere, undecided };
  }
  const open: DiagnosisCode[] = isForeign ? [exact.code] : [];
  // The list is without the mark of a store, or with that of somebody on the way.
  if (LISTED.includes(exact.raw?.refusal ?? '')) open.push(...(exact.undecided?.candidates ?? []));
  // Which of the rules a store takes is not seen: given rules tell it, and may not be those that answer.
  if (found.code === 'pre.shadowed') open.push(conclude(null).code);
  else if (EXACT.includes(found.code) && mayBeShadowed(found.code, store)) open.push('pre.shadowed');
  // Of the other names not each was seen to pass.
  if (cause.kind === 'headers' && !cause.isCertain && !open.includes('pre.waf')) open.push('pre.waf');
  if (open.length > 0) return { ...shared, confidence: 'strong', undecided: { candidates: open, command } };
  // Each answer was seen: the part that is refused is certain, by whatever method.
  return EXACT.includes(found.code)
    ? { ...shared, undecided: null, confidence: 'proof' }
    : withoutWhatIsSaid(shared, findings);
}

/** What a store says of each refusal by its rules, and of a bucket that has none. */
const BY_CORS = /^CORSResponse:/;
/** What it cannot be where the store itself says that it is CORS. */
const NOT_BY_CORS: readonly DiagnosisCode[] = ['pre.bucket', 'net.captive'];

/** Whether the answer is in the words that this store has for a bucket with rules alone. */
function saysThatRulesRefuse({ exact, serviceMessage, store }: RawFindings): boolean {
  const { origin, method, unsafeHeaders: headers } = exact.request;
  const words = (situation: RefusalSituation) =>
    store.ruleSemantics.refusal({ kind: 'preflight', origin, method, headers }, situation);
  const [refused, empty] = [words('no-match'), words('no-rules')];
  const isKnown = [refused, empty].every(({ unknown = [] }) => !unknown.includes('body'));
  const isOther = refused.message !== empty.message;
  return isKnown && isOther && BY_CORS.test(refused.message) && serviceMessage === refused.message;
}

/** All that is left open, but for what is behind a refusal that was seen, and what the answer's own words exclude. */
function withoutWhatIsSaid(found: Diagnosis, { serviceMessage }: RawFindings): Diagnosis {
  const { code, undecided, request } = found;
  if (undecided === null) return found;
  // Rules that are given may not be those that answer.
  const others: readonly DiagnosisCode[] = code === 'pre.all-refused' ? ['pre.not-by-rules'] : [];
  const excluded = BY_CORS.test(serviceMessage) ? [...NOT_BY_CORS, ...others] : [];
  const isBehind = (each: DiagnosisCode) => request.needsPreflight && each.startsWith('act.');
  const candidates = undecided.candidates.filter((each) => !isBehind(each) && !excluded.includes(each));
  // That no rules refuse it does not say who does: the command shows the answer.
  const isClosed = candidates.length === 0 && code !== 'pre.not-by-rules';
  return { ...found, undecided: isClosed ? null : { ...undecided, candidates } };
}
