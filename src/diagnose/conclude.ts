import type { AskedRequest } from '../cors/is-allowed-by-rules.js';
import { newRuleRepair } from '../cors/repair/new-rule-repair.js';
import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type {
  Confidence,
  Conflict,
  Diagnosis,
  Evidence,
  Repair,
  SentRequest,
  Undecided,
} from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';
import type { Store } from '../stores/store.js';
import { preflightCommand } from './decide-command.js';
import type { Refusal } from './infer/sharpen-by-rules.js';
import type { RuleJudgement } from './judge-by-rules.js';
import { looksSentOn, OF_ALL, OF_ANSWERS, ofAnswers } from './looks-alike.js';
import { mayBeShadowed } from './may-be-shadowed.js';
import { showsUploads } from './shows-uploads.js';

/** All that is known when the probes are done. */
export interface Findings {
  readonly sent: SentRequest;
  readonly store: Store;
  readonly cause: Refusal;
  /** What the bucket's rules say; `null`: they are not known. */
  readonly byRules: RuleJudgement | null;
  readonly evidence: readonly Evidence[];
  readonly refusalIsProof: boolean;
  /** Whether the rules were read from this bucket just now; given ones may be old, or another bucket's. */
  readonly rulesAreLive: boolean;
}

/** A diagnosis in which nothing is known yet but the request. */
export function blankDiagnosis(
  sent: SentRequest,
  evidence: readonly Evidence[],
  found: Pick<Diagnosis, 'code' | 'stage' | 'confidence'> & Partial<Diagnosis>,
): Diagnosis {
  return {
    request: sent,
    evidence,
    conflicts: [],
    rules: null,
    ruleVerdicts: [],
    repairs: [],
    readableError: null,
    signatureChecked: false,
    hidesSignatureErrors: false,
    undecided: null,
    notes: [],
    raw: null,
    ...found,
  };
}

/** Puts together what the probes and the rules say of a preflight that is refused or could not be seen. Pure. */
export function concludeRefusal(findings: Findings): Diagnosis {
  const { sent, store, cause, evidence } = findings;
  const judgement = findings.byRules;
  const byRules = judgement?.finding ?? null;
  const asked: AskedRequest = { origin: sent.origin, method: sent.method, headers: sent.unsafeHeaders };
  const found = judgement === null ? codeByProbes(cause) : judgement.sharpen(cause, codeByProbes(cause));
  const isRefused = found.startsWith('pre.') && found !== 'pre.not-by-rules';
  // No rule should name the origin that any page can have. Where something passes from it, that is not why this does not.
  const isOfOrigin = isRefused && sent.origin === 'null' && cause.kind === 'all-refused';
  const code = isOfOrigin ? 'env.origin-null' : found;
  return blankDiagnosis(sent, evidence, {
    code,
    stage: code.startsWith('act.') ? 'response' : stageOf(code, sent),
    confidence: confidenceIn(code, findings),
    conflicts: conflictsOf(cause, isRefused ? judgement : null, sent),
    ...rulesLookedAt(judgement),
    ruleVerdicts: byRules?.verdicts ?? [],
    repairs: isRefused && sent.origin !== 'null' ? repairsFor(judgement, store, asked) : [],
    undecided: undecidedIn(code, findings),
  });
}

/** The configuration that was looked at, as a diagnosis tells it. */
export function rulesLookedAt(byRules: RuleJudgement | null): Pick<Diagnosis, 'rules' | 'responseVary'> {
  return byRules?.configuration ?? { rules: null };
}

/** What mends a refusal by rules. A rule to add, where they are not known. */
export function repairsFor(
  byRules: RuleJudgement | null,
  store: Store,
  asked: AskedRequest,
): readonly Repair[] {
  if (byRules !== null) return byRules.repairs();
  // A name with a star would be granted as a pattern.
  return asked.headers.some((name) => name.includes('*')) ? [] : [newRuleRepair(store, asked)];
}

function codeByProbes(cause: Findings['cause']): DiagnosisCode {
  switch (cause.kind) {
    case 'all-refused':
      return 'pre.all-refused';
    case 'method':
      return 'pre.method';
    case 'headers':
      if (cause.conflicts.some(([, more]) => more === undefined)) return 'pre.header';
      // A name that is refused by itself may be among those that were not asked about.
      return cause.isIncomplete === true ? 'undecided' : 'pre.cross-rule';
    case 'unknown':
      return cause.why === 'redirect' ? 'act.redirect' : 'undecided';
  }
}

