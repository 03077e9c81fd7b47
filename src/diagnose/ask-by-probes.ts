import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { Evidence } from '../model/diagnosis.js';
import type { Bucket } from '../transport/bucket.js';
import type { DescribedRequest } from './describe-request.js';
import { harmlessUrl } from './harmless-url.js';
import type { Answer, Ask } from './infer/cause.js';
import { limitConcurrency } from './limit-concurrency.js';
import type { OnceOutcome, Page, Probe, ProbeOutcome } from './page.js';
import { type RequestBudget, takeFrom } from './request-budget.js';
import { viaOnce } from './via-once.js';

/** What browsers open side by side to one host over HTTP/1.1. */
const SIDE_BY_SIDE = 6;
/** These are left to a closer look, which follows where nothing passes. */
const KEPT = 2;

/** What a page saw of a probe, and whether it was the request with its real signature. Default false. */
type SentOutcome = ProbeOutcome & { readonly isSigned?: boolean };

/** A request of a method that changes things, sent so that no redirect is followed. */
interface Try {
  readonly names: readonly string[];
  readonly ended: Promise<unknown>;
}

/**
 * Answers questions about preflights by sending harmless probes from the page. Where the budget comes to its end, it answers
 * that it cannot tell, so that no configuration makes a diagnosis endless.
 *
 * What changes things is asked so that upload events show, which follows redirects, only once it is known not to be led to
 * where it is not harmless: the method has shown an answer, or a request with no names but these was sent so that no redirect
 * is followed. Where that failed, either its preflight is refused, and so is this one; or it was answered without CORS
 * headers, and no browser follows a redirect without them.
 *
 * @param request - The request that is looked into, with the header that a probe sends for each name.
 * @param budget - Of which each probe is taken.
 * @param note - Called with what each probe showed.
 * @param sign - Makes the probe that is the whole request with its real signature, which is then sent where the whole is asked
 * about first. Default: no probe is signed, nor is one where it answers `null`.
 */
export function askByProbes(
  page: Page,
  bucket: Bucket,
  key: string,
  { sent: request, standIns }: DescribedRequest,
  budget: RequestBudget,
  note: (evidence: Evidence) => void,
  sign: (() => Promise<Probe | null>) | null = null,
): Ask {
  const run = limitConcurrency(SIDE_BY_SIDE);
  /** By method, what was sent so that no redirect is followed. */
  const tries = new Map<string, Try[]>();
  /** Methods to which an answer was read, which was then no redirect. */
  const answered = new Set<string>();
  const redirected = new Set<string>();
  /** What was answered readably is not asked again. */
  const read = new Map<string, Answer>();
  const followed = new Set<string>();

  /** Asked once. */
  let signWhole = sign;
  let hasPassed = false;

  const tell = ({ method, headers }: Probe, { passed, via, answer, durationMs, isSigned }: SentOutcome) =>
    note({
      kind: isSigned === true ? 'signature' : 'preflight',
      method,
      headers: headers.map(([name]) => name),
      passed,
      via,
      durationMs,
      ...(answer === null ? {} : { status: answer.status }),
    });

  /** @param signed - Makes what is sent in the probe's place. */
  const sendFirst = async (probe: Probe, signed: typeof sign): Promise<SentOutcome> => {
    const { method } = probe;
    const whole = (await signed?.()) ?? null;
    const once = await run(() => page.sendOnce(whole ?? probe));
    if (once.kind === 'answer') answered.add(method);
    const outcome = { ...fromOnce(probe, once, page.refusalIsProof), isSigned: whole !== null };
    if (once.kind !== 'redirect') return outcome;
    if (METHODS_WITH_BODY.includes(method) || !takeFrom(budget, 1)) {
      redirected.add(method);
      return outcome;
    }
    // To follow a redirect of these changes nothing, and shows what a browser gets in the end. No signature goes along.
    followed.add(method);
    tell(probe, outcome);
    return run(() => page.sendProbe(probe));
  };

  return async (method, names, isAgain = false): Promise<Answer> => {
    const question = `${method} ${[...names].sort()}`;
    const known = read.get(question);
    if (known !== undefined && !isAgain) return known;
    const before = tries.get(method) ?? [];
    const earlier = answered.has(method)
      ? null
      : before.find((other) => other.names.every((name) => names.includes(name)));
    const isFirst = earlier === undefined;
    if (!isFirst) await earlier?.ended;
    if (redirected.has(method)) return REDIRECTED;
    if (budget.left <= (hasPassed ? 0 : KEPT)) return { passed: null, answer: null, isOverBudget: true };
    budget.left -= 1;
    const url = harmlessUrl({ page, bucket, request: { key } }, method);
    const isSimple = names.length === 0 && !request.needsPreflight && method === request.method;
    const headers = names.map((name) => standIns.get(name) ?? ([name, '1'] as const));
    const probe = { method, url, headers, isSimple };
    const isWhole = method === request.method && names.length === request.unsafeHeaders.length;
    const signed = isFirst && isWhole ? signWhole : null;
    if (signed !== null) signWhole = null;
    const ended: Promise<SentOutcome> = isFirst ? sendFirst(probe, signed) : run(() => page.sendProbe(probe));
    if (isFirst && METHODS_WITH_BODY.includes(method)) {
      tries.set(method, [...before, { names, ended }]);
    }
    const outcome = await ended;
    const { passed, via, answer, isSigned = false } = outcome;
    hasPassed ||= passed === true;
    tell(probe, outcome);
    if (answer !== null) answered.add(method);
    // The first of these was let out: what the page's policy stops is where it was sent on to.
    const isStoppedThere = via === 'event' && followed.has(method);
    if (isStoppedThere) redirected.add(method);
    if (via === 'opaque' || isStoppedThere) return REDIRECTED;
    // Without listeners to its upload, the browser does not ask before it sends a plain POST.
    const isPlain = !METHODS_WITH_BODY.includes(method) || (method === 'POST' && isFirst);
    const told: Answer = {
      passed,
      answer: answer !== null && isSigned ? { ...answer, isSigned } : answer,
      isUnasked: names.length === 0 && (isSimple || isPlain),
      mayBeHidden: passed === null && via === 'error',
      isFollowed: followed.has(method),
      isForbiddenHere: via === 'event',
    };
    // A plain POST is sent unasked only once.
    if (answer !== null && !(told.isUnasked && METHODS_WITH_BODY.includes(method))) read.set(question, told);
    return told;
  };
}

const REDIRECTED: Answer = { passed: null, answer: null, isRedirected: true };

/** @param refusalIsProof - As of the page: a browser in which it is none tells by timing what was sent. */
function fromOnce(
  { method, headers }: Probe,
  { kind, answer, durationMs }: OnceOutcome,
  refusalIsProof: boolean,
): ProbeOutcome {
  const isReading = refusalIsProof && !METHODS_WITH_BODY.includes(method);
  // A reading request shows nothing of its preflight, and a made-up signature may be answered without CORS headers.
  const mayBeHidden = isReading && headers.some(([name]) => name === 'authorization');
  const passed =
    kind === 'failed' && !mayBeHidden
      ? false
      : kind === 'answer' || kind === 'redirect' || kind === 'hidden'
        ? true
        : null;
  return { passed, via: viaOnce(kind), answer, durationMs };
}
