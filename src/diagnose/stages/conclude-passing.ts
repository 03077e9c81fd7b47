import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Diagnosis, SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { loadPart } from '../../model/load-part.js';
import { blankDiagnosis } from '../conclude.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import { harmlessUrl, type Subject } from '../harmless-url.js';
import type { RuleJudgement } from '../judge-by-rules.js';
import { BY_HEADERS } from '../looks-alike.js';
import { takeFrom } from '../request-budget.js';
import { checkCaches } from './check-caches.js';
import { checkStatus } from './check-status.js';
import { concludeBroken } from './conclude-broken.js';
import { concludeWithCookies } from './conclude-with-cookies.js';
import { doubtForWorker } from './doubt-for-worker.js';
import { hiddenHeaders } from './hidden-headers.js';
import type { Passing, PassingFindings } from './passing-findings.js';
import { presigned } from './presigned.js';

/** What each stage sends at most: what gets lost is sent again. */
const MOST_SIGNED = 4;
const MOST_AT_CACHES = 6;

/** What keeps an answer from the page besides: of an answer that cannot be read, none can be told from the others. */
const HIDING: readonly DiagnosisCode[] = [...BY_HEADERS, 'act.redirect'];
const HIDING_WHAT_IS_READ: readonly DiagnosisCode[] = ['cache.cdn-poison', 'cache.http-poison'];

/**
 * Says what is left where the browser lets the request through: whether the store accepts the signature, where it may be
 * sent; whether a cache answers in the store's place, where the page has fetched the address before; and which headers the
 * page cannot read.
 */
export async function concludePassing(found: PassingFindings, cause: Passing): Promise<Diagnosis> {
  return doubtPassing(await concludeAnswered(found, cause), found);
}

function doubtPassing(diagnosis: Diagnosis, found: PassingFindings): Diagnosis {
  return doubtForWorker(concludeBroken(diagnosis, found), found.page);
}

async function concludeAnswered(found: PassingFindings, cause: Passing): Promise<Diagnosis> {
  const { bucket, budget, page, sent, request, note } = found;
  if (cause.answer?.isMadeUp === true) {
    return blankDiagnosis(sent, found.evidence, { code: 'env.sw', stage: 'local', confidence: 'strong' });
  }
  const wasSigned = cause.answer?.isSigned === true;
  const isSigned = wasSigned || (found.useCredentials && takeFrom(budget, MOST_SIGNED));
  const signed = isSigned ? await concludeBySignature(found, cause) : null;
  // What says nothing of the signature leaves what is known without one, but doubts who answers.
  const isOpen = signed?.code === 'undecided' && cause.readable === 'yes';
  const diagnosis =
    signed !== null && !isOpen
      ? signed
      : blankDiagnosis(sent, found.evidence, {
          ...(await judgeAnswer(cause, found, isOpen)),
          ...verdictsOf(found.byRules),
          hidesSignatureErrors: cause.readable === 'without-headers',
        });
  const { code } = diagnosis;
  const stage = { page, bucket, request };
  const isReading = !METHODS_WITH_BODY.includes(sent.method);
  if (code === 'act.error-without-cors') {
    const candidates = isReading ? [...HIDING, ...HIDING_WHAT_IS_READ] : HIDING;
    const status = isSigned && takeFrom(budget, 1) ? await checkStatus(stage, sent, found.until, note) : null;
    const command = cause.readable === 'no' ? probeCommand(stage, sent) : readCommand(presigned(sent, 'GET'));
    return { ...diagnosis, undecided: { candidates, command }, ...status };
  }
  if (code !== 'ok.allowed' && code !== 'act.readable-error') return diagnosis;
  const exposed = found.byRules?.exposed() ?? null;
  const notes = hiddenHeaders(sent.method, bucket.store, exposed, cause.answer?.headerNames);
  const told = { ...diagnosis, notes };
  const withCookies = request.withCookies === true ? await concludeWithCookies(told, found, cause) : null;
  if (withCookies !== null) return withCookies;
  const { hasFetched, readAddress } = page;
  if (code !== 'ok.allowed' || !isReading) return told;
  // Fresh addresses were asked for: what each cache keeps of this one no probe shows.
  const likely: Diagnosis = { ...told, confidence: 'strong' };
  if (hasFetched?.(sent.url) !== true || readAddress === undefined) return likely;
  if (!takeFrom(budget, MOST_AT_CACHES)) return likely;
  return { ...likely, ...(await checkCaches({ readAddress }, sent, note)) };
}

