import type { CorsRefusal, RefusalCode } from '../cors-verdict.js';
import type { WebkitRefusal } from './refusal-words.js';

const OTHER_ORIGIN = 'Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}';
const SEVERAL_ORIGINS = 'Access-Control-Allow-Origin cannot contain more than one origin.';
const BAD_STATUS = 'Preflight response is not successful. Status code: {status}';
/** What stands before the words when a redirect fails the check. */
export const WEBKIT_ON_REDIRECT =
  'Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: ';
const NO_CORS_SCHEME = `${WEBKIT_ON_REDIRECT}not allowed to follow a cross-origin CORS redirection with non CORS scheme`;
const NO_POLICY =
  "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.";

/** The names that WebKit knows of those a page may set: it tests them before others, and spells them so. */
const KNOWN_NAMES = (
  'Accept Accept-Language Accept-Ranges Age Authorization Cache-Control Content-Disposition Content-Encoding ' +
  'Content-Language Content-Location Content-Range Content-Type ETag Expires If-Match If-Modified-Since If-None-Match ' +
  'If-Range If-Unmodified-Since Last-Event-ID Last-Modified Link Location Pragma Range Refresh ' +
  'Upgrade-Insecure-Requests User-Agent Vary X-Frame-Options'
).split(' ');

/**
 * WebKit's first console line for each code: WebKitGTK 2.50.6. The second one is always that the request cannot be loaded
 * due to access control checks. `null`: it writes none, or it was not measured.
 */
export const WEBKIT_REFUSALS: Readonly<Record<RefusalCode, string | null>> = {
  'allow-origin-missing': OTHER_ORIGIN,
  'allow-origin-repeated': SEVERAL_ORIGINS,
  'allow-origin-list': SEVERAL_ORIGINS,
  'allow-origin-invalid': OTHER_ORIGIN,
  'allow-origin-mismatch': OTHER_ORIGIN,
  'allow-origin-wildcard-with-credentials':
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
  'allow-credentials-missing':
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  'proxy-authentication': null,
  'preflight-redirected': BAD_STATUS,
  'preflight-status': BAD_STATUS,
  'allow-methods-malformed': 'Header Access-Control-Allow-Methods has an invalid value: {value}',
  'allow-headers-malformed': 'Header Access-Control-Allow-Headers has an invalid value: {value}',
  'method-not-allowed': 'Method {value} is not allowed by Access-Control-Allow-Methods.',
  'header-not-allowed': 'Request header field {value} is not allowed by Access-Control-Allow-Headers.',
  'redirect-forbidden': 'Not allowed to follow a redirection while loading {url}',
  'redirect-location-invalid': NO_CORS_SCHEME,
  'redirect-scheme': NO_CORS_SCHEME,
  'redirect-too-many': 'Load cannot follow more than {value} redirections',
  // It shows the user and password, too; we do not.
  'redirect-credentials': `${WEBKIT_ON_REDIRECT}redirection URL {url} has credentials`,
  'redirect-credentials-own': null,
  'redirect-body-lost': null,
  'mode-same-origin': null,
  'mode-no-cors-redirect': null,
  'local-network-insecure': null,
  'local-network-denied': null,
  'local-network-mismatch': null,
  'resource-policy': NO_POLICY,
  'embedder-policy': NO_POLICY,
};

/** What WebKit reports of a refusal; addresses stand without their query. */
export function webkitRefusal(refusal: CorsRefusal): WebkitRefusal {
  // Blanks alone make no list for it.
  const isOneValue = refusal.code === 'allow-origin-list' && !refusal.value.includes(',');
  const words = isOneValue ? OTHER_ORIGIN : WEBKIT_REFUSALS[refusal.code];
  if (words === null) return { message: null };
  const isCheckOfRedirect = refusal.blockedAt === 'redirect' && !refusal.code.startsWith('redirect-');
  return { message: fillWords(isCheckOfRedirect ? WEBKIT_ON_REDIRECT + words : words, refusal) };
}

function fillWords(words: string, refusal: CorsRefusal): string {
  const { value, status, origin, url = '', refusedHeaders = [] } = refusal;
  const known = KNOWN_NAMES.find((name) => refusedHeaders.includes(name.toLowerCase()));
  const values = new Map([
    ['value', known ?? value],
    ['status', String(status ?? '')],
    ['origin', origin],
    ['url', url],
  ]);
  return words.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '');
}
