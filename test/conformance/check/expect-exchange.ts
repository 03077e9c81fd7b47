import { type CorsRedirect, checkCors } from '../../../src/fetch-standard/check-cors.js';
import { checkRedirect } from '../../../src/fetch-standard/check-redirect.js';
import type { CorsVerdict } from '../../../src/fetch-standard/cors-verdict.js';
import type { Engine } from '../../../src/fetch-standard/engines/engine.js';
import { explainRequest } from '../../../src/fetch-standard/explain-request.js';
import type { ExplainedRequest } from '../../../src/fetch-standard/page-request.js';
import type { RedirectedRequest } from '../../../src/fetch-standard/redirected-request.js';
import type { CorsResponse, PreflightRequest } from '../../../src/model/cors-exchange.js';
import type { ScriptedAnswer } from '../conformance-case.js';
import { type PlacedCase, readLegUrl } from '../play/place-case.js';
import { writtenHeaders } from '../play/written-headers.js';
import { toPageRequest } from './to-page-request.js';
import type { WireHabits } from './wire-habits.js';

/** A request that the browser is expected to send. */
export type ExpectedRequest =
  | { readonly leg: number; readonly preflight: PreflightRequest }
  | {
      readonly leg: number;
      readonly preflight: null;
      readonly method: string;
      /** `null`: it has no such header. */
      readonly origin: string | null;
    };

/** What we say that comes of a case. */
export interface ExpectedExchange {
  readonly explained: ExplainedRequest;
  /** In order. */
  readonly requests: readonly ExpectedRequest[];
  readonly verdict: CorsVerdict;
  /** The status that the page sees where it may read the answer. */
  readonly status: number;
}

/** What the SDK says of a case in this engine: each request that goes out, and what the page may read at the end. */
export function expectExchange(script: PlacedCase, engine: Engine, habits: WireHabits): ExpectedExchange {
  const explained = explainRequest(toPageRequest(script), engine);
  const requests: ExpectedRequest[] = [];
  const redirects: CorsRedirect[] = [];
  const answerOf = (leg: number, isPreflight: boolean): CorsResponse => {
    const answers = script.legs[leg];
    return toResponse((isPreflight ? answers?.preflight : answers?.actual) ?? NOT_FOUND);
  };
  const first = explained.preflight === null ? null : answerOf(0, true);
  const check = (response: CorsResponse | null): CorsVerdict =>
    checkCors({ request: explained, preflight: first, redirects, response }, engine);

  let request: ExplainedRequest | RedirectedRequest = explained;
  let leg = 0;
  for (;;) {
    if (request.preflight !== null) requests.push({ leg, preflight: request.preflight });
    const asked = check(null);
    if (asked.allowed !== true) return { explained, requests, verdict: asked, status: 0 };
    const sentBefore = requests.reduce<string | null>(
      (last, sent) => (sent.preflight === null ? sent.origin : last),
      null,
    );
    const origin = originHeader(request) ?? (habits.keepsOriginHeader ? sentBefore : null);
    requests.push({ leg, preflight: null, method: request.method, origin });
    const response = answerOf(leg, false);
    const verdict = check(response);
    if (verdict.allowed !== null)
      return { explained, requests, verdict, status: seenStatus(verdict, response) };
    const next: RedirectedRequest | CorsVerdict = checkRedirect(request, response, engine);
    if ('allowed' in next) throw new Error(`checkCors() does not know a verdict that checkRedirect() knows`);
    request = next;
    leg = readLegUrl(next.url)?.leg ?? -1;
    redirects.push({ response, preflight: next.preflight === null ? null : answerOf(leg, true) });
  }
}

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header */
function originHeader(request: ExplainedRequest | RedirectedRequest): string | null {
  if ('addedHeaders' in request && !('redirectCount' in request))
    return request.addedHeaders.find(([name]) => name === 'Origin')?.[1] ?? null;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  return 'hasBeenElsewhere' in request && !request.hasBeenElsewhere && isReading ? null : request.origin;
}

const NOT_FOUND: ScriptedAnswer = { status: 404, headers: [], body: '' };

function toResponse(answer: ScriptedAnswer): CorsResponse {
  return { status: answer.status, headers: writtenHeaders(answer) };
}

function seenStatus(verdict: CorsVerdict, { status }: CorsResponse): number {
  return verdict.allowed === true && !verdict.notes.includes('opaque-redirect') ? status : 0;
}
