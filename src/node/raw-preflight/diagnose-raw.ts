import type { Ask } from '../../diagnose/infer/cause.js';
import { findCause } from '../../diagnose/infer/find-cause.js';
import { concludeProbes } from '../../diagnose/raw/conclude-probes.js';
import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { localFault } from '../../diagnose/raw/local-fault.js';
import { planProbes, preflightProbe, type RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { showToken } from '../../diagnose/raw/redact.js';
import { checkCors } from '../../fetch-standard/check-cors.js';
import { explainRequest } from '../../fetch-standard/explain-request.js';
import { isToken } from '../../fetch-standard/header-values.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { parseUrl } from '../../model/parse-url.js';
import { showValue } from '../../model/show-value.js';
import { checkRuleShape } from '../../rules/check-rule-shape.js';
import { s3 } from '../../stores/s3.js';
import type { Store } from '../../stores/store.js';
import { type RawLimits, type RawOutcome, sendRaw } from './send-raw.js';

/** How raw preflights are sent. */
export interface DiagnoseRawOptions {
  /** The kind of store that is asked. Default: `s3`. */
  readonly store?: Store;
  /** The bucket's rules, where they are known. Default: not known. */
  readonly rules?: readonly CorsRule[];
  /** Called with each piece of evidence as it comes in. */
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
 * request is refused, by whom, and what would pass. Sends OPTIONS, and one HEAD; no cookies, no credentials, nothing that
 * changes anything. Redirects are shown, not followed.
 *
 * @param request - What the page would send. A presigned URL is asked with its query and once without.
 * @throws ConfigError when the request makes no sense; the signal's reason when it is aborted.
 */
export async function diagnoseRaw(request: RawRequest, options: DiagnoseRawOptions = {}): Promise<Diagnosis> {
  checkInput(request, options);
  const { store = s3, rules = null, signal, timeoutMs = TIMEOUT_MS } = options;
  const known = { store, ...(rules === null ? {} : { rules }) };
  // What no browser would send needs no asking.
  if (localFault(request) !== null) return explainExchange({ request }, known);
  const limits: RawLimits = { timeoutMs, bodyBytes: BODY_BYTES, ...(signal === undefined ? {} : { signal }) };
  const evidence: Evidence[] = [];
  const explained = explainRequest(request);
  const send = async (probe: RawProbe, note: (outcome: RawOutcome) => Evidence): Promise<RawOutcome> => {
    const outcome = await sendRaw(probe, limits);
    const noted = note(outcome);
    evidence.push(noted);
    options.onEvidence?.(noted);
    return outcome;
  };
  const askFrom = async (probe: RawProbe, method: string, names: readonly string[], origin: string) => {
    const check = (response: RawResponse | null) =>
      passes(response, {
        origin,
        method,
        unsafeHeaders: names,
        credentials: explained.credentials ?? 'same-origin',
      });
    const outcome = await send(probe, (seen) =>
      evidenceOf(seen, {
        method,
        headers: names.map(showToken),
        passed: check(seen.response),
        ...(origin === request.origin ? {} : { origin }),
      }),
    );
    return { ...outcome, passed: check(outcome.response) };
  };

  const first = await askFrom(
    preflightProbe(request, explained.method, explained.unsafeHeaders),
    explained.method,
    explained.unsafeHeaders,
    request.origin,
  );
  const preflight = { headers: explained.unsafeHeaders, response: first.response };
  // Whether the browser would ask or not, what a store allows it says to an OPTIONS.
  const exact = await explainExchange({ request, preflight, failure: first.failure }, known);
  if (first.passed !== false) return { ...exact, evidence };

  const cause = await findCause({
    ask: askWithin(request, askFrom, first.passed, explained),
    // The first answer came.
    reach: async () => 'answered',
    method: explained.method,
    names: explained.unsafeHeaders,
    needsPreflight: true,
    showsUploads: true,
  });
  const passingOrigins: string[] = [];
  let passesUnsigned: boolean | null = null;
  for (const probe of planProbes(request)) {
    const origin = probe.headers.find(([name]) => name === 'Origin')?.[1] ?? '';
    if (probe.purpose === 'near-origin' || probe.purpose === 'foreign-origin') {
      const { passed } = await askFrom(probe, explained.method, explained.unsafeHeaders, origin);
      if (passed === true && probe.purpose === 'near-origin') passingOrigins.push(origin);
    } else if (probe.purpose === 'without-signature') {
      passesUnsigned = (await askFrom(probe, explained.method, explained.unsafeHeaders, origin)).passed;
    } else {
      await send(probe, (seen) =>
        evidenceOf(seen, { kind: 'answer', method: probe.method, headers: [], passed: null }),
      );
    }
  }
  return concludeProbes({ exact, cause, store, rules, evidence, passingOrigins, passesUnsigned });
}

type AskFrom = (
  probe: RawProbe,
  method: string,
  names: readonly string[],
  origin: string,
) => Promise<RawOutcome & { readonly passed: boolean | null }>;

function askWithin(
  request: RawRequest,
  askFrom: AskFrom,
  first: boolean | null,
  explained: { method: string; unsafeHeaders: readonly string[] },
): Ask {
  let left = MOST_ASKED;
  const questionOf = (method: string, names: readonly string[]) => [method, ...names].join(' ');
  // What was answered raw was not lost, and so needs no second look.
  const seen = new Map([[questionOf(explained.method, explained.unsafeHeaders), first]]);
  return async (method, names) => {
    const known = seen.get(questionOf(method, names)) ?? null;
    if (known !== null) return { passed: known, answer: null };
    left -= 1;
    if (left < 0) return { passed: null, answer: null, isOverBudget: true };
    const { passed } = await askFrom(preflightProbe(request, method, names), method, names, request.origin);
    seen.set(questionOf(method, names), passed);
    return { passed, answer: null };
  };
}

function passes(
  response: RawResponse | null,
  request: Parameters<typeof checkCors>[0]['request'],
): boolean | null {
  return response === null ? null : checkCors({ request, preflight: response, response: null }).allowed;
}

function evidenceOf(
  { response, durationMs }: RawOutcome,
  asked: Pick<Evidence, 'method' | 'headers' | 'passed'> & Partial<Evidence>,
): Evidence {
  return {
    kind: 'preflight',
    via: response === null ? 'error' : 'raw',
    durationMs,
    ...(response === null ? {} : { status: response.status }),
    ...asked,
  };
}

function checkInput(request: unknown, options: unknown): void {
  const issues: Issue[] = [];
  const wrong = (path: string, value: unknown, message: string) => {
    const shown =
      value === undefined ? 'absent' : showValue(typeof value === 'string' ? showAddress(value) : value);
    issues.push({ code: value === undefined ? 'missing' : 'invalid', path, value: shown, message });
  };
  const given = (typeof request === 'object' && request !== null ? request : {}) as Record<string, unknown>;
  const { origin, method, url, headers = [] } = given;
  if (typeof origin !== 'string' || (origin !== 'null' && parseUrl(origin)?.origin !== origin)) {
    wrong('request.origin', origin, 'must be an origin such as "https://app.example.com", or "null"');
  }
  if (typeof method !== 'string' || !isToken(method))
    wrong('request.method', method, 'must be a method such as "PUT"');
  if (typeof url !== 'string' || parseUrl(url) === undefined)
    wrong('request.url', url, 'must be an absolute address');
  const isEntry = (entry: unknown) =>
    Array.isArray(entry) &&
    entry.length === 2 &&
    typeof entry[0] === 'string' &&
    isToken(entry[0]) &&
    typeof entry[1] === 'string';
  if (!Array.isArray(headers) || !headers.every(isEntry)) {
    issues.push({
      code: 'invalid',
      path: 'request.headers',
      value: 'not shown',
      message: 'must be pairs of a header name and a text',
    });
  }
  const { rules, timeoutMs } = (
    typeof options === 'object' && options !== null ? options : {}
  ) as DiagnoseRawOptions;
  if (rules !== undefined) issues.push(...checkRuleShape(rules));
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && timeoutMs > 0)) {
    wrong('options.timeoutMs', timeoutMs, 'must be a number of milliseconds above 0');
  }
  if (issues.length > 0) throw new ConfigError('No preflight can be sent for this', issues);
}
