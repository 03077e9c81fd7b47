import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { parseUrl } from '../../model/parse-url.js';
import { awsV4Signer } from '../../signing/aws-v4/signer.js';
import { cosSigner } from '../../signing/cos/signer.js';
import { ossV1Signer } from '../../signing/oss-v1/signer.js';
import { ossV4Signer } from '../../signing/oss-v4/signer.js';
import { qingstorSigner } from '../../signing/qingstor/signer.js';
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
    | 'again'
    | 'redirect-target'
    | 'other-scheme'
    | 'actual'
    | 'fresh-address';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
}

/** An origin that nobody has. */
const FOREIGN_ORIGIN = 'https://cors-diag.invalid';

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
      ? [{ ...preflight, purpose: 'without-signature' as const, url: unsigned(preflight.url) }]
      : []),
    headProbe(request),
  ];
}

/** A HEAD of the object as a page could send it, without the query, in which a signature may be. Pure. */
export function headProbe({ origin, url }: RawRequest): RawProbe {
  return { purpose: 'actual', method: 'HEAD', url: showable(url), headers: [['Origin', origin]] };
}

/**
 * The same preflight where a redirect of it leads to, or over https where the address is http; `null`: there is no such
 * place. A signature stays at home: it is only valid for its host. Pure.
 *
 * @param location - The `Location` of the answer. Empty: it has none.
 */
export function elsewhereProbe(request: RawRequest, location: string): RawProbe | null {
  const { method, unsafeHeaders } = explainRequest(request);
  if (location === '') {
    if (!/^http:/i.test(request.url)) return null;
    const secure = new URL(withoutFragment(request.url).replace(/^http:/i, 'https:'));
    if (secure.port === '80') secure.port = '';
    const asked = { ...request, url: isPresigned(request.url) ? showable(secure.href) : secure.href };
    return preflightProbe(asked, method, unsafeHeaders, request.origin, 'other-scheme');
  }
  const target = resolve(location, request.url);
  if (target === undefined || !/^https?:$/.test(target.protocol) || target.username + target.password !== '')
    return null;
  const url = isPresigned(target.href) ? showable(target.href) : target.href;
  return preflightProbe({ ...request, url }, method, unsafeHeaders, request.origin, 'redirect-target');
}

/**
 * The request itself, where a browser sends it unasked, it only reads and nothing in it is secret; `null`: it is no such
 * request. With its `Origin`, as a GET without one is what fills a cache with an answer that no page can read. Pure.
 *
 * @param freshName - A name that nobody has asked for. The address then has it in its query, and no cache knows it.
 */
export function readingProbe(request: RawRequest, freshName: string | null): RawProbe | null {
  const { method, preflight, credentials } = explainRequest(request);
  const isReading = method === 'GET' || method === 'HEAD';
  if (!isReading || preflight !== null || credentials === 'include' || isPresigned(request.url)) return null;
  const url = withoutFragment(request.url);
  const headers = [['Origin', request.origin]] as const;
  if (freshName === null) return { purpose: 'actual', method, url, headers };
  const fresh = `${url}${url.includes('?') ? '&' : '?'}bucket-preflight=${freshName}`;
  return { purpose: 'fresh-address', method, url: fresh, headers };
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

function resolve(location: string, base: string): URL | undefined {
  try {
    return new URL(location, base);
  } catch {
    return undefined;
  }
}

/** The query names of every scheme that this library signs by, lower-case. */
const OF_SIGNATURES: ReadonlySet<string> = new Set(
  [awsV4Signer, ossV4Signer, ossV1Signer, cosSigner, qingstorSigner].flatMap(
    ({ headerNames, queryNames }) => [...headerNames, ...queryNames],
  ),
);
/** Who signs, as the second versions of Amazon's and Google's scheme say it, which it does not sign by. */
const SIGNERS = ['awsaccesskeyid', 'googleaccessid'];

/** Without its signature, and with all else that it asks for: that may be what is refused. */
function unsigned(url: string): string {
  const [address = '', query = ''] = url.split(/\?(.*)/s);
  const kept = query.split('&').filter((entry) => {
    const [name = ''] = new URLSearchParams(entry).keys();
    // Google names the parts of the fourth version as Amazon does.
    const lower = name.toLowerCase().replace(/^x-goog-/, 'x-amz-');
    return entry !== '' && !OF_SIGNATURES.has(lower) && !SIGNERS.includes(lower);
  });
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}

/** Without the query: no signature goes along. */
function showable(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
