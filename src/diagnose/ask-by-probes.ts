import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { Evidence } from '../model/diagnosis.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { DescribedRequest } from './describe-request.js';
import type { Answer, Ask } from './infer/cause.js';
import { limitConcurrency } from './limit-concurrency.js';
import type { OnceOutcome, Page, Probe, ProbeOutcome } from './page.js';
import { probeId } from './probe-id.js';
import type { RequestBudget } from './request-budget.js';
import { viaOnce } from './via-once.js';

/** What browsers open side by side to one host over HTTP/1.1. */
const SIDE_BY_SIDE = 6;
/** These are left to a closer look at what was found. */
const KEPT = 2;

/**
 * Answers questions about preflights by sending harmless probes from the page. Where the budget comes to its end, it answers
 * that it cannot tell, so that no configuration makes a diagnosis endless.
 *
 * A method is first tried so that no redirect is followed, which could lead a probe to where it is not harmless. After
 * that it is asked so that upload events show.
 *
 * @param described - The request that is looked into, with the header that a probe sends for each name.
 * @param note - Called with what each probe showed.
 * @param budget - Of which each probe is taken.
 */
export function askByProbes(
  page: Page,
  bucket: Bucket,
  key: string,
  { sent, standIns }: DescribedRequest,
  note: (evidence: Evidence) => void,
  budget: RequestBudget,
): Ask {
  const run = limitConcurrency(SIDE_BY_SIDE);
  /** Methods that change things, and were tried without following a redirect: there was none, or one without CORS. */
  const tried = new Set<string>();
  /** Methods to which an answer was read, which was then no redirect. */
  const answered = new Set<string>();
  const redirected = new Set<string>();
  const followed = new Set<string>();

  const sendFirst = async (probe: Probe): Promise<ProbeOutcome> => {
    const once = await run(() => page.sendOnce(probe));
    const isReading = !METHODS_WITH_BODY.includes(probe.method);
    // To follow a redirect of these changes nothing, and shows what a browser gets in the end.
    const isFollowed = once.kind === 'redirect' && isReading;
    if (!isFollowed) return fromOnce(probe, once);
    followed.add(probe.method);
    budget.left -= 1;
    return run(() => page.sendProbe(probe));
  };

  return async (method, names): Promise<Answer> => {
    if (redirected.has(method)) return { passed: null, answer: null, isRedirected: true };
    if (budget.left <= KEPT) return { passed: null, answer: null, isOverBudget: true };
    budget.left -= 1;
    const url = objectUrl(bucket.location, key, bucket.store.harmlessQuery(method, probeId(page)));
    const isSimple = names.length === 0 && !sent.needsPreflight && method === sent.method;
    const headers = names.map((name) => standIns.get(name) ?? ([name, '1'] as const));
    const probe = { method, url, headers, isSimple };
    const isSafe = answered.has(method) || tried.has(method);
    if (METHODS_WITH_BODY.includes(method)) tried.add(method);
    const outcome = isSafe ? await run(() => page.sendProbe(probe)) : await sendFirst(probe);
    const { passed, via, answer, durationMs } = outcome;
    const status = answer === null ? {} : { status: answer.status };
    note({ kind: 'preflight', method, headers: names, passed, via, durationMs, ...status });
    if (answer !== null) answered.add(method);
    // The first of these was let out: what the page's policy stops is where it was sent on to.
    const isStoppedThere = via === 'event' && followed.has(method);
    if (via === 'opaque' || isStoppedThere) {
      redirected.add(method);
      return { passed: null, answer: null, isRedirected: true };
    }
    // Without listeners to its upload, the browser does not ask before it sends a plain POST.
    const isPlain = !METHODS_WITH_BODY.includes(method) || (method === 'POST' && !isSafe);
    return {
      passed,
      answer,
      isUnasked: names.length === 0 && (isSimple || isPlain),
      mayBeHidden: passed === null && via === 'error',
      isFollowed: followed.has(method),
      isForbiddenHere: via === 'event',
    };
  };
}

function fromOnce({ method, headers }: Probe, { kind, answer, durationMs }: OnceOutcome): ProbeOutcome {
  const isReading = !METHODS_WITH_BODY.includes(method);
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
