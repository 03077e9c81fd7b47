import type { HeaderEntry } from '../model/cors-exchange.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { engineFor } from './engines/engine-for.js';
import { whyForbidden } from './forbidden-header.js';
import { joinLines, normalizeValue } from './header-lines.js';
import { isSameOrigin } from './is-same-origin.js';
import { normalizeMethod } from './normalize-method.js';
import type { DroppedHeader, ExplainedRequest, PageBody, PageRequest } from './page-request.js';
import type { PreflightCause } from './preflight-cause.js';
import { isSafelistedMethod } from './safelisted-method.js';
import { MAX_VALUE_BYTES, whyUnsafe } from './unsafe-header.js';

/**
 * Says what a browser sends for a page's request, what it asks for before, and why. Pure; never throws. What `fetch()`
 * itself refuses (the method `TRACE`, a header name with a blank) is explained all the same.
 *
 * @param whose - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#main-fetch
 */
export function explainRequest(request: PageRequest, whose: Engine = browsers): ExplainedRequest {
  const { origin, url, mode = 'cors', body, credentials = 'same-origin', redirect = 'follow' } = request;
  // Only XMLHttpRequest has upload listeners.
  const api = request.api ?? (request.uploadListeners === true ? 'xhr' : 'fetch');
  const engine = engineFor(api, whose);
  // https://fetch.spec.whatwg.org/#concept-method-normalize
  const method = normalizeMethod(request.method);
  // fetch() refuses a body for these, XMLHttpRequest ignores it.
  const hasBody = body !== undefined && !isReading(method);
  const { kept, dropped } = dropHeaders(request, engine);
  const addedType = hasBody ? typeOfBody(body, engine) : [];
  const added = [['Accept', '*/*'] as const, ...addedType].filter(
    ([name, value]) => !hasHeader(kept, name) && isLetThrough(mode, kept, name, value, engine),
  );
  const isOwn = isSameOrigin(origin, url);
  const unsafe = mode === 'cors' ? findUnsafe([...kept, ...added], engine) : [];
  const names = unsafe.map(({ name }) => name);
  const streams = hasBody && body.isStream === true && !engine.streamsNoBodies;
  const listens = request.uploadListeners === true && (hasBody || !engine.listenersNeedBody);
  const causes: PreflightCause[] =
    mode === 'cors' && !isOwn
      ? [
          ...(isSafelistedMethod(method) ? [] : [{ kind: 'method', name: method, why: 'method' } as const]),
          ...uniqueCauses(unsafe),
          ...(listens ? [LISTENERS] : []),
          ...(streams ? [STREAM] : []),
        ]
      : [];
  const unsafeHeaders = (engine.repeatsUnsafeNames ? names : [...new Set(names)]).sort();
  // https://fetch.spec.whatwg.org/#append-a-request-origin-header
  const sendsOrigin = mode === 'cors' ? !isOwn || !isReading(method) : !isReading(method);
  return {
    origin,
    method,
    credentials,
    redirect,
    mode,
    api,
    ...(url === undefined ? {} : { url }),
    forcesPreflight: listens || streams,
    streamsBody: streams,
    bodySetsType: added.some(([name]) => name === 'Content-Type'),
    sentHeaders: kept,
    droppedHeaders: dropped,
    addedHeaders: [...added, ...(sendsOrigin ? [['Origin', origin] as const] : [])],
    unsafeHeaders,
    preflight: causes.length > 0 ? { kind: 'preflight', origin, method, headers: unsafeHeaders } : null,
    preflightCauses: causes,
  };
}

const LISTENERS = { kind: 'upload-listeners', name: 'upload listeners', why: 'upload-listeners' } as const;
const STREAM = { kind: 'stream', name: 'streamed body', why: 'stream' } as const;

/** https://fetch.spec.whatwg.org/#concept-headers-append, guards "request" and "request-no-cors". */
function dropHeaders(
  request: PageRequest,
  engine: Engine,
): { kept: HeaderEntry[]; dropped: DroppedHeader[] } {
  const kept: HeaderEntry[] = [];
  const dropped: DroppedHeader[] = [];
  for (const [name, given] of request.headers ?? []) {
    const value = normalizeValue(given);
    const why =
      whyForbidden(name, value, engine) ??
      (isLetThrough(request.mode ?? 'cors', kept, name, value, engine) ? null : 'no-cors');
    if (why === null) kept.push([name, value]);
    else dropped.push({ name, why });
  }
  return { kept, dropped };
}

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header: one that `Range` is not. */
function isLetThrough(
  mode: NonNullable<PageRequest['mode']>,
  kept: readonly HeaderEntry[],
  name: string,
  value: string,
  engine: Engine,
): boolean {
  if (mode !== 'no-cors') return true;
  const lower = name.toLowerCase();
  const before = kept.filter(([entry]) => entry.toLowerCase() === lower).map(([, entry]) => entry);
  return (
    /^(accept|accept-language|content-language|content-type)$/.test(lower) &&
    whyUnsafe(lower, [...before, value].join(', '), engine) === null
  );
}

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
function typeOfBody({ contentType = '' }: PageBody, engine: Engine): HeaderEntry[] {
  const isSent = (engine.bodyType ?? /./).test(contentType);
  return isSent ? [['Content-Type', normalizeValue(contentType)]] : [];
}

type Unsafe = Extract<PreflightCause, { kind: 'header' }>;

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
function findUnsafe(headers: readonly HeaderEntry[], engine: Engine): Unsafe[] {
  const unsafe: Unsafe[] = [];
  const safe: string[] = [];
  let bytes = 0;
  for (const [given, line] of engine.joinsHeaderLines ? joinLines(headers) : headers) {
    const value = engine.trimsJoinedLines ? normalizeValue(line) : line;
    const name = given.toLowerCase();
    const why = whyUnsafe(name, value, engine);
    if (why === null) {
      safe.push(name);
      bytes += value.length;
    } else if (why === 'too-long')
      unsafe.push({ kind: 'header', name, why, bytes: value.length, maxBytes: MAX_VALUE_BYTES });
    else unsafe.push({ kind: 'header', name, why });
  }
  const maxBytes = engine.maxSafelistedBytes ?? 1024;
  if (bytes > maxBytes)
    for (const name of safe) unsafe.push({ kind: 'header', name, why: 'too-long-together', bytes, maxBytes });
  return unsafe;
}

/** One cause a name, in the order in which they are asked for. */
function uniqueCauses(unsafe: readonly Unsafe[]): Unsafe[] {
  const first = new Map([...unsafe].reverse().map((cause) => [cause.name, cause]));
  return [...first.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasHeader(headers: readonly HeaderEntry[], name: string): boolean {
  return headers.some(([entry]) => entry.toLowerCase() === name.toLowerCase());
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
