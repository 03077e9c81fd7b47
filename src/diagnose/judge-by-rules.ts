import { type AskedRequest, isAllowedByRules } from '../cors/is-allowed-by-rules.js';
import { repairRequests } from '../cors/repair/repair-requests.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Conflict, Repair } from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { evaluateRules } from '../rules/evaluate-rules.js';
import type { Store } from '../stores/store.js';
import type { Ask, Cause } from './infer/cause.js';
import { classifyByRules, type RuleFinding } from './infer/classify-by-rules.js';
import { isBorneOut } from './infer/is-borne-out.js';
import { type FoundOpen, leftOpenByRules } from './infer/left-open-by-rules.js';
import type { Foretold } from './infer/question.js';
import { settleByRules } from './infer/settle-by-rules.js';
import { conflictsByRules, type Refusal, sharpenByRules } from './infer/sharpen-by-rules.js';

export { checkKnownRules } from './check-known-rules.js';

/** What known rules say of a request. Where they are not known, nothing that makes one is loaded. */
export interface RuleJudgement {
  readonly configuration: CorsConfiguration;
  readonly finding: RuleFinding;
  /** What to look for first. */
  readonly foretold: Foretold;
  /** The cause where probes found this one, asking more where that tells. */
  readonly settle: <C extends Cause>(cause: C, ask: Ask) => Promise<C>;
  /** What is to say where the probes found this. */
  readonly sharpen: (cause: Refusal, byProbes: DiagnosisCode) => DiagnosisCode;
  /** Which sets of names are refused, where the probes found these. */
  readonly conflictsWith: (cause: Extract<Cause, { kind: 'headers' }>) => readonly Conflict[];
  /**
   * The headers of the answer that the rules expose, or may expose where it is not known which of them answers, lower-case; `null`: none
   * answers. Computed when it is called.
   */
  readonly exposed: () => readonly string[] | null;
  /** What it may be instead of this code; `null`: what looks the same to the probes. */
  readonly leavesOpen: (...found: FoundOpen) => readonly DiagnosisCode[] | null;
  /** What mends them; computed when it is called. */
  readonly repairs: () => readonly Repair[];
}

/** Holds a request against the bucket's rules. Pure. @param given - With what stands beside them, repairs keep that. */
export function judgeByRules(
  given: CorsConfiguration | readonly CorsRule[],
  store: Store,
  asked: AskedRequest,
): RuleJudgement {
  const { rules, responseVary } = toCorsConfiguration(given);
  // A caller without types may give anything.
  const configuration = { rules, ...(typeof responseVary === 'boolean' ? { responseVary } : {}) };
  const finding = classifyByRules(rules, store, asked);
  // What the store has shown of it since.
  let isRefuted = false;
  const allows = (headers: readonly string[]) =>
    isAllowedByRules(rules, store, { ...asked, headers }) !== false;
  const whetherBorneOut: Foretold['isBorneOut'] = async (question, expected) => {
    const isSo = await isBorneOut(question, expected, allows);
    isRefuted ||= isSo === false;
    return isSo;
  };
  return {
    configuration,
    finding,
    foretold: { ...(finding.likeliest ?? finding), isBorneOut: whetherBorneOut },
    settle: (cause, ask) =>
      settleByRules(finding, cause, ask, { method: asked.method, names: asked.headers }),
    sharpen: (cause, byProbes) => sharpenByRules({ ...finding, isRefuted }, cause, byProbes),
    conflictsWith: (cause) => conflictsByRules({ ...finding, isRefuted }, cause),
    // What is not known of the store must not stand against what was seen.
    leavesOpen: (...found) =>
      finding.code === 'unknown' ? null : leftOpenByRules({ ...finding, isRefuted }, ...found),
    exposed: () => {
      const { decidingRule, doubts, trace } = evaluateRules(rules, store, { kind: 'actual', ...asked });
      // Of several that may answer, any may expose it.
      const answering = trace.filter(({ index, originMatches, methodMatches }) =>
        doubts.length === 0 ? index === decidingRule : originMatches !== false && methodMatches,
      );
      const names = answering.flatMap(({ index }) => rules[index]?.exposeHeaders ?? []);
      return answering.length === 0 ? null : names.map((name) => name.toLowerCase());
    },
    repairs: () => repairRequests(configuration, store, [{ ...asked, exposes: [] }]).repairs,
  };
}
