import type { CorsRule } from '../model/cors-rule.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import { objectUrl } from '../stores/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import { askByProbes } from './ask-by-probes.js';
import { checkSignature } from './check-signature.js';
import { blankDiagnosis, concludeRefusal } from './conclude.js';
import { preflightCommand, reachCommand } from './decide-command.js';
import { describeRequest } from './describe-request.js';
import type { DiagnoseOptions } from './diagnose-options.js';
import { classifyByRules } from './infer/classify-by-rules.js';
import { findCause } from './infer/find-cause.js';
import { isMixedContent } from './is-mixed-content.js';
import type { Page, Reach } from './page.js';
import { readRules } from './read-rules.js';

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
  const { sent, standIns } = await describeRequest(bucket, page.origin, request);

  // 1. What the page itself forbids, and whether there is anybody at that address.
  if (isMixedContent(page.origin, sent.url)) {
    note({ probe: 'page and store', passed: false, via: 'page' });
    return blankDiagnosis(sent, evidence, { code: 'env.mixed', stage: 'local', confidence: 'proof' });
  }
  const reached = await reachStore(page, bucket, request.key, note);
  if (reached === 'csp')
    return blankDiagnosis(sent, evidence, { code: 'env.csp', stage: 'local', confidence: 'proof' });
  if (reached === 'unreachable') {
    const undecided = { candidates: ['net.unreachable' as const], command: reachCommand(sent) };
    const found = { code: 'net.unreachable', stage: 'network', confidence: 'proof', undecided } as const;
    return blankDiagnosis(sent, evidence, found);
  }

  // 2. What the store refuses, by probes; the rules meanwhile, where they may be read.
  const ask = askByProbes(page, bucket, request.key, standIns, note);
  const [cause, rules] = await Promise.all([
    findCause(ask, sent.method, sent.unsafeHeaders),
    options.rules ?? readRules(bucket, options, note),
  ]);
  if (cause.kind !== 'passes') {
    // A refused preflight and a connection that broke look the same: that the store still answers tells them apart.
    const isThere = (await reachStore(page, bucket, request.key, note)) === 'answered';
    const seen: typeof cause = isThere ? cause : { kind: 'unknown', why: 'no-answer' };
    const { refusalIsProof } = page;
    return concludeRefusal({ sent, store: bucket.store, cause: seen, rules, evidence, refusalIsProof });
  }

  // 3. The browser lets the request through: is it the signature, then?
  const checked = options.useCredentials === true ? await checkSignature(page, bucket, request, note) : null;
  const found = checked ?? (cause.readable ? ALLOWED : ANSWER_HIDDEN);
  const undecided = found.code === 'undecided' ? { candidates: LOST, command: preflightCommand(sent) } : null;
  const known = { ...withRules(rules, bucket, sent), signatureChecked: checked !== null };
  return blankDiagnosis(sent, evidence, { ...found, ...known, undecided });
}

const ALLOWED = { code: 'ok.allowed', stage: 'none', confidence: 'proof' } as const;
const LOST = ['ok.allowed', 'act.error-without-cors', 'net.unreachable'] as const;
const ANSWER_HIDDEN = { code: 'act.error-without-cors', stage: 'response', confidence: 'strong' } as const;

function withRules(rules: readonly CorsRule[] | null, bucket: Bucket, sent: Diagnosis['request']) {
  if (rules === null) return {};
  const asked = { origin: sent.origin, method: sent.method, headers: sent.unsafeHeaders };
  return { rules, ruleVerdicts: classifyByRules(rules, bucket.store.ruleSemantics, asked).verdicts };
}

/** Whether any answer comes from the store, be it readable or not. */
async function reachStore(
  page: Page,
  bucket: Bucket,
  key: string,
  note: (evidence: Evidence) => void,
): Promise<Reach> {
  const query = bucket.store.harmlessQuery('GET', `bucket-preflight-${page.randomId()}`);
  const reached = await page.reach(objectUrl(bucket, key, query));
  const via = { answered: 'opaque', csp: 'event', unreachable: 'error' } as const;
  note({ probe: 'GET without CORS', passed: reached === 'answered', via: via[reached] });
  return reached;
}
