import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { Evidence } from '../model/diagnosis.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { DescribedRequest } from './describe-request.js';
import type { Ask } from './infer/cause.js';
import { limitConcurrency } from './limit-concurrency.js';
import type { Page } from './page.js';
import { probeId } from './probe-id.js';

/** What browsers open side by side to one host over HTTP/1.1. */
const SIDE_BY_SIDE = 6;
/** Besides: two that see whether anybody answers, up to three for redirects, and two with credentials. 25 in all. */
const MOST_PROBES = 18;

/**
 * Answers questions about preflights by sending harmless probes from the page. Past 18 probes it answers that it cannot
 * tell, so that no configuration makes a diagnosis endless.
 *
 * @param described - The request that is looked into, with the header that a probe sends for each name.
 * @param note - Called with what each probe showed.
 */
export function askByProbes(
  page: Page,
  bucket: Bucket,
  key: string,
  { sent, standIns }: DescribedRequest,
  note: (evidence: Evidence) => void,
): Ask {
  let left = MOST_PROBES;
  const run = limitConcurrency(SIDE_BY_SIDE);
  const urlFor = (method: string) =>
    objectUrl(bucket.location, key, bucket.store.harmlessQuery(method, probeId(page)));
  const redirects = new Map<string, Promise<boolean>>();
  /** A redirect could lead a probe to where it is not harmless, so each method that changes things is tried without first. */
  const isRedirected = (method: string) => {
    if (!METHODS_WITH_BODY.includes(method)) return false;
    const known = redirects.get(method);
    if (known !== undefined) return known;
    const probe = { method, url: urlFor(method), headers: [], isSimple: false };
    const found = run(() => page.sendOnce(probe)).then(({ kind, durationMs }) => {
      if (kind !== 'redirect') return false;
      note({ kind: 'preflight', method, headers: [], passed: true, via: 'opaque', durationMs });
      return true;
    });
    redirects.set(method, found);
    return found;
  };
  return async (method, names) => {
    left -= 1;
    if (left < 0) return { passed: null, answer: null, isOverBudget: true };
    if (await isRedirected(method)) return { passed: null, answer: null, isRedirected: true };
    const url = urlFor(method);
    const isSimple = names.length === 0 && !sent.needsPreflight && method === sent.method;
    const headers = names.map((name) => standIns.get(name) ?? ([name, '1'] as const));
    const { passed, via, answer, durationMs } = await run(() =>
      page.sendProbe({ method, url, headers, isSimple }),
    );
    const status = answer === null ? {} : { status: answer.status };
    note({ kind: 'preflight', method, headers: names, passed, via, durationMs, ...status });
    return { passed, answer };
  };
}
