import type { CloserLook, OnceOutcome, Page, Probe, ProbeOutcome } from '../../src/diagnose/page.js';
import { preflightProbe } from '../../src/diagnose/raw/probe-plan.js';
import type { RawResponse } from '../../src/diagnose/raw/raw-exchange.js';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';
import { METHODS_WITH_BODY } from '../../src/model/cors-methods.js';
import { sendRaw } from '../../src/node/raw-preflight/send-raw.js';

/** What the browser around a page shows of its requests. */
export interface Browser {
  /** Whether it tells by timing what was sent, and of no upload, as Firefox does. Default: it does as Chromium. */
  readonly tellsByTiming?: boolean;
  /** What there is to look at, where it is not as in a plain page. Default: nothing can be looked at. */
  readonly look?: Partial<CloserLook>;
  /** Whether none of its requests gets out. Default false. */
  readonly isCutOff?: boolean;
  /** Whether it says that it has no network. Default false. */
  readonly isOffline?: boolean;
  /** Whether a service worker may answer it. Default false. */
  readonly isControlled?: boolean;
  /** What it has kept of addresses that were fetched before. Default: it has fetched none. */
  readonly kept?: ReadonlyMap<string, RawResponse>;
}

type Sent = Omit<PageRequest, 'origin'> & { readonly url: string };

/** What became of it. `hidden`: it was sent, and the page may not read what came. */
type Met =
  | { readonly kind: 'refused' | 'redirect' }
  | { readonly kind: 'hidden'; readonly wasAsked: boolean }
  | { readonly kind: 'answer'; readonly response: RawResponse };

const LIMITS = { timeoutMs: 10_000, bodyBytes: 65_536 };
const DURATION = { durationMs: 1 };

/**
 * A page whose requests really go out, each after its preflight; `checkCors` stands between it and the answers. What its
 * diagnosis prints is about a server that is there.
 */
export function pageOnSockets(origin: string, browser: Browser = {}): Page {
  const {
    tellsByTiming = false,
    isCutOff = false,
    isOffline = false,
    isControlled = false,
    kept,
    look,
  } = browser;
  let ids = 0;

  const meet = async (sent: Sent, from = origin, old?: RawResponse): Promise<Met> => {
    if (isCutOff) return { kind: 'refused' };
    const request = explainRequest({ ...sent, origin: from });
    const { method, unsafeHeaders, sentHeaders } = request;
    const wasAsked = request.preflight !== null;
    const { headers } = preflightProbe({ ...sent, origin: from, headers: [] }, method, unsafeHeaders);
    const preflight = wasAsked ? await send('OPTIONS', sent.url, headers) : null;
    const isRefused =
      preflight === null || checkCors({ request, preflight, response: null }).allowed !== true;
    if (wasAsked && isRefused) return { kind: 'refused' };
    const response = old ?? (await send(method, sent.url, [...sentHeaders, ['Origin', from]]));
    const verdict = response === null ? null : checkCors({ request, preflight, response });
    if (response === null || verdict?.allowed !== true) return { kind: 'hidden', wasAsked };
    return verdict.notes.includes('opaque-redirect') ? { kind: 'redirect' } : { kind: 'answer', response };
  };
  const once = async (...asked: Parameters<typeof meet>): Promise<OnceOutcome> => {
    const met = await meet(...asked);
    if (met.kind === 'answer') return { kind: 'answer', answer: read(met.response), ...DURATION };
    if (met.kind === 'redirect') return { kind: 'redirect', answer: null, ...DURATION };
    const isTold = tellsByTiming && met.kind === 'hidden' && met.wasAsked;
    return { kind: isTold ? 'hidden' : 'failed', answer: null, ...DURATION };
  };
  const follow = (url: string) => (isCutOff ? null : followed(url));
  const plain: CloserLook = {
    wasSent: () => false,
    isEmbedderStrict: async () => false,
    isUpgraded: () => false,
    mayEnter: async () => null,
    sendFromNull: async ({ method, url }) =>
      (await meet({ method, url, redirect: 'manual' }, 'null')).kind === 'answer' ? 'answer' : 'failed',
    statusOf: async (url) => (/^2/.test(String((await follow(url))?.status)) ? 'success' : 'error'),
  };
  return {
    origin,
    isControlled,
    refusalIsProof: !tellsByTiming,
    randomId: () => {
      ids += 1;
      return String(ids);
    },
    isOffline: () => isOffline,
    reach: async (url) => ((await follow(url)) === null ? 'unreachable' : 'answered'),
    sendOnce: (probe) => once({ ...requestOf(probe), redirect: 'manual' }),
    sendProbe: async (probe): Promise<ProbeOutcome> => {
      const hasBody = METHODS_WITH_BODY.includes(probe.method);
      // A browser asks for whoever listens to an upload.
      const uploadListeners = hasBody && !probe.isSimple;
      const met = await meet({ ...requestOf(probe), body: {}, uploadListeners });
      if (met.kind === 'answer')
        return { passed: true, via: 'readable', answer: read(met.response), ...DURATION };
      if (met.kind === 'hidden' && (tellsByTiming ? met.wasAsked : uploadListeners))
        return { passed: true, via: tellsByTiming ? 'timing-entry' : 'upload', answer: null, ...DURATION };
      const isMasked = !tellsByTiming && !hasBody && probe.headers.some(([name]) => name === 'authorization');
      return { passed: isMasked ? null : false, via: 'error', answer: null, ...DURATION };
    },
    hasFetched: () => kept !== undefined,
    readAddress: (method, url, use) =>
      once({ method, url, redirect: 'manual' }, origin, use === 'kept' ? kept?.get(url) : undefined),
    ...(look === undefined ? {} : { look: async () => ({ ...plain, ...look }) }),
  };
}

function requestOf({ method, url, headers, withCredentials }: Probe): Sent {
  return { method, url, headers, credentials: withCredentials === true ? 'include' : 'omit' };
}

/** Asked for without CORS, which nobody need allow. `null`: where it is sent on to, nobody answers. */
async function followed(url: string): Promise<RawResponse | null> {
  const response = await send('GET', url, []);
  const location = response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  return location === undefined ? response : followed(new URL(location, url).href);
}

async function send(
  method: string,
  url: string,
  headers: readonly HeaderEntry[],
): Promise<RawResponse | null> {
  return (await sendRaw({ purpose: 'actual', method, url, headers }, LIMITS)).response;
}

function read({ status, body = '' }: RawResponse): { readonly status: number; readonly body: string } {
  return { status, body };
}
