import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import { concludeRefusal } from '../conclude.js';
import type { Cause } from '../infer/cause.js';
import { judgeByRules } from '../judge-by-rules.js';

/** What the raw preflights showed beside the first one. */
export interface RawFindings {
  /** The diagnosis of the exact preflight alone. */
  readonly exact: Diagnosis;
  readonly cause: Cause;
  readonly store: Store;
  readonly rules: readonly CorsRule[] | null;
  readonly evidence: readonly Evidence[];
  /** Origins like the page's that pass. */
  readonly passingOrigins: readonly string[];
  /** Whether the same preflight passes without the signature in the URL; `null`: there is none, or it was not asked. */
  readonly passesUnsigned: boolean | null;
}

/** Codes that one answer proves: other preflights cannot say better. */
const SETTLED =
  /^(env|net|ok|act)\.|^pre\.(no-config|bucket|auth|status|redirect|no-acao|acao-|cred-|acam-|acah-|method-case|waf|timeout|reset)/;

/** Puts together what the answers say and what passes beside. Pure. */
export function concludeProbes(findings: RawFindings): Diagnosis {
  const { exact, cause, store, rules, evidence, passingOrigins, passesUnsigned } = findings;
  const kept = { ...exact, evidence };
  if (cause.kind === 'passes') return kept;
  if (passesUnsigned === true) {
    return {
      ...kept,
      code: 'pre.auth-query',
      confidence: 'proof',
      conflicts: [],
      repairs: [],
      undecided: null,
    };
  }
  if (SETTLED.test(exact.code) || cause.kind === 'unknown') return kept;
  const { request: sent } = exact;
  const asked = { origin: sent.origin, method: sent.method, headers: sent.unsafeHeaders };
  const byProbes = concludeRefusal({
    sent,
    store,
    cause,
    byRules: rules === null ? null : judgeByRules(rules, store, asked),
    evidence,
    refusalIsProof: true,
    rulesAreLive: false,
  });
  const [allowedOrigin = ''] = passingOrigins;
  const raw = exact.raw === null ? null : { ...exact.raw, allowedOrigin };
  const shared = { ...byProbes, notes: exact.notes, raw };
  if (cause.kind === 'all-refused' && byProbes.code === 'pre.all-refused') {
    // That another origin passes shows that there are rules, and that they are live.
    if (allowedOrigin === '') return shared;
    return {
      ...shared,
      code: 'pre.origin',
      confidence: 'proof',
      conflicts: [{ kind: 'origin', members: [sent.origin] }],
      undecided: null,
    };
  }
  // Each answer was seen: the part that is refused is certain, by whatever method.
  const isExact =
    byProbes.code === 'pre.method' || byProbes.code === 'pre.header' || byProbes.code === 'pre.cross-rule';
  return isExact
    ? { ...shared, confidence: cause.kind === 'headers' && !cause.isCertain ? 'strong' : 'proof' }
    : shared;
}
