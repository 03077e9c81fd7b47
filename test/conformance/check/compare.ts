import { chromiumRefusal } from '../../../src/fetch-standard/predict/chromium-refusals.js';
import type { ChromiumReport } from '../play/chromium-reports.js';
import type { PlacedCase } from '../play/place-case.js';
import type { PageOutcome } from '../play/play-in-page.js';
import type { ReceivedRequest } from '../play/scripted-server.js';
import { compareSent } from './compare-sent.js';
import type { ExpectedExchange, ExpectedRequest } from './expect-exchange.js';
import type { WireHabits } from './wire-habits.js';

/** What really came of a case. */
export interface SeenExchange {
  readonly outcome: PageOutcome;
  readonly received: readonly ReceivedRequest[];
  /** What DevTools say. `null` where there are none; `undefined`: nothing failed. */
  readonly report: ChromiumReport | undefined | null;
}

/** One difference between what we say and what was seen, in words. */
export type Difference = string;

/** Where what we say of a case is not what an engine did. Empty: it agrees. */
export function compare(
  script: PlacedCase,
  expected: ExpectedExchange,
  seen: SeenExchange,
  habits: WireHabits,
): Difference[] {
  return [
    ...compareRequests(script, expected, seen.received, habits),
    ...compareOutcome(expected, seen.outcome),
    ...(seen.report === null ? [] : compareReport(expected, seen.report)),
  ];
}

function compareRequests(
  script: PlacedCase,
  expected: ExpectedExchange,
  received: readonly ReceivedRequest[],
  habits: WireHabits,
): Difference[] {
  const wanted = withoutRepeats(expected.requests.map(lineOfExpected));
  const seen = withoutRepeats(received.map(lineOfReceived));
  const { verdict } = expected;
  const isRedirect = verdict.allowed === false && verdict.blockedAt === 'redirect';
  const isOwn = isRedirect && script.asked.to === 'page' && script.origin !== 'null';
  const isAskedLast = isOwn && habits.asksBeforeRefusing && received.at(-1)?.isPreflight === true;
  const got = isAskedLast ? seen.slice(0, wanted.length) : seen;
  const differences = differ('requests', wanted, got);
  const sent = received.find(({ leg, isPreflight }) => leg === 0 && !isPreflight);
  return sent === undefined
    ? differences
    : [...differences, ...compareSent(script, expected.explained, sent, habits)];
}

/**
 * Each once: network stacks send a request once more as they like, such as after 408 on a connection that was used before;
 * and what redirects to itself has its later preflights from the cache.
 */
function withoutRepeats(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

function lineOfExpected(request: ExpectedRequest): string {
  if (request.preflight === null)
    return `${request.leg}: ${request.method} from ${request.origin ?? 'nowhere'}`;
  const { origin, method, headers } = request.preflight;
  const names = headers.length === 0 ? 'none' : headers.join(',');
  return `${request.leg}: preflight from ${origin} for ${method} with ${names}`;
}

function lineOfReceived({ leg, isPreflight, method, headers }: ReceivedRequest): string {
  const value = (wanted: string): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (!isPreflight) return `${leg}: ${method} from ${value('origin') ?? 'nowhere'}`;
  const names = value('access-control-request-headers') ?? 'none';
  const asked = value('access-control-request-method');
  return `${leg}: ${method === 'OPTIONS' ? 'preflight' : method} from ${value('origin')} for ${asked} with ${names}`;
}

function compareOutcome({ verdict, status }: ExpectedExchange, outcome: PageOutcome): Difference[] {
  if (outcome.isTooLate) return [`outcome: ${outcome.error}`];
  const isAllowed = verdict.allowed === true;
  if (isAllowed !== outcome.isReadable) {
    const wanted =
      verdict.allowed === false ? `refused by ${verdict.code} ${JSON.stringify(verdict.value)}` : 'allowed';
    return [`outcome: we say ${wanted}, the page saw ${outcome.error || `status ${outcome.status}`}`];
  }
  if (!isAllowed) return [];
  return [
    ...differ('status', [status], [outcome.status]),
    ...differ('readable headers', verdict.readableHeaders, outcome.headerNames),
  ];
}

function compareReport({ verdict }: ExpectedExchange, report: ChromiumReport | undefined): Difference[] {
  if (verdict.allowed !== false) return [];
  if (report === undefined) return ['DevTools say nothing of the failure'];
  const predicted = chromiumRefusal(verdict);
  const parameters = [predicted.failedParameter, ...predicted.orFailedParameter];
  const parameter = parameters.includes(report.failedParameter)
    ? report.failedParameter
    : predicted.failedParameter;
  return [
    ...differ('CorsError', [predicted.corsError], [report.corsError]),
    ...(predicted.corsError === null ? [] : differ('failedParameter', [parameter], [report.failedParameter])),
    ...(predicted.netError === null ? [] : differ('net error', [predicted.netError], [report.netError])),
  ];
}

function differ(what: string, wanted: readonly unknown[], got: readonly unknown[]): Difference[] {
  const [ours, theirs] = [JSON.stringify(wanted), JSON.stringify(got)];
  return ours === theirs ? [] : [`${what}: we say ${ours}, the engine ${theirs}`];
}
