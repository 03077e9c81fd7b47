import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { parseUrl } from '../../model/parse-url.js';
import type { RawRequest } from './raw-exchange.js';
import { isPresigned } from './redact.js';

/** A request that Node sends as it is. */
export interface RawProbe {
  readonly purpose:
    | 'preflight'
    | 'foreign-origin'
    | 'near-origin'
    | 'no-origin'
    | 'no-method'
    | 'without-signature'
    | 'actual';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
}

/** An origin that nobody has. */
export const FOREIGN_ORIGIN = 'https://cors-diag.invalid';

/** The preflight that a browser sends for these names. Pure. */
export function preflightProbe(
  request: RawRequest,
  method: string,
  names: readonly string[],
  origin: string = request.origin,
  purpose: RawProbe['purpose'] = 'preflight',
): RawProbe {
  return {
    purpose,
    method: 'OPTIONS',
    url: withoutFragment(request.url),
    headers: [
      ['Origin', origin],
      ['Access-Control-Request-Method', method],
      ...(names.length === 0 ? [] : [['Access-Control-Request-Headers', names.join(',')] as const]),
    ],
  };
}

/**
 * What is asked beside the preflight itself, to tell apart what looks alike: an origin that nobody has, origins like the
 * page's, a preflight that is none, the same address without its signature, and a HEAD that a page could send. None
 * carries credentials, and none changes anything. Pure.
 */
export function planProbes(request: RawRequest): RawProbe[] {
  const { method, unsafeHeaders } = explainRequest(request);
  const preflight = preflightProbe(request, method, unsafeHeaders);
  const [, asked] = preflight.headers;
  return [
    preflightProbe(request, method, unsafeHeaders, FOREIGN_ORIGIN, 'foreign-origin'),
    ...nearOrigins(request.origin).map((origin) =>
      preflightProbe(request, method, unsafeHeaders, origin, 'near-origin'),
    ),
    ...(asked === undefined ? [] : [{ ...preflight, purpose: 'no-origin' as const, headers: [asked] }]),
    { ...preflight, purpose: 'no-method', headers: [['Origin', request.origin]] },
    ...(isPresigned(request.url)
      ? [{ ...preflight, purpose: 'without-signature' as const, url: showable(request.url) }]
      : []),
    { purpose: 'actual', method: 'HEAD', url: showable(request.url), headers: [['Origin', request.origin]] },
  ];
}

/**
 * Origins that differ from one in a single thing that people mistake: scheme, `www.`, port, a slash at the end, capitals,
 * localhost. Pure.
 */
export function nearOrigins(origin: string): string[] {
  const url = parseUrl(origin);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return [];
  const { protocol, hostname, port, host } = url;
  const other = protocol === 'http:' ? 'https:' : 'http:';
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1';
  const www = hostname.startsWith('www.') ? host.slice(4) : `www.${host}`;
  const defaultPort = protocol === 'http:' ? '80' : '443';
  const near = [
    `${other}//${host}`,
    ...(isLoopback ? [] : [`${protocol}//${www}`]),
    port === '' ? `${protocol}//${hostname}:${defaultPort}` : `${protocol}//${hostname}`,
    `${protocol}//${host}/`,
    `${protocol}//${host.toUpperCase()}`,
    ...(isLoopback
      ? [`${protocol}//${host.replace(hostname, hostname === 'localhost' ? '127.0.0.1' : 'localhost')}`]
      : []),
  ];
  return [...new Set(near)].filter((each) => each !== origin);
}

/** Without the query: no signature goes along. */
function showable(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
