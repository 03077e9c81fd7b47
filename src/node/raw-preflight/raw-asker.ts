import { failureCode } from '../../diagnose/raw/failure-code.js';
import type { RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { headerOf } from '../../diagnose/raw/raw-finding.js';
import { showToken } from '../../diagnose/raw/redact.js';
import { tellListener } from '../../diagnose/tell-listener.js';
import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CheckedRequest } from '../../fetch-standard/checked-request.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Evidence } from '../../model/diagnosis.js';
import { type RawLimits, type RawOutcome, sendRaw } from './send-raw.js';

/** What came of a preflight that was sent. `passed` is `null` where no answer came. */
export interface RawAnswer extends RawOutcome {
  readonly passed: boolean | null;
  /** Whether it passes, or would but for the cookies that go along. No preflight carries any: rules know nothing of them. */
  readonly passesBesideCookies: boolean | null;
  /** Whether the server was too busy to look at it, or broken: that says nothing of rules. */
  readonly isUntold: boolean;
}

/** Sends probes and keeps what is seen. */
export interface RawAsker {
  /** Everything seen so far, in its order. */
  readonly evidence: readonly Evidence[];
  /** Sends a preflight for this method and these names, and judges its answer as a browser does. */
  readonly ask: (probe: RawProbe, method: string, names: readonly string[]) => Promise<RawAnswer>;
  /**
   * Sends a request whose answer is looked at by whoever wants it. What a page could send like that is judged as a browser
   * judges its answer.
   */
  readonly look: (probe: RawProbe) => Promise<RawOutcome>;
}

const ALLOW_ORIGIN = 'access-control-allow-origin';
const ALLOW_CREDENTIALS = 'access-control-allow-credentials';

/** @param onEvidence - Called with each piece of evidence as it comes in. */
export function rawAsker(
  request: RawRequest,
  { credentials }: ExplainedRequest,
  limits: RawLimits,
  onEvidence: ((evidence: Evidence) => void) | undefined,
): RawAsker {
  const evidence: Evidence[] = [];
  const note = (
    probe: RawProbe,
    outcome: RawOutcome,
    seen: Pick<Evidence, 'kind' | 'method' | 'headers' | 'passed'>,
  ) => {
    const { response, durationMs } = outcome;
    const origin = originOf(probe);
    const noted: Evidence = {
      ...seen,
      via: response === null ? 'error' : 'raw',
      durationMs,
      ...(response === null ? {} : { status: response.status }),
      ...(origin === '' || origin === request.origin ? {} : { origin }),
      ...(sameAddress(probe.url, request.url) ? {} : { url: showAddress(probe.url) }),
    };
    evidence.push(noted);
    tellListener(onEvidence, noted);
  };
  /**
   * What breaks off is sent again, once: a network loses now and then, and who refuses by that does so again. So is a preflight
   * that the server is too busy to look at.
   */
  const send = async (
    probe: RawProbe,
    shown: Pick<Evidence, 'kind' | 'method' | 'headers'>,
  ): Promise<RawOutcome> => {
    const first = await sendRaw(probe, limits);
    const { response, failure } = first;
    const isLost = failure !== null && failureCode({ ...failure, leg: 'preflight' }, false) === 'pre.reset';
    const isUntold = shown.kind !== 'answer' && isBusy(response);
    if (!isLost && !isUntold) return first;
    note(probe, first, { ...shown, passed: response === null ? null : false });
    return sendRaw(probe, limits);
  };
  return {
    evidence,
    ask: async (probe, method, names) => {
      const asked = {
        origin: originOf(probe),
        method,
        unsafeHeaders: names,
        credentials: credentials ?? 'same-origin',
      };
      const isElsewhere = probe.purpose === 'redirect-target';
      const kind = isElsewhere ? 'redirect' : credentials === 'include' ? 'cookies' : 'preflight';
      const shown = { kind, method, headers: names.map(showToken) } as const;
      const outcome = await send(probe, shown);
      const { response } = outcome;
      const passed = passes(response, asked);
      note(probe, outcome, { ...shown, passed });
      const passesBesideCookies = passed === false ? passes(agreeing(response, asked), asked) : passed;
      return { ...outcome, passed, passesBesideCookies, isUntold: isBusy(response) };
    },
    look: async (probe) => {
      const { method } = probe;
      const shown = { kind: 'answer', method, headers: [] } as const;
      const outcome = await send(probe, shown);
      const asked = {
        origin: originOf(probe),
        method,
        unsafeHeaders: [],
        credentials: credentials ?? 'same-origin',
      };
      const isOfPage = method !== 'OPTIONS' && asked.origin === request.origin;
      const passed = isOfPage ? isReadable(outcome.response, asked) : null;
      note(probe, outcome, { ...shown, passed });
      return outcome;
    },
  };
}

function originOf({ headers }: RawProbe): string {
  return headers.find(([name]) => name === 'Origin')?.[1] ?? '';
}

/** Too many requests, or an error of the server's own. */
function isBusy(response: RawResponse | null): boolean {
  return response !== null && (response.status === 429 || response.status >= 500);
}

function sameAddress(a: string, b: string): boolean {
  return showAddress(a) === showAddress(b);
}

function passes(response: RawResponse | null, request: CheckedRequest): boolean | null {
  return response === null ? null : checkCors({ request, preflight: response, response: null }).allowed;
}

/** The same answer, were it one to cookies: where a page sends them, it is looked at first whether they may come. */
function agreeing(response: RawResponse | null, { origin, credentials }: CheckedRequest): RawResponse | null {
  if (response === null || credentials !== 'include' || headerOf(response, ALLOW_ORIGIN) === '')
    return response;
  const isOther = ([name]: HeaderEntry) => ![ALLOW_ORIGIN, ALLOW_CREDENTIALS].includes(name.toLowerCase());
  const agreed: HeaderEntry[] = [[ALLOW_CREDENTIALS, 'true']];
  const allowed = headerOf(response, ALLOW_ORIGIN);
  agreed.push([ALLOW_ORIGIN, allowed === '*' ? origin : allowed]);
  return { ...response, headers: [...response.headers.filter(isOther), ...agreed] };
}

function isReadable(response: RawResponse | null, request: CheckedRequest): boolean | null {
  return response === null ? null : checkCors({ request, preflight: null, response }).allowed;
}
