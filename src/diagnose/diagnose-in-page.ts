import type { DiagnoseOptions } from '../model/diagnose-options.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import { loadPart } from '../model/load-part.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import { askByProbes } from './ask-by-probes.js';
import { blankDiagnosis, concludeRefusal, showsUploads } from './conclude.js';
import { reachCommand } from './decide-command.js';
import { describeRequest } from './describe-request.js';
import type { Cause } from './infer/cause.js';
import { findCause } from './infer/find-cause.js';
import type { RuleJudgement } from './judge-by-rules.js';
import { localFault } from './local-fault.js';
import type { Page, Reach } from './page.js';
import { probeId } from './probe-id.js';

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
    options.onEvidence?.(entry);
  };
  const until = options.signal === undefined ? {} : { signal: options.signal };
  const described = await describeRequest(bucket, page.origin, request, until);
  const { sent } = described;

  // 1. What the store refuses, by probes; the rules meanwhile, where they may be read.
  const ask = askByProbes(page, bucket, request.key, described, note);
  const reach = () => reachStore(page, bucket, request.key, note);
  const { method, unsafeHeaders: names, needsPreflight } = sent;
  const [cause, read] = await Promise.all([
    findCause({ ask, reach, method, names, needsPreflight, showsUploads: showsUploads(sent) }),
    options.rules === undefined && options.useCredentials === true && bucket.store.corsReadableInPage
      ? loadPart('What reads rules', () => import('./read-rules.js')).then(({ readRules }) =>
          readRules(bucket, until, ask, note),
        )
      : null,
  ]);
  if (cause.kind === 'policy') {
    return blankDiagnosis(sent, evidence, { code: 'env.csp', stage: 'local', confidence: 'proof' });
  }
  if (cause.kind === 'unreachable') return concludeUnreachable(page, sent, cause.isTimeout, evidence, note);
  const rules = options.rules ?? read;
  const asked = { origin: sent.origin, method, headers: names };
  const byRules =
    rules === null
      ? null
      : (await loadPart('What judges rules', () => import('./judge-by-rules.js'))).judgeByRules(
          rules,
          bucket.store,
          asked,
        );

  // 2. Where the browser lets the request through, or shows too little to tell: is it the signature?
  const isMasked = cause.kind === 'unknown' && cause.why === 'masked';
  if (options.useCredentials === true && (cause.kind === 'passes' || isMasked)) {
    const kept = { ...request, headers: described.pageHeaders };
    const { checkSignature } = await loadPart('What checks signatures', () => import('./check-signature.js'));
    const checked = await checkSignature(page, bucket, kept, until, note);
    const hidesSignatureErrors = cause.kind === 'passes' && cause.readable === 'without-headers';
    const found = { ...checked, ...verdictsOf(byRules), hidesSignatureErrors };
    const isTold = checked.code === 'ok.allowed' || checked.code === 'act.readable-error';
    // What says nothing of the signature leaves what is known without one.
    const isOpen = checked.code === 'undecided' && cause.kind === 'passes' && cause.readable === 'yes';
    if (!isOpen && (cause.kind === 'passes' || isTold)) {
      return blankDiagnosis(sent, evidence, { ...found, signatureChecked: true });
    }
  }
  if (cause.kind === 'passes') {
    const found = { ...(await judgeAnswer(cause, bucket, request)), ...verdictsOf(byRules) };
    return blankDiagnosis(sent, evidence, {
      ...found,
      hidesSignatureErrors: cause.readable === 'without-headers',
    });
  }

  const { refusalIsProof } = page;
  return concludeRefusal({
    sent,
    store: bucket.store,
    cause,
    byRules,
    rulesAreLive: read !== null,
    evidence,
    refusalIsProof,
  });
}

/** What is to say where nothing passes and nobody answers. */
function concludeUnreachable(
  page: Page,
  sent: Diagnosis['request'],
  isTimeout: boolean,
  evidence: readonly Evidence[],
  note: (evidence: Evidence) => void,
): Diagnosis {
  const fault = localFault(page, sent.url);
  if (fault !== null) {
    note({ kind: 'page', method: sent.method, headers: [], passed: false, via: 'page' });
    return blankDiagnosis(sent, evidence, { code: fault, stage: 'local', confidence: 'proof' });
  }
  return blankDiagnosis(sent, evidence, {
    code: 'net.unreachable',
    stage: 'network',
    confidence: isTimeout ? 'weak' : 'strong',
    undecided: { candidates: ['net.unreachable'], command: reachCommand(sent) },
  });
}

/** What is known without a signature: that the request passes, unless the store says even to a stranger that it cannot work. */
async function judgeAnswer(
  { readable, answer }: Extract<Cause, { kind: 'passes' }>,
  bucket: Bucket,
  request: DiagnosedRequest,
): Promise<Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'readableError'>> {
  if (answer !== null) {
    const { serviceCode, kind } = await bucket.store.readError(answer.body, new Headers());
    if (kind === 'no-bucket') {
      const readableError = { status: answer.status, serviceCode, kind };
      return { code: 'act.readable-error', stage: 'response', confidence: 'proof', readableError };
    }
  }
  if (readable === 'no') {
    return { code: 'act.error-without-cors', stage: 'response', confidence: 'strong', readableError: null };
  }
  // Some stores look at the signature of a presigned URL already on the preflight, which no unsigned probe can see.
  const confidence = request.signing === 'url' ? 'strong' : 'proof';
  return { code: 'ok.allowed', stage: 'none', confidence, readableError: null };
}

function verdictsOf(byRules: RuleJudgement | null): Partial<Diagnosis> {
  return byRules === null ? {} : { rules: byRules.rules, ruleVerdicts: byRules.finding.verdicts };
}

/** Whether any answer comes from the store, be it readable or not. */
async function reachStore(
  page: Page,
  bucket: Bucket,
  key: string,
  note: (evidence: Evidence) => void,
): Promise<Reach> {
  const reached = await page.reach(
    objectUrl(bucket.location, key, bucket.store.harmlessQuery('GET', probeId(page))),
  );
  const via = { answered: 'opaque', csp: 'event', unreachable: 'error', timeout: 'timeout' } as const;
  note({ kind: 'reach', method: 'GET', headers: [], passed: reached === 'answered', via: via[reached] });
  return reached;
}
