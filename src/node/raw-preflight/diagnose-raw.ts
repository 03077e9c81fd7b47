import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { leaveBrowserCacheOpen } from '../../diagnose/raw/leave-browser-cache-open.js';
import { localFault } from '../../diagnose/raw/local-fault.js';
import { markAsked } from '../../diagnose/raw/mark-asked.js';
import { preflightProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { s3 } from '../../stores/s3.js';
import type { Store } from '../../stores/store.js';
import { askSecurely } from './ask-securely.js';
import { checkRawRequest } from './check-raw-request.js';
import { decideByAnswer } from './decide-by-answer.js';
import { explainUnasked } from './explain-unasked.js';
import { rawAsker } from './raw-asker.js';
import { readBeside } from './read-beside.js';
import { whyRefused } from './why-refused.js';

/** How raw preflights are sent. */
export interface DiagnoseRawOptions {
  /** The kind of store that is asked. Default: `s3`. */
  readonly store?: Store;
  /** The bucket's rules, where they are known, or its whole configuration. Default: not known. */
  readonly rules?: CorsConfiguration | readonly CorsRule[];
  /** Called with each piece of evidence as it comes in. An error that it throws becomes an uncaught exception, and ends nothing here: `signal` does. */
  readonly onEvidence?: (evidence: Evidence) => void;
  /** Ends it; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Limit for one request, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Enough for any error document. */
const BODY_BYTES = 65_536;

/**
 * Asks a store what a browser would ask before a request, and reads the answers that no page can read: which part of the
 * request is refused, by whom, and what would pass. Sends OPTIONS, and one HEAD without the query; where a page would send it
 * unasked, first the GET or HEAD itself, at most four times, of whose answer 64 KiB are read, and OPTIONS only where that allows
 * no page. What breaks off, and an OPTIONS that the server is too busy to answer, is sent once more; and before a cause in the
 * rules is called proven, the refused one and one that it is told from are, each three times. No cookies, no credentials, nothing
 * that changes anything. Redirects are not followed; where one leads is asked by one OPTIONS.
 *
 * @param request - What the page would send. A presigned URL is asked with its query, and without its signature: once, or four
 * times where that passes; and without it alone where a page sends no preflight.
 * @throws ConfigError when the request makes no sense; the signal's reason when it is aborted.
 */
export async function diagnoseRaw(request: RawRequest, options: DiagnoseRawOptions = {}): Promise<Diagnosis> {
  checkRawRequest(request, options);
  const found = leaveBrowserCacheOpen(await askAndExplain(request, options));
  return markAsked(decideByAnswer(found, request, options.store ?? s3));
}

async function askAndExplain(request: RawRequest, options: DiagnoseRawOptions): Promise<Diagnosis> {
  const { store = s3, rules, signal, timeoutMs = TIMEOUT_MS } = options;
  const known = { store, ...(rules === undefined ? {} : { rules }) };
  // What no browser would send needs no asking.
  if (localFault(request) !== null) return explainExchange({ request }, known);
  const limits = { timeoutMs, bodyBytes: BODY_BYTES, ...(signal === undefined ? {} : { signal }) };
  const explained = explainRequest(request);
  const asker = rawAsker(request, explained, limits, options.onEvidence);
  const { method, unsafeHeaders } = explained;

  if (explained.preflight === null) return explainUnasked(request, asker, explained, known);
  const probe = preflightProbe(request, method, unsafeHeaders);
  const first = await asker.ask(probe, method, unsafeHeaders);
  const preflight = { headers: unsafeHeaders, response: first.response };
  const exact = await explainExchange({ request, preflight, failure: first.failure }, known);
  if (first.passed === false)
    return whyRefused(request, asker, { probe, first, exact, explained, known, reading: null });
  if (first.passed === null) return { ...exact, ...(await askSecurely(request, asker, exact, explained)) };
  return readBeside(request, asker, exact, known);
}
