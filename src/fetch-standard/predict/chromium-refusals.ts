import type { CorsRefusal, RefusalCode } from '../cors-verdict.js';
import { UNSAFE_SCHEMES } from '../engines/chromium.js';
import type { ChromiumRefusal } from './refusal-words.js';

/** How Chromium 156 reports one of our codes. */
export interface ChromiumRow {
  /** Its `CorsError` on an answer. `null`: none. */
  readonly corsError: string | null;
  /** Its `CorsError` on a preflight, where that is another one. */
  readonly onPreflight?: string;
  /** Whether `failedParameter` is our `value`. Default: it is empty. */
  readonly namesValue?: boolean;
  /** Its network error instead. */
  readonly netError?: string;
  /** Its network error in the place of a `CorsError`, for some values. */
  readonly netErrorOf?: ReadonlyMap<string, string>;
}

const UNSAFE = 'net::ERR_UNSAFE_REDIRECT';
const BLOCKED = 'net::ERR_BLOCKED_BY_RESPONSE';

/**
 * Chromium's report for each code: measured in 156.0.8078.79 over its protocol.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
 */
export const CHROMIUM_REFUSALS: Readonly<Record<RefusalCode, ChromiumRow>> = {
  'allow-origin-missing': {
    corsError: 'MissingAllowOriginHeader',
    onPreflight: 'PreflightMissingAllowOriginHeader',
  },
  'allow-origin-repeated': {
    corsError: 'MultipleAllowOriginValues',
    onPreflight: 'PreflightMultipleAllowOriginValues',
    namesValue: true,
  },
  'allow-origin-list': {
    corsError: 'MultipleAllowOriginValues',
    onPreflight: 'PreflightMultipleAllowOriginValues',
    namesValue: true,
  },
  'allow-origin-invalid': {
    corsError: 'InvalidAllowOriginValue',
    onPreflight: 'PreflightInvalidAllowOriginValue',
    namesValue: true,
  },
  'allow-origin-mismatch': {
    corsError: 'AllowOriginMismatch',
    onPreflight: 'PreflightAllowOriginMismatch',
    namesValue: true,
  },
  'allow-origin-wildcard-with-credentials': {
    corsError: 'WildcardOriginNotAllowed',
    onPreflight: 'PreflightWildcardOriginNotAllowed',
  },
  'allow-credentials-missing': {
    corsError: 'InvalidAllowCredentials',
    onPreflight: 'PreflightInvalidAllowCredentials',
    namesValue: true,
  },
  'proxy-authentication': { corsError: null, netError: 'net::ERR_UNEXPECTED_PROXY_AUTH' },
  'preflight-redirected': { corsError: 'PreflightDisallowedRedirect' },
  'preflight-status': { corsError: 'PreflightInvalidStatus' },
  'allow-methods-malformed': { corsError: 'InvalidAllowMethodsPreflightResponse' },
  'allow-headers-malformed': { corsError: 'InvalidAllowHeadersPreflightResponse' },
  'method-not-allowed': { corsError: 'MethodDisallowedByPreflightResponse', namesValue: true },
  'header-not-allowed': { corsError: 'HeaderDisallowedByPreflightResponse', namesValue: true },
  'redirect-forbidden': { corsError: null, netError: 'net::ERR_FAILED' },
  'redirect-location-invalid': { corsError: null, netError: 'net::ERR_INVALID_REDIRECT' },
  'redirect-scheme': {
    corsError: 'CorsDisabledScheme',
    netErrorOf: new Map(UNSAFE_SCHEMES.map((scheme) => [scheme, UNSAFE])),
  },
  'redirect-too-many': { corsError: null, netError: 'net::ERR_TOO_MANY_REDIRECTS' },
  // Its failedParameter is empty, though its console means to show the address.
  'redirect-credentials': { corsError: 'RedirectContainsCredentials' },
  'redirect-credentials-own': { corsError: null },
  'redirect-body-lost': { corsError: null },
  'mode-same-origin': { corsError: 'DisallowedByMode' },
  'mode-no-cors-redirect': { corsError: 'NoCorsRedirectModeNotFollow' },
  'local-network-insecure': { corsError: 'InsecureLocalNetwork' },
  'local-network-denied': { corsError: 'LocalNetworkAccessPermissionDenied' },
  'local-network-mismatch': { corsError: 'InvalidLocalNetworkAccess' },
  'resource-policy': {
    corsError: null,
    netErrorOf: new Map([
      ['same-origin', `${BLOCKED}.NotSameOrigin`],
      ['same-site', `${BLOCKED}.NotSameSite`],
    ]),
  },
  'embedder-policy': {
    corsError: null,
    netError: `${BLOCKED}.NotSameOriginAfterDefaultedToSameOriginByCoep`,
  },
};

/** What Chromium reports of a refusal. */
export function chromiumRefusal(refusal: CorsRefusal): ChromiumRefusal {
  // It fails earlier when the redirect leads nowhere.
  const leadsNowhere = refusal.code === 'preflight-redirected' && refusal.url === undefined;
  const row = CHROMIUM_REFUSALS[leadsNowhere ? 'redirect-location-invalid' : refusal.code];
  const isPreflight = refusal.blockedAt === 'preflight';
  const netError = row.netErrorOf?.get(refusal.value) ?? row.netError ?? null;
  return {
    corsError: netError === null ? ((isPreflight ? row.onPreflight : undefined) ?? row.corsError) : null,
    failedParameter: row.namesValue === true ? readUtf8(refusal.value) : '',
    orFailedParameter: (refusal.refusedHeaders ?? []).slice(1),
    netError,
  };
}

/** Its protocol carries text: bytes that are no UTF-8 come out empty. */
function readUtf8(bytes: string): string {
  try {
    const values = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(values);
  } catch {
    return '';
  }
}
