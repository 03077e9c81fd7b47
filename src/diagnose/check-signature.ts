import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';
import type { Bucket } from '../transport/bucket.js';
import type { ReadAnswer } from './infer/cause.js';
import type { OnceOutcome, Page, ProbeOutcome } from './page.js';
import { signedProbe } from './signed-probe.js';
import { viaOnce } from './via-once.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'readableError'> & {
  /** What else it may be. Default: nothing. */
  readonly candidates?: readonly DiagnosisCode[] | undefined;
};

/** How often the signed request is sent where no answer can be read, as one may get lost. */
const MOST = 4;
/** How often where nothing follows from it that none can be read. */
const MOST_MASKED = 2;
/** How often where none of the answers without the signature could be read either: at once. */
const MOST_HIDDEN = 2;

/** What was seen before. */
export interface SeenBefore {
  /** Whether no answer to what was sent without the signature could be read. */
  readonly isAllHidden: boolean;
  /** How often the signed request was sent before, and no answer could be read. */
  readonly signedCount: number;
  /** Whether it stays open what is refused, so that only an answer that can be read tells anything. Default false. */
  readonly isMasked?: boolean;
}

/**
 * Sends the request with its real signature, and says what the store answers to it. With the signature in headers no redirect
 * is followed, which would hand the token to a stranger.
 *
 * @param until - Ends the waiting for credentials.
 */
export async function checkSignature(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  { isAllHidden, signedCount, isMasked }: SeenBefore,
  until: { readonly signal?: AbortSignal },
  note: (evidence: Evidence) => void,
): Promise<Finding> {
  const send = (count: number, isFollowing: boolean) =>
    Promise.all(
      Array.from({ length: count }, () => sendSigned(page, bucket, request, isFollowing, until, note)),
    );
  // An upload event shows that one in the URL is let through. What shows it follows redirects, and so there must be none.
  const isInUrl = request.signing === 'url';
  const isShown = isInUrl && METHODS_WITH_BODY.includes(request.method);
  const first = await send(isAllHidden && !isShown ? MOST_HIDDEN - signedCount : 1, isInUrl && !isShown);
  const most = isMasked === true ? MOST_MASKED : MOST;
  const isUnread = first.every(({ outcome: { answer, via } }) => answer === null && via !== 'opaque');
  // Where all is hidden, one that shows it is enough, and none may have got lost.
  const shown = isAllHidden && isShown && isUnread ? await send(1, true) : [];
  // A request that got lost looks like one that is refused.
  const isOpen = isUnread && (!isAllHidden || shown.some(({ outcome }) => outcome.passed === false));
  const rest = isOpen ? await send(most - first.length - shown.length - signedCount, isInUrl) : [];
  const all = [...first, ...shown, ...rest];
  const outcomes = all.map(({ outcome }) => outcome);
  const answer = outcomes.find((outcome) => outcome.answer !== null)?.answer;
  if (answer != null) return judgeSignedAnswer(bucket, request.method, answer);
  if (outcomes.some(({ via }) => via === 'opaque')) {
    return { code: 'act.redirect', stage: 'response', confidence: 'strong', readableError: null };
  }
  if (outcomes.some(({ via }) => via === 'timeout')) return UNDECIDED;
  // The preflight for the same names has passed, or none is needed: it is the answer that is hidden.
  const isAsked = isInUrl && all.some(({ needsPreflight }) => needsPreflight);
  if (!isAsked || outcomes.some(({ passed }) => passed === true)) {
    return { code: 'act.error-without-cors', stage: 'response', confidence: 'strong', readableError: null };
  }
  if (outcomes.some(({ passed }) => passed === null)) return UNDECIDED;
  // The same request without its signature passes. One that is sent on at once shows no upload either.
  const isSeen = !isAllHidden && page.refusalIsProof && METHODS_WITH_BODY.includes(request.method);
  return {
    code: 'pre.auth-query',
    stage: 'preflight',
    confidence: 'strong',
    readableError: null,
    candidates: isSeen ? ['act.redirect'] : ['act.redirect', 'act.error-without-cors'],
  };
}

async function sendSigned(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  isFollowing: boolean,
  until: { readonly signal?: AbortSignal },
  note: (evidence: Evidence) => void,
): Promise<{ readonly outcome: ProbeOutcome; readonly needsPreflight: boolean }> {
  const { unsafeHeaders, ...probe } = await signedProbe(page, bucket, request, until);
  const outcome = isFollowing
    ? await page.sendProbe(probe)
    : fromOnce(await page.sendOnce(probe), request.signing === 'url');
  const { passed, via, answer, durationMs } = outcome;
  const status = answer === null ? {} : { status: answer.status };
  note({
    kind: 'signature',
    method: probe.method,
    headers: unsafeHeaders,
    passed,
    via,
    durationMs,
    ...status,
  });
  return { outcome, needsPreflight: !probe.isSimple };
}

/** @param isInUrl - Whether its preflight may be refused for the signature, as others look at. */
function fromOnce({ kind, answer, durationMs }: OnceOutcome, isInUrl: boolean): ProbeOutcome {
  const isLetThrough = kind === 'answer' || kind === 'hidden';
  const passed = isLetThrough ? true : isInUrl && kind === 'failed' ? false : null;
  return { passed, via: viaOnce(kind), answer, durationMs };
}

/** What the store's answer to the signed request says of its signature. */
export async function judgeSignedAnswer(
  bucket: Bucket,
  method: string,
  { status, body }: ReadAnswer,
): Promise<Finding> {
  const { serviceCode, kind } = await bucket.store.readError(body, new Headers());
  // Some stores word a clock that is off, or credentials that have ended, as a lack of permission.
  const isRefused = kind === 'clock' || kind === 'expired-credentials';
  if (!isRefused && bucket.store.acceptsSignature(status, serviceCode, method)) {
    // What the keys may do with the object itself was not asked.
    const confidence = kind === 'denied' || method === 'HEAD' ? 'strong' : 'proof';
    return { code: 'ok.allowed', stage: 'none', confidence, readableError: null };
  }
  // No store of this kind says yes to it: something else answers. A fault of the server, named by nothing, tells nothing.
  if (status < 300 || (status >= 500 && serviceCode === '')) return UNDECIDED;
  const readableError = { status, serviceCode, kind };
  return { code: 'act.readable-error', stage: 'response', confidence: 'proof', readableError };
}

/** It was let through and not answered, or by nobody who knows of signatures. */
const UNDECIDED: Finding = {
  code: 'undecided',
  stage: 'response',
  confidence: 'weak',
  readableError: null,
  candidates: ['act.error-without-cors', 'net.captive'],
};