/** Where a store may hide how it answers a made-up signature, the real one may tell. `null`: it does not. */
export async function concludeMasked(found: PassingFindings): Promise<Diagnosis | null> {
  // Where it tells nothing, a closer look follows.
  if (!takeFrom(found.budget, MOST_SIGNED + 1)) return null;
  // What was hidden was hidden of made-up signatures.
  const signed = await concludeBySignature(found, { readable: 'yes', answer: null }, true);
  if (signed.code === 'act.readable-error') return doubtPassing(signed, found);
  // Only reading requests are masked.
  return signed.code === 'ok.allowed' ? doubtPassing({ ...signed, confidence: 'strong' }, found) : null;
}

async function concludeBySignature(
  { page, bucket, request, sent, evidence, byRules, until, note }: PassingFindings,
  { readable, answer }: Pick<Passing, 'readable' | 'answer'>,
  isMasked = false,
): Promise<Diagnosis> {
  const part = await loadPart('What checks signatures', () => import('../check-signature.js'));
  const before = {
    isAllHidden: readable === 'no',
    signedCount: evidence.filter(({ kind }) => kind === 'signature').length,
    isMasked,
  };
  const { candidates, ...finding } =
    answer?.isSigned === true
      ? await part.judgeSignedAnswer(bucket, sent.method, answer)
      : await part.checkSignature(page, bucket, request, before, until, note);
  return blankDiagnosis(sent, evidence, {
    ...finding,
    ...verdictsOf(byRules),
    hidesSignatureErrors: readable === 'without-headers',
    signatureChecked: true,
    // A terminal shows who answers, and how.
    undecided:
      candidates === undefined
        ? null
        : {
            candidates,
            command:
              finding.code === 'pre.auth-query' ? preflightCommand(presigned(sent)) : readCommand(sent),
          },
  });
}

/** Sends from a terminal what the probes sent, which changes nothing either: what they could not read stands there. */
function probeCommand(stage: Subject, { method, origin }: SentRequest): string {
  const options = { GET: '', HEAD: '-I ' }[method] ?? `-X ${method} -d x `;
  return readCommand({ url: harmlessUrl(stage, method), origin }, options);
}

/**
 * What is known without a signature: that the request passes, unless the store says even to a stranger that it cannot work.
 *
 * @param isUnclear - Whether no store answers so to a signature.
 */
async function judgeAnswer(
  { readable, answer, isFollowed }: Passing,
  found: PassingFindings,
  isUnclear: boolean,
): Promise<Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'readableError' | 'undecided'>> {
  const { bucket, request, sent } = found;
  let isStrange = isUnclear;
  if (answer !== null) {
    const { status } = answer;
    const { serviceCode, kind } = await bucket.store.readError(answer.body, new Headers());
    if (kind === 'no-bucket') {
      const readableError = { status, serviceCode, kind };
      const stage = 'response';
      return { code: 'act.readable-error', stage, confidence: 'proof', readableError, undecided: null };
    }
    // No store says that it has changed an upload that does not exist; it may begin so, and then name an error.
    isStrange ||= status < 300 && serviceCode === '' && METHODS_WITH_BODY.includes(sent.method);
  }
  const told = { confidence: 'strong', readableError: null, undecided: null } as const;
  if (readable === 'no') return { ...told, code: 'act.error-without-cors', stage: 'response' };
  const allowed = { ...told, code: 'ok.allowed', stage: 'none' } as const;
  const isInUrl = request.signing === 'url';
  const open = (known: readonly DiagnosisCode[], command: string) => {
    const candidates = isStrange ? [...known, 'net.captive' as const] : known;
    return { ...allowed, undecided: { candidates, command } };
  };
  // What the store sends it on to knows nothing of the signature.
  if (isFollowed === true) return open(['act.redirect'], readCommand(sent));
  // Some stores look at the signature of a presigned URL already on the preflight, which no unsigned probe can see.
  if (isInUrl && sent.needsPreflight) return open(['pre.auth-query'], preflightCommand(presigned(sent)));
  if (isStrange) return open([], probeCommand(found, sent));
  return isInUrl ? allowed : { ...allowed, confidence: 'proof' };
}

function verdictsOf(byRules: RuleJudgement | null): Partial<Diagnosis> {
  return byRules === null ? {} : { ...byRules.configuration, ruleVerdicts: byRules.finding.verdicts };
}
