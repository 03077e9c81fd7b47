import type { DiagnoseOptions } from '../model/diagnose-options.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import { loadPart } from '../model/load-part.js';
import type { Bucket } from '../transport/bucket.js';
import { askByProbes } from './ask-by-probes.js';
import { asksOneRule } from './asks-one-rule.js';
import { blankDiagnosis, concludeRefusal } from './conclude.js';
import { readCommand } from './decide-command.js';
import { describeRequest } from './describe-request.js';
import { harmlessUrl } from './harmless-url.js';
import { findCause } from './infer/find-cause.js';
import { isLoopback } from './is-mixed-content.js';
import type { RuleJudgement } from './judge-by-rules.js';
import { loadRuleJudge } from './load-rule-judge.js';
import type { Page, Reach } from './page.js';
import { MOST_REQUESTS, type RequestBudget, takeFrom } from './request-budget.js';
import { showsUploads } from './shows-uploads.js';
import { tellListener } from './tell-listener.js';

/** The stages of a diagnosis, in the page that is given. See `diagnose()`. */
export async function diagnoseInPage(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  const evidence: Evidence[] = [];
  const note = (entry: Evidence) => {
    evidence.push(entry);
    tellListener(options.onEvidence, entry);
  };
  const until = options.signal === undefined ? {} : { signal: options.signal };
  const described = await describeRequest(bucket, page.origin, request, until);
  const { sent } = described;
  const kept = { ...request, headers: described.pageHeaders };

  // 1. What the store refuses, by probes; the rules meanwhile, where they may be read.
  const useCredentials = options.useCredentials === true;
  const mayReadRules =
    options.rules === undefined && useCredentials && bucket.store.corsReadableInPage === true;
  const budget: RequestBudget = { left: MOST_REQUESTS };
  // Where this part cannot be loaded, as the network may have failed, nothing is signed.
  const sign = async () => {
    const part = await import('./signed-probe.js').catch(() => null);
    return part === null ? null : part.signedProbe(page, bucket, kept, until);
  };
  // A signature in the URL may be looked at on the preflight, and a browser prints the URL of what is refused.
  const isSignedFirst = useCredentials && request.signing !== 'url';
  const ask = askByProbes(page, bucket, request.key, described, budget, note, isSignedFirst ? sign : null);
  const reach = () => reachStore(page, bucket, request, budget, note);
  const { method, unsafeHeaders: names, needsPreflight } = sent;
  const asked = { origin: sent.origin, method, headers: names };
  const judge = async (rules: DiagnoseOptions['rules'] | null): Promise<RuleJudgement | null> =>
    rules === undefined || rules === null
      ? null
      : (await loadRuleJudge()).judgeByRules(rules, bucket.store, asked);
  const read = async () =>
    mayReadRules
      ? (await loadPart('What reads rules', () => import('./read-rules.js'))).readRules(
          bucket,
          options,
          ask,
          budget,
          note,
        )
      : null;
  let judging = options.rules === undefined ? null : judge(options.rules);
  // Only where it is refused do the rules tell why, and of an upload that passes, whether the page can read its tag.
  const judged = () => {
    judging ??= read().then(judge);
    return judging;
  };
  if (method === 'PUT') void judged();
  // Whoever needs it, and not all do, waits for it.
  judging?.catch(() => {});
  const byProbes = await findCause({
    ask,
    reach,
    method,
    names,
    needsPreflight,
    showsUploads: showsUploads(sent),
    isFirstBlind: page.refusalIsProof && showsUploads(sent),
    isOneRule: asksOneRule(bucket.store),
    hidesSignatures: bucket.store.hidesSignatureErrors ?? false,
    expected: async () => (await judged())?.foretold ?? null,
  });
  if (byProbes.kind === 'policy') {
    return blankDiagnosis(sent, evidence, { code: 'env.csp', stage: 'local', confidence: 'proof' });
  }
  // What was found stands where this part cannot be loaded: the network may have failed.
  const lookCloser = async (found: Diagnosis): Promise<Diagnosis> => {
    const part = await import('./stages/look-closer.js').catch(() => null);
    return part?.lookCloser(found, { page, bucket, request, note }) ?? found;
  };
  if (byProbes.kind === 'unreachable') {
    // A page that is offline need not try to load more.
    if (page.isOffline()) {
      note({ kind: 'page', method, headers: [], passed: false, via: 'page' });
      // This computer needs no network to reach itself.
      const isHere = isLoopback(new URL(sent.url).hostname);
      return blankDiagnosis(sent, evidence, {
        code: 'env.offline',
        stage: 'local',
        confidence: isHere ? 'strong' : 'proof',
        undecided: isHere ? { candidates: ['net.unreachable'], command: readCommand(sent) } : null,
      });
    }
    return lookCloser(concludeUnreachable(sent, byProbes.isTimeout, evidence));
  }

  // 2. Where the browser lets the request through, or shows too little to tell: is it the signature, or a cache?
  const byRules = await judging;
  const cause = (await byRules?.settle(byProbes, ask)) ?? byProbes;
  const isMasked = cause.kind === 'unknown' && (cause.why === 'masked' || cause.why === 'hidden');
  if (cause.kind === 'passes' || (isMasked && useCredentials)) {
    const { standIns } = described;
    const found = {
      page,
      bucket,
      request: kept,
      sent,
      standIns,
      evidence,
      byRules,
      useCredentials,
      budget,
      until,
      note,
    };
    const part = await loadPart('What concludes', () => import('./stages/conclude-passing.js'));
    if (cause.kind === 'passes') return part.concludePassing(found, cause);
    const signed = await part.concludeMasked(found);
    if (signed !== null) return signed;
  }

  const { refusalIsProof } = page;
  return lookCloser(
    concludeRefusal({
      sent,
      store: bucket.store,
      cause,
      byRules,
      rulesAreLive: mayReadRules && byRules !== null,
      evidence,
      refusalIsProof,
    }),
  );
}

/** What is to say where nothing passes and nobody answers. */
function concludeUnreachable(
  sent: Diagnosis['request'],
  isTimeout: boolean,
  evidence: readonly Evidence[],
): Diagnosis {
  return blankDiagnosis(sent, evidence, {
    code: 'net.unreachable',
    stage: 'network',
    confidence: isTimeout ? 'weak' : 'strong',
    // A browser that is sent on to where nobody answers shows the page no more than this, nor does one that trusts no certificate.
    undecided: {
      candidates: ['net.unreachable', 'net.tls', 'net.captive', 'env.blocker', 'act.redirect'],
      command: readCommand(sent),
    },
  });
}

/** Whether any answer comes from the store, be it readable or not. Where no more may be sent, none came to all that was. */
async function reachStore(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  budget: RequestBudget,
  note: (evidence: Evidence) => void,
): Promise<Reach> {
  if (!takeFrom(budget, 1)) return 'unreachable';
  const reached = await page.reach(harmlessUrl({ page, bucket, request }, 'GET'));
  const via = { answered: 'opaque', csp: 'event', unreachable: 'error', timeout: 'timeout' } as const;
  note({ kind: 'reach', method: 'GET', headers: [], passed: reached === 'answered', via: via[reached] });
  return reached;
}
