import type { RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { showToken } from '../../diagnose/raw/redact.js';
import { tellListener } from '../../diagnose/tell-listener.js';
import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CheckedRequest } from '../../fetch-standard/checked-request.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { Evidence } from '../../model/diagnosis.js';
import { type RawLimits, type RawOutcome, sendRaw } from './send-raw.js';

/** What came of a preflight that was sent. `passed` is `null` where no answer came. */
export interface RawAnswer extends RawOutcome {
  readonly passed: boolean | null;
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
  return {
    evidence,
    ask: async (probe, method, names) => {
      const outcome = await sendRaw(probe, limits);
      const asked = {
        origin: originOf(probe),
        method,
        unsafeHeaders: names,
        credentials: credentials ?? 'same-origin',
      };
      const passed = passes(outcome.response, asked);
      const isElsewhere = probe.purpose === 'redirect-target';
      const kind = isElsewhere ? 'redirect' : credentials === 'include' ? 'cookies' : 'preflight';
      note(probe, outcome, { kind, method, headers: names.map(showToken), passed });
      return { ...outcome, passed };
    },
    look: async (probe) => {
      const outcome = await sendRaw(probe, limits);
      const { method } = probe;
      const asked = {
        origin: originOf(probe),
        method,
        unsafeHeaders: [],
        credentials: credentials ?? 'same-origin',
      };
      const isOfPage = method !== 'OPTIONS' && asked.origin === request.origin;
      const passed = isOfPage ? isReadable(outcome.response, asked) : null;
      note(probe, outcome, { kind: 'answer', method, headers: [], passed });
      return outcome;
    },
  };
}

function originOf({ headers }: RawProbe): string {
  return headers.find(([name]) => name === 'Origin')?.[1] ?? '';
}

function sameAddress(a: string, b: string): boolean {
  return showAddress(a) === showAddress(b);
}

function passes(response: RawResponse | null, request: CheckedRequest): boolean | null {
  return response === null ? null : checkCors({ request, preflight: response, response: null }).allowed;
}

function isReadable(response: RawResponse | null, request: CheckedRequest): boolean | null {
  return response === null ? null : checkCors({ request, preflight: null, response }).allowed;
}
