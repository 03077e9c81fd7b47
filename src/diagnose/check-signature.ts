import { explainRequest } from '../fetch-standard/explain-request.js';
import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import type { Bucket } from '../transport/bucket.js';
import { presignUrl, signRequest } from '../transport/sign-request.js';
import type { OnceOutcome, Page, ProbeOutcome } from './page.js';
import { probeId } from './probe-id.js';
import { viaOnce } from './via-once.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'readableError'>;

/** Long enough for the one request that follows. */
const LIFE_SECONDS = 60;

/**
 * Sends the request with its real signature, but about a part of an upload that does not exist: a store that accepts the
 * signature must answer that there is no such upload. With the signature in headers no redirect is followed, which would
 * hand the token to a stranger. Where no answer can be read, it is sent three times; twice at once, where none of the answers
 * without it could be read either.
 *
 * @param isAllHidden - Whether no answer to what was sent without the signature could be read.
 * @param until - Ends the waiting for credentials.
 */
export async function checkSignature(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  isAllHidden: boolean,
  until: { readonly signal?: AbortSignal },
  note: (evidence: Evidence) => void,
): Promise<Finding> {
  const send = () => sendSigned(page, bucket, request, until, note);
  const [first, ...more] = await Promise.all([send(), ...(isAllHidden ? [send()] : [])]);
  // A request that got lost looks like one that is refused.
  const isOpen = !isAllHidden && first.outcome.answer === null && first.outcome.via !== 'opaque';
  const all = [first, ...more, ...(isOpen ? await Promise.all([send(), send()]) : [])];
  const outcomes = all.map(({ outcome }) => outcome);
  const answer = outcomes.find((outcome) => outcome.answer !== null)?.answer;
  if (answer != null) return judgeReadable(bucket, request.method, answer.status, answer.body);
  if (outcomes.some(({ via }) => via === 'opaque')) {
    return { code: 'act.redirect', stage: 'response', confidence: 'strong', readableError: null };
  }
  if (outcomes.some(({ via }) => via === 'timeout')) return UNDECIDED;
  // The preflight for the same names has passed, or none is needed: it is the answer that is hidden.
  const inUrl = request.signing === 'url' && first.needsPreflight;
  if (!inUrl || outcomes.some(({ passed }) => passed === true)) {
    return { code: 'act.error-without-cors', stage: 'response', confidence: 'strong', readableError: null };
  }
  if (outcomes.some(({ passed }) => passed === null)) return UNDECIDED;
  // The same request without its signature passes.
  // Where upload events tell, no answer came behind these preflights.
  const isProof = page.refusalIsProof && METHODS_WITH_BODY.includes(request.method);
  const confidence = isProof ? 'proof' : 'strong';
  return { code: 'pre.auth-query', stage: 'preflight', confidence, readableError: null };
}

async function sendSigned(
  page: Page,
  bucket: Bucket,
  { method, key, headers = {}, signing }: DiagnosedRequest,
  until: { readonly signal?: AbortSignal },
  note: (evidence: Evidence) => void,
): Promise<{ readonly outcome: ProbeOutcome; readonly needsPreflight: boolean }> {
  const query = bucket.store.harmlessQuery(method, probeId(page));
  const signable = { method, key, headers, query };
  const inUrl = signing === 'url';
  const signed = inUrl
    ? { ...(await presignUrl(bucket, signable, { expiresInSeconds: LIFE_SECONDS, ...until })), headers }
    : await signRequest(bucket, signable, until);
  const entries = Object.entries(signed.headers);
  const { unsafeHeaders, preflight } = explainRequest({ origin: page.origin, method, headers: entries });
  const needsPreflight = preflight !== null;
  const probe = { method, url: signed.url, headers: entries, isSimple: !needsPreflight };
  const outcome = inUrl ? await page.sendProbe(probe) : fromOnce(await page.sendOnce(probe));
  const { passed, via, answer, durationMs } = outcome;
  const status = answer === null ? {} : { status: answer.status };
  note({ kind: 'signature', method, headers: unsafeHeaders, passed, via, durationMs, ...status });
  return { outcome, needsPreflight };
}

function fromOnce({ kind, answer, durationMs }: OnceOutcome): ProbeOutcome {
  const passed = kind === 'answer' || kind === 'hidden' ? true : null;
  return { passed, via: viaOnce(kind), answer, durationMs };
}

async function judgeReadable(bucket: Bucket, method: string, status: number, body: string): Promise<Finding> {
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

const UNDECIDED: Finding = { code: 'undecided', stage: 'response', confidence: 'weak', readableError: null };
