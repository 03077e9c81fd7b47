import { randomUUID } from 'node:crypto';
import { readCommand } from '../../diagnose/decide-command.js';
import type { Ask } from '../../diagnose/infer/cause.js';
import { findCause } from '../../diagnose/infer/find-cause.js';
import { concludeProbes } from '../../diagnose/raw/conclude-probes.js';
import { concludeReading } from '../../diagnose/raw/conclude-reading.js';
import { concludeRedirect } from '../../diagnose/raw/conclude-redirect.js';
import { type ExplainExchangeOptions, explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { leaveBrowserCacheOpen } from '../../diagnose/raw/leave-browser-cache-open.js';
import { localFault } from '../../diagnose/raw/local-fault.js';
import { markAsked } from '../../diagnose/raw/mark-asked.js';
import {
  elsewhereProbe,
  headProbe,
  planProbes,
  preflightProbe,
  readingProbe,
} from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { headerOf, readAnswer } from '../../diagnose/raw/raw-finding.js';
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
import { type RawAnswer, type RawAsker, rawAsker } from './raw-asker.js';
import { type LooksBeside, sharpenByLooks } from './sharpen-by-looks.js';

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
/** Besides the planned ones, of which there are at most a dozen. */
const MOST_ASKED = 40;

/**
 * Asks a store what a browser would ask before a request, and reads the answers that no page can read: which part of the
 * request is refused, by whom, and what would pass. Sends OPTIONS; one HEAD without the query; or, where a page would send
 * it unasked, the GET or HEAD itself, at most four times, of whose answer 64 KiB are read. No cookies, no credentials, nothing
 * that changes anything. Redirects are not followed; where one leads is asked by one OPTIONS.
 *
 * @param request - What the page would send. A presigned URL is asked with its query and once without.
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

  const first = await asker.ask(preflightProbe(request, method, unsafeHeaders), method, unsafeHeaders);
  const preflight = { headers: unsafeHeaders, response: first.response };
  // Whether the browser would ask or not, what a store allows it says to an OPTIONS.
  const exact = await explainExchange({ request, preflight, failure: first.failure }, known);
  if (first.passed === false) return whyRefused(request, asker, { first, exact, explained, known });
  if (first.passed === null) return { ...exact, ...(await askSecurely(request, asker, exact, explained)) };
  return readItself(request, asker, exact, known);
}

/** What is known when the first preflight has been answered. */
interface FirstLook {
  readonly first: RawAnswer;
  /** The diagnosis of that answer alone. */
  readonly exact: Diagnosis;
  readonly explained: ExplainedRequest;
  readonly known: ExplainExchangeOptions & { readonly store: Store };
}

async function whyRefused(
  request: RawRequest,
  asker: RawAsker,
  { first, exact, explained, known }: FirstLook,
): Promise<Diagnosis> {
  const { method, unsafeHeaders } = explained;
  const location = first.response === null ? '' : headerOf(first.response, 'location');
  const target = location === '' ? null : elsewhereProbe(request, location);
  if (target !== null) {
    const { response, failure } = await asker.ask(target, method, unsafeHeaders);
    const there = { ...request, url: target.url };
    const preflight = { headers: unsafeHeaders, response };
    const beyond = await explainExchange({ request: there, preflight, failure }, known);
    return concludeRedirect(exact, beyond, asker.evidence);
  }
  const passed: RawAnswer[] = [];
  const ask: Ask = async (asked, names) => {
    const answer = await asker.ask(preflightProbe(request, asked, names), asked, names);
    if (answer.passesBesideCookies === true) passed.push(answer);
    return { passed: answer.passesBesideCookies, answer: null };
  };
  const cause = await findCause({
    ask: within(MOST_ASKED, ask, first.passed, explained),
    // The first answer came.
    reach: async () => 'answered',
    method,
    names: unsafeHeaders,
    needsPreflight: true,
    showsUploads: true,
    isFirstBlind: false,
  });
  // Where nothing but cookies is refused, what passes beside them tells nothing more.
  const isPassing = (answer: RawAnswer) =>
    first.passesBesideCookies === true ? answer.passed : answer.passesBesideCookies;
  const passingOrigins: string[] = [];
  let passesUnsigned: boolean | null = null;
  const looks: { -readonly [kind in keyof LooksBeside]: LooksBeside[kind] } = {
    noOrigin: null,
    noMethod: null,
    head: null,
  };
  for (const probe of planProbes(request)) {
    if (probe.purpose === 'near-origin' || probe.purpose === 'foreign-origin') {
      const answer = await asker.ask(probe, method, unsafeHeaders);
      const origin = probe.headers.find(([name]) => name === 'Origin')?.[1] ?? '';
      if (isPassing(answer) !== true) continue;
      passed.push(answer);
      if (probe.purpose === 'near-origin') passingOrigins.push(origin);
    } else if (probe.purpose === 'without-signature') {
      passesUnsigned = isPassing(await asker.ask(probe, method, unsafeHeaders));
    } else {
      const { response } = await asker.look(probe);
      const look = response === null ? null : await readAnswer(response, known.store);
      if (probe.purpose === 'no-origin') looks.noOrigin = look;
      else if (probe.purpose === 'no-method') looks.noMethod = look;
      else looks.head = look;
    }
  }
  const answers = passed.flatMap(({ response }) => (response === null ? [] : [response]));
  const readings = await Promise.all(answers.map((response) => readAnswer(response, known.store)));
  const { status = 0 } = looks.head?.response ?? {};
  const refusal = first.response === null ? null : await readAnswer(first.response, known.store);
  const found = concludeProbes({
    exact,
    serviceMessage: refusal?.error.serviceMessage ?? '',
    cause,
    store: known.store,
    rules: known.rules ?? null,
    evidence: asker.evidence,
    passingOrigins,
    passesUnsigned,
    movedTo: status >= 300 && status < 400 ? (looks.head?.elsewhere ?? '') : '',
    passingIsStore: readings.some(({ isStore }) => isStore),
  });
  return sharpenByLooks(found, looks);
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

/** Not more than so many questions; the first answer is known already. */
function within(most: number, ask: Ask, first: boolean | null, explained: ExplainedRequest): Ask {
  let left = most;
  const questionOf = (asked: string, names: readonly string[]): string => [asked, ...names].join(' ');
  // What was answered raw was not lost, and so needs no second look.
  const seen = new Map([[questionOf(explained.method, explained.unsafeHeaders), first]]);
  return async (method, names) => {
    const known = seen.get(questionOf(method, names)) ?? null;
    if (known !== null) return { passed: known, answer: null };
    left -= 1;
    if (left < 0) return { passed: null, answer: null, isOverBudget: true };
    const answer = await ask(method, names);
    seen.set(questionOf(method, names), answer.passed);
    return answer;
  };
}
