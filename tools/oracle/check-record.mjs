import { fillTokens, placeOf, toResponse } from './wpt-places.mjs';

/** What the records call a failure, and the codes that mean it. */
const REASONS = {
  'method-not-allowed': ['method-not-allowed'],
  'header-not-allowed': ['header-not-allowed'],
  // Of one redirected preflight the records say that, of another this; for Chromium, 407 is a case of its own.
  'preflight-status': ['preflight-status', 'preflight-redirected', 'proxy-authentication'],
  'preflight-redirect': ['preflight-status', 'preflight-redirected'],
  'acam-unparsable': ['allow-methods-malformed'],
  'acah-unparsable': ['allow-headers-malformed'],
  'origin-missing': ['allow-origin-missing'],
  'origin-mismatch': [
    'allow-origin-mismatch',
    'allow-origin-invalid',
    'allow-origin-list',
    'allow-origin-repeated',
  ],
  'wildcard-with-credentials': ['allow-origin-wildcard-with-credentials'],
  'credentials-not-true': ['allow-credentials-missing'],
  'redirect-contains-credentials': ['redirect-credentials'],
};

/** How one engine's answer to a case differs from the record, a text each. */
export function checkRecord(entry, sdk, engine) {
  const { expected } = entry;
  // A reason that nobody knows says nothing, and must not pass for one that was compared.
  if (isThere(expected.reason)) codesOf(expected.reason);
  const page = toPageRequest(entry.request);
  const sent = sdk.explainRequest(page, engine);
  if (entry.kind === 'preflight-cache') return checkCache(entry, sent, sdk, engine);
  const differences = [];
  const compare = (what, wanted, got) => {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(got)];
    if (wanted !== undefined && a !== b) differences.push(`${what}: expected ${a}, got ${b}`);
  };
  compare('preflightSent', expected.preflightSent, sent.preflight !== null);
  if (sent.preflight !== null) compare('acrm', expected.acrm, sent.preflight.method);
  compare('acrh', expected.acrh, sent.preflight?.headers.join(',') || null);
  if (expected.outcome === undefined) return differences;

  const { verdict, request } = judge(entry, page, sent, sdk, engine);
  compare('outcome', expected.outcome, verdict.allowed === true ? 'success' : 'network-error');
  if (verdict.allowed === false) {
    compare('blockedAt', expected.blockedAt, verdict.blockedAt);
    if (isThere(expected.reason) && !codesOf(expected.reason).includes(verdict.code))
      compare('reason', expected.reason, verdict.code);
    compare('failedHeader', expected.failedHeader, verdict.value);
  }
  compare('originHeaderAtTarget', fillTokens(expected.originHeaderAtTarget), originHeaderOf(request, page));
  if (verdict.allowed === true) {
    const readable = Object.keys(expected.exposed ?? {}).map((name) => name.toLowerCase());
    for (const name of readable) compare(`${name} is readable`, true, verdict.readableHeaders.includes(name));
    for (const name of expected.hidden ?? [])
      compare(`${name} is readable`, false, verdict.readableHeaders.includes(name.toLowerCase()));
  }
  return differences;
}

/** @throws TypeError for a reason that is none of the records'. */
function codesOf(reason) {
  if (!Object.hasOwn(REASONS, reason))
    throw new TypeError(`the reason ${JSON.stringify(reason)} is not known`);
  return REASONS[reason];
}

function isThere(value) {
  return value !== null && value !== undefined;
}

function toPageRequest(request) {
  const { origin = '{{ORIGIN}}', method, credentials, mode, url, api } = request;
  const lines = (request.headers ?? []).map(([name, value]) => [name, fillTokens(value)]);
  return {
    origin: fillTokens(origin),
    method,
    // XMLHttpRequest joins the lines of one name.
    headers: api === 'xhr' ? [...new Headers(lines)] : lines,
    credentials,
    ...(mode === undefined ? {} : { mode }),
    ...(request.uploadListeners === true ? { uploadListeners: true, body: {} } : {}),
    url: placeOf(url ?? 'REMOTE'),
  };
}

/** The verdict about the whole exchange, and the last request of it. */
function judge(entry, page, sent, sdk, engine) {
  const preflight = sent.preflight === null ? null : toResponse(entry.preflight);
  const answer = toResponse(entry.response);
  if (page.mode === 'no-cors') {
    const embedded = { origin: page.origin, url: page.url, mode: 'no-cors', relation: 'cross-site' };
    return { verdict: sdk.checkResourcePolicy(embedded, answer, engine), request: sent };
  }
  if (entry.kind !== 'redirect')
    return { verdict: sdk.checkCors({ request: sent, preflight, response: answer }, engine), request: sent };
  const next = sdk.checkRedirect(sent, answer, engine);
  const redirects = [{ response: answer, preflight: null }];
  const exchange = { request: sent, preflight, redirects, response: toResponse(entry.target ?? null) };
  return { verdict: sdk.checkCors(exchange, engine), request: 'allowed' in next ? sent : next };
}

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header */
function originHeaderOf(request, page) {
  const isElsewhere = request.hasBeenElsewhere ?? new URL(request.url).origin !== page.origin;
  return isElsewhere || !['GET', 'HEAD'].includes(request.method) ? request.origin : null;
}

function checkCache(entry, sent, sdk, engine) {
  const request = { ...sent, url: placeOf('REMOTE') };
  const preflight = toResponse(entry.preflight);
  let cache = [];
  let nowSeconds = 0;
  const got = entry.expected.preflightSentPerRequest.map((step) => {
    if (typeof step === 'string') {
      nowSeconds += Number(/\d+/.exec(step)?.[0]) + 1;
      return step;
    }
    if (sdk.isPreflightKept(cache, request, nowSeconds, engine)) return false;
    cache = sdk.storePreflight(cache, request, preflight, nowSeconds, engine);
    return sent.preflight !== null;
  });
  const [wanted, seen] = [JSON.stringify(entry.expected.preflightSentPerRequest), JSON.stringify(got)];
  return wanted === seen ? [] : [`preflightSentPerRequest: expected ${wanted}, got ${seen}`];
}