function confidenceIn(code: DiagnosisCode, findings: Findings): Confidence {
  const { cause, sent, refusalIsProof, rulesAreLive } = findings;
  if (code === 'undecided') return 'weak';
  if (cause.kind === 'unknown' || !code.startsWith('pre.') || code === 'pre.not-by-rules') return 'strong';
  // What else is refused was not asked to the end.
  if (cause.kind === 'headers' && !cause.isCertain) return 'strong';
  if (lookalikes(code, findings).length > 0) return 'strong';
  // What is not known of the store leaves open what its rules mean.
  if (rulesAreLive && findings.byRules?.finding.code !== 'unknown') return 'proof';
  // That everything is refused has many causes, and rules that were given cannot exclude the others.
  if (cause.kind === 'all-refused') return 'strong';
  // Reading requests have no upload events: that the answer alone was refused cannot be excluded.
  return refusalIsProof && showsUploads(sent) ? 'proof' : 'strong';
}

function conflictsOf(
  cause: Findings['cause'],
  byRules: RuleJudgement | null,
  sent: SentRequest,
): readonly Conflict[] {
  switch (cause.kind) {
    case 'headers':
      return byRules === null
        ? cause.conflicts.map((members) => ({ kind: 'headers', members }))
        : byRules.conflictsWith(cause);
    case 'method':
      return [{ kind: 'method', members: [sent.method], passing: cause.passing }];
    default:
      return byRules?.finding.conflicts ?? [];
  }
}

function stageOf(code: DiagnosisCode, sent: SentRequest): Diagnosis['stage'] {
  if (code.startsWith('env.')) return 'local';
  return sent.needsPreflight ? 'preflight' : 'response';
}

function undecidedIn(code: DiagnosisCode, findings: Findings): Undecided | null {
  const { sent } = findings;
  const command = preflightCommand(sent);
  if (code === 'pre.all-refused' || code === 'env.origin-null')
    return { candidates: [...OF_ALL, ...ofAnswers(sent)], command };
  if (code === 'undecided') return { candidates: candidatesOf(findings), command };
  const candidates = lookalikes(code, findings);
  return candidates.length === 0 && code !== 'pre.not-by-rules' ? null : { candidates, command };
}

/** What would look the same to the probes, and no rules exclude. */
function lookalikes(code: DiagnosisCode, findings: Findings): readonly DiagnosisCode[] {
  const { cause, sent, store, byRules, evidence } = findings;
  const open = byRules?.leavesOpen(code, findings, codeByProbes(cause), candidatesOf(findings));
  if (open) return open;
  if (cause.kind === 'headers' && cause.isIncomplete === true) return OF_HEADERS;
  if (cause.kind !== 'method' && cause.kind !== 'headers') return [];
  const isReading = !METHODS_WITH_BODY.includes(sent.method);
  // Where no answer at all can be read, each may be sent on.
  const ways = evidence.flatMap(({ passed, via }) => (passed === true ? [via] : []));
  const isAllHidden = ways.includes('upload') && !ways.includes('readable');
  return [
    ...(isAllHidden || looksSentOn(cause) ? (['act.redirect'] as const) : []),
    ...(cause.kind === 'headers' && !cause.isCertain ? (['pre.waf'] as const) : []),
    ...(cause.kind === 'headers' && cause.isInferred === true ? (['pre.not-by-rules'] as const) : []),
    ...(mayBeShadowed(code, store) ? (['pre.shadowed'] as const) : []),
    // Answers to reading requests alone may lack their CORS headers.
    ...(isReading ? ([cause.kind === 'method' ? 'act.no-acao' : 'act.error-without-cors'] as const) : []),
  ];
}

const OF_HEADERS = ['pre.header', 'pre.cross-rule'] as const;

const CANDIDATES: Partial<
  Record<Extract<Refusal, { kind: 'unknown' }>['why'], readonly [DiagnosisCode, ...DiagnosisCode[]]>
> = {
  // Neither what it asks for nor its answer was seen.
  hidden: ['pre.method', ...OF_HEADERS, ...OF_ANSWERS],
  masked: [...OF_HEADERS, 'act.error-without-cors', 'act.redirect'],
  'method-or-all': ['pre.method', 'pre.not-by-rules', 'act.redirect'],
  'headers-or-all': [...OF_HEADERS, 'pre.not-by-rules'],
};

function candidatesOf({ cause, store, evidence }: Findings): readonly DiagnosisCode[] {
  if (cause.kind === 'headers') return OF_HEADERS;
  // Answers that contradict each other come of no rules, or got lost.
  const known = (cause.kind === 'unknown' && CANDIDATES[cause.why]) || [
    ...(evidence.some(({ kind, passed }) => passed && kind !== 'reach')
      ? (['pre.not-by-rules'] as const)
      : OF_ALL),
    ...OF_HEADERS,
    'pre.method',
    'net.unreachable',
  ];
  return mayBeShadowed(known[0], store) ? [...known, 'pre.shadowed'] : known;
}
