import { randomUUID } from 'node:crypto';
import { readCommand } from '../../diagnose/decide-command.js';
import { concludeReading } from '../../diagnose/raw/conclude-reading.js';
import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { leaveBrowserCacheOpen } from '../../diagnose/raw/leave-browser-cache-open.js';
import { localFault } from '../../diagnose/raw/local-fault.js';
import { markAsked } from '../../diagnose/raw/mark-asked.js';
import { elsewhereProbe, headProbe, preflightProbe, readingProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { s3 } from '../../stores/s3.js';
import type { Store } from '../../stores/store.js';
import { checkRawRequest } from './check-raw-request.js';
import { concludeHead } from './conclude-head.js';
import { isKeptForAll } from './is-kept-for-all.js';
import { type RawAsker, rawAsker } from './raw-asker.js';
import { type FirstLook, whyRefused } from './why-refused.js';

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
 * request is refused, by whom, and what would pass. Sends OPTIONS; one HEAD without the query; or, where a page would send
 * it unasked, the GET or HEAD itself, at most four times, of whose answer 64 KiB are read. An OPTIONS that breaks off, or that the
 * server is too busy to answer, is sent once more; and before a cause in the rules is called proven, the refused one and one that
 * it is told from are, each three times. No cookies, no credentials, nothing that changes anything. Redirects are not followed;
 * where one leads is asked by one OPTIONS.
 *
 * @param request - What the page would send. A presigned URL is asked with its query, and without its signature: once, or four
 * times where that passes.
 * @throws ConfigError when the request makes no sense; the signal's reason when it is aborted.
 */
export async function diagnoseRaw(request: RawRequest, options: DiagnoseRawOptions = {}): Promise<Diagnosis> {
  checkRawRequest(request, options);
  return markAsked(leaveBrowserCacheOpen(await askAndExplain(request, options)));
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

  const probe = preflightProbe(request, method, unsafeHeaders);
  const first = await asker.ask(probe, method, unsafeHeaders);
  const preflight = { headers: unsafeHeaders, response: first.response };
  // Whether the browser would ask or not, what a store allows it says to an OPTIONS.
  const exact = await explainExchange({ request, preflight, failure: first.failure }, known);
  if (first.passed === false) return whyRefused(request, asker, { probe, first, exact, explained, known });
  if (first.passed === null) return { ...exact, ...(await askSecurely(request, asker, exact, explained)) };
  return readItself(request, asker, exact, known);
}

/** Where http got no answer, https may: then that is where the store is. */
async function askSecurely(
  request: RawRequest,
  asker: RawAsker,
  { raw }: Diagnosis,
  { method, unsafeHeaders }: ExplainedRequest,
): Promise<Pick<Diagnosis, 'evidence' | 'raw'>> {
  const secure = elsewhereProbe(request, '');
  const answer = secure === null ? null : await asker.ask(secure, method, unsafeHeaders);
  const { evidence } = asker;
  // Another server may stand there, or one that refuses as well.
  if (secure === null || answer?.passed !== true || raw === null) return { evidence, raw };
  return { evidence, raw: { ...raw, elsewhere: new URL(secure.url).origin } };
}

/** A request that only reads and goes out unasked is sent as it is: its answer says what no preflight does. */
async function readItself(
  request: RawRequest,
  asker: RawAsker,
  exact: Diagnosis,
  known: FirstLook['known'],
): Promise<Diagnosis> {
  const probe = readingProbe(request, null);
  const fresh = readingProbe(request, randomUUID());
  if (probe === null || fresh === null) return readBeside(request, asker, exact, known);
  const { response, failure } = await asker.look(probe);
  const read = await explainExchange({ request, response, failure }, known);
  const isUnexplained = read.code === 'act.no-acao' || read.code === 'cache.cdn-poison';
  const again = isUnexplained ? await asker.look(fresh) : null;
  const readFresh = again === null ? null : await explainExchange({ request, ...again }, known);
  const isRisky =
    read.code === 'ok.allowed' &&
    response !== null &&
    (await isKeptForAll(response, fresh, async (asked) => (await asker.look(asked)).response));
  const concluded = concludeReading(read, readFresh?.code === 'ok.allowed', asker.evidence);
  if (!isRisky) return concluded;
  // It is readable for whoever comes after a page, and for nobody after an image.
  const undecided = { candidates: ['cache.cdn-poison' as const], command: readCommand(read.request) };
  return { ...concluded, confidence: 'strong', undecided };
}

/** What is not sent itself, as it changes things or carries secrets: a HEAD of the same object shows where it leads. */
async function readBeside(
  request: RawRequest,
  asker: RawAsker,
  exact: Diagnosis,
  { store }: FirstLook['known'],
): Promise<Diagnosis> {
  const isAllowed = (await asker.ask(preflightProbe(request, 'HEAD', []), 'HEAD', [])).passed === true;
  const probe = headProbe(request);
  const { response } = await asker.look(probe);
  const { evidence } = asker;
  if (response === null) return { ...exact, evidence };
  return { ...(await concludeHead(exact, { url: probe.url, response, isAllowed }, store)), evidence };
}
