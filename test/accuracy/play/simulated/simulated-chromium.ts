import type { CloserLook, OnceOutcome, Page, ProbeOutcome } from '../../../../src/diagnose/page.js';
import { checkCors } from '../../../../src/fetch-standard/check-cors.js';
import type { CredentialsMode } from '../../../../src/fetch-standard/checked-request.js';
import { explainRequest } from '../../../../src/fetch-standard/explain-request.js';
import { hasRedirectStatus } from '../../../../src/fetch-standard/is-redirect.js';
import type { PageRequest } from '../../../../src/fetch-standard/page-request.js';
import { METHODS_WITH_BODY } from '../../../../src/model/cors-methods.js';
import type { PageAnswer } from '../in-page.js';
import type { Arrival, ArrivedAnswer, Wires } from './wires.js';

/** What a page in a simulated Chromium diagnoses and sends by. */
export interface SimulatedChromium {
  readonly page: Page;
  /** What the SDK sends by in place of the platform's own. */
  readonly fetch: typeof fetch;
  /** Loads an address as a picture, without an origin. */
  readonly show: (url: string) => Promise<void>;
  /** Sends the page's own request, and answers what could be read of its answer. `null`: nothing. */
  readonly read: (
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    hasBody: boolean,
    credentials: CredentialsMode,
  ) => Promise<PageAnswer | null>;
}

/** What a page can see of a request: how it ended, and whether its body was seen to go out before. */
type Seen = { readonly isUploaded: boolean } & (
  | { readonly kind: 'answer'; readonly answer: ArrivedAnswer; readonly headerNames: readonly string[] }
  | { readonly kind: 'redirect' | 'failed' | 'timeout' }
);

/** A port that browsers do not send to, which is where redirects of the cases lead. */
const NOWHERE = /^http:\/\/127\.0\.0\.1:9\//;
const BODY = Uint8Array.of(120);

/**
 * A page in Chromium as the runs in real ones found it to be: `checkCors()` stands for the browser, its cache keeps what pictures
 * showed, and what hangs has hung long enough at once.
 *
 * @param origin - The page's.
 * @param fetched - What came of each picture.
 */
