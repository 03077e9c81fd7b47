import type { HeaderEntry } from '../model/cors-exchange.js';
import type { Evidence } from '../model/diagnosis.js';
import { objectUrl } from '../stores/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { Ask } from './infer/cause.js';
import { limitConcurrency } from './limit-concurrency.js';
import type { Page } from './page.js';

/** What browsers open side by side to one host over HTTP/1.1. */
const SIDE_BY_SIDE = 6;
/** With two that see whether anybody answers, and two with credentials where they are allowed, 25 requests in all. */
const MOST_PROBES = 21;

/**
 * Answers questions about preflights by sending harmless probes from the page. Past 21 probes it answers that it cannot
 * tell, so that no configuration makes a diagnosis endless.
 *
 * @param standIns - The header that a probe sends for each name.
 * @param note - Called with what each probe showed.
 */
export function askByProbes(
  page: Page,
  bucket: Bucket,
  key: string,
  standIns: ReadonlyMap<string, HeaderEntry>,
  note: (evidence: Evidence) => void,
): Ask {
  let left = MOST_PROBES;
  const run = limitConcurrency(SIDE_BY_SIDE);
  return async (method, names) => {
    left -= 1;
    if (left < 0) return { passed: null, readable: false };
    const url = objectUrl(
      bucket,
      key,
      bucket.store.harmlessQuery(method, `bucket-preflight-${page.randomId()}`),
    );
    const headers = names.map((name) => standIns.get(name) ?? ([name, '1'] as const));
    const { passed, via, answer, durationMs } = await run(() => page.sendProbe({ method, url, headers }));
    const probe = names.length === 0 ? `${method} without headers` : `${method} with ${names.join(', ')}`;
    note({ probe, passed, via, durationMs, ...(answer === null ? {} : { status: answer.status }) });
    return { passed, readable: answer !== null };
  };
}