export function simulatedChromium(
  origin: string,
  wires: Wires,
  fetched: Map<string, Arrival>,
): SimulatedChromium {
  let ids = 0;
  const send = async (
    request: PageRequest & { readonly url: string },
    hasBody: boolean,
    kept: Arrival = 'broken',
  ): Promise<Seen> => {
    wires.countSent();
    const explained = explainRequest({ ...request, ...(hasBody ? { body: {} } : {}) });
    const unsent = { isUploaded: false } as const;
    let preflight: ArrivedAnswer | null = null;
    if (explained.preflight !== null) {
      const { method, headers } = explained.preflight;
      const asked = headers.length === 0 ? [] : [['access-control-request-headers', headers.join()] as const];
      const arrived = await wires.send({
        method: 'OPTIONS',
        url: request.url,
        headers: [['origin', request.origin], ['access-control-request-method', method ?? ''], ...asked],
        body: null,
      });
      if (typeof arrived === 'string')
        return { ...unsent, kind: arrived === 'hanging' ? 'timeout' : 'failed' };
      preflight = arrived;
      if (checkCors({ request: explained, preflight, response: null }).allowed !== true)
        return { ...unsent, kind: 'failed' };
    }
    const isUploaded = request.uploadListeners === true && hasBody && explained.preflight !== null;
    const sent = {
      method: explained.method,
      url: request.url,
      headers: [...explained.sentHeaders, ...explained.addedHeaders],
      body: hasBody ? BODY : null,
    };
    const answer = mayKeep(kept) ? kept : await wires.send(sent);
    if (typeof answer === 'string') return { isUploaded, kind: answer === 'hanging' ? 'timeout' : 'failed' };
    // Whoever is sent on at once is told of no upload.
    if (hasRedirectStatus(answer) && request.redirect !== 'manual') return { ...unsent, kind: 'failed' };
    const verdict = checkCors({ request: explained, preflight, response: answer });
    if (verdict.allowed !== true) return { isUploaded, kind: 'failed' };
    if (verdict.notes.includes('opaque-redirect')) return { isUploaded, kind: 'redirect' };
    return { isUploaded, kind: 'answer', answer, headerNames: verdict.readableHeaders };
  };
  const sendUnasked = async (url: string): Promise<Arrival> => {
    wires.countSent();
    const arrived = await wires.send({ method: 'GET', url, headers: [], body: null });
    const isSentOn =
      typeof arrived === 'object' &&
      arrived.headers.some(([name, value]) => name === 'Location' && NOWHERE.test(value));
    return isSentOn ? 'broken' : arrived;
  };
  const page: Page = {
    origin,
    refusalIsProof: true,
    sendOnce: async ({ method, url, headers, withCredentials }) => {
      const credentials = withCredentials === true ? 'include' : 'omit';
      const request = { origin, method, url, headers, credentials, redirect: 'manual' } as const;
      return onceOf(await send(request, METHODS_WITH_BODY.includes(method)));
    },
    sendProbe: async ({ method, url, headers, isSimple }) => {
      const hasBody = METHODS_WITH_BODY.includes(method);
      const uploadListeners = hasBody && !isSimple;
      const seen = await send({ origin, method, url, headers, uploadListeners, api: 'xhr' }, hasBody);
      const isMasked = !hasBody && headers.some(([name]) => name === 'authorization');
      return probeOf(seen, isMasked);
    },
    reach: async (url) => {
      const arrived = await sendUnasked(url);
      return arrived === 'hanging' ? 'timeout' : arrived === 'broken' ? 'unreachable' : 'answered';
    },
    isOffline: () => false,
    hasFetched: (url) => fetched.has(url),
    readAddress: async (method, url, use) => {
      const request = { origin, method, url, credentials: 'omit', redirect: 'manual' } as const;
      return onceOf(await send(request, false, use === 'kept' ? fetched.get(url) : undefined));
    },
    look: async () => look,
    randomId: () => {
      ids += 1;
      return `id${ids}`;
    },
  };
  const look: CloserLook = {
    wasSent: () => false,
    isEmbedderStrict: async () => false,
    isUpgraded: () => false,
    mayEnter: async () => null,
    sendFromNull: async ({ method, url, mode }) => {
      const request = { origin: 'null', method, url, mode, credentials: 'omit', redirect: 'manual' } as const;
      const { kind } = await send(request, false);
      return kind === 'answer' || kind === 'timeout' ? kind : 'failed';
    },
    statusOf: async (url) => {
      const arrived = await sendUnasked(url);
      if (typeof arrived === 'string') return arrived === 'hanging' ? null : 'error';
      return arrived.status >= 200 && arrived.status < 300 ? 'success' : 'error';
    },
  };
  return {
    page,
    fetch: async (input, init) => {
      const { method, url, headers } = new Request(input, init);
      const seen = await send({ origin, method, url, headers: [...headers], credentials: 'omit' }, false);
      if (seen.kind !== 'answer') throw new TypeError('Failed to fetch');
      const { status, headers: answered, body } = seen.answer;
      const entries = answered.map(([name, value]): [string, string] => [name, value]);
      return new Response(body, { status, headers: entries });
    },
    show: async (url) => {
      fetched.set(url, await sendUnasked(url));
    },
    read: async (method, url, headers, hasBody, credentials) => {
      const request = { origin, method, url, headers: Object.entries(headers), credentials };
      const seen = await send(request, hasBody, fetched.get(url));
      if (seen.kind !== 'answer') return null;
      const { status } = seen.answer;
      return { isSuccess: status >= 200 && status < 300, headerNames: seen.headerNames };
    },
  };
}

/** Whether a browser may answer out of its cache by this. */
function mayKeep(arrival: Arrival): arrival is ArrivedAnswer {
  return (
    typeof arrival === 'object' &&
    arrival.headers.some(([name, value]) => name.toLowerCase() === 'cache-control' && /max-age/.test(value))
  );
}

function onceOf(seen: Seen): OnceOutcome {
  if (seen.kind !== 'answer') return { kind: seen.kind, answer: null, durationMs: 1 };
  const { answer, headerNames } = seen;
  return {
    kind: 'answer',
    answer: { status: answer.status, body: answer.body, headerNames },
    durationMs: 1,
  };
}

function probeOf(seen: Seen, isMasked: boolean): ProbeOutcome {
  const unread = { answer: null, durationMs: 1 };
  if (seen.kind === 'answer') {
    const { status, body } = seen.answer;
    const { headerNames } = seen;
    return { passed: true, via: 'readable', answer: { status, body, headerNames }, durationMs: 1 };
  }
  if (seen.kind === 'timeout') return { ...unread, passed: seen.isUploaded ? true : null, via: 'timeout' };
  if (seen.isUploaded) return { ...unread, passed: true, via: 'upload' };
  return { ...unread, passed: isMasked ? null : false, via: 'error' };
}
