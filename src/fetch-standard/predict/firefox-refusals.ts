import type { CorsRefusal, RefusalCode } from '../cors-verdict.js';
import type { FirefoxRefusal } from './refusal-words.js';

const DOCS = 'https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/';

/**
 * Firefox's reason for each code, by the key of its message: measured in ESR 153.7.0. Besides, each preflight and redirect
 * that fails brings a second line, `CORSDidNotSucceed2`. `null`: it has none, or it was not measured.
 */
export const FIREFOX_REFUSALS: Readonly<Record<RefusalCode, string | null>> = {
  'allow-origin-missing': 'CORSMissingAllowOrigin2',
  'allow-origin-repeated': 'CORSMultipleAllowOriginNotAllowed',
  'allow-origin-list': 'CORSAllowOriginNotMatchingOrigin',
  'allow-origin-invalid': 'CORSAllowOriginNotMatchingOrigin',
  'allow-origin-mismatch': 'CORSAllowOriginNotMatchingOrigin',
  'allow-origin-wildcard-with-credentials': 'CORSNotSupportingCredentials',
  'allow-credentials-missing': 'CORSMissingAllowCredentials',
  'proxy-authentication': null,
  'preflight-redirected': 'CORSExternalRedirectNotAllowed',
  'preflight-status': 'CORSPreflightDidNotSucceed3',
  'allow-methods-malformed': 'CORSInvalidAllowMethod',
  'allow-headers-malformed': 'CORSInvalidAllowHeader',
  'method-not-allowed': 'CORSMethodNotFound',
  'header-not-allowed': 'CORSMissingAllowHeaderFromPreflight2',
  'redirect-forbidden': null,
  'redirect-location-invalid': 'CORSDidNotSucceed2',
  'redirect-scheme': 'CORSRequestNotHttp',
  'redirect-too-many': 'CORSDidNotSucceed2',
  'redirect-credentials': 'CORSDidNotSucceed2',
  'redirect-credentials-own': null,
  'redirect-body-lost': null,
  'mode-same-origin': null,
  'mode-no-cors-redirect': null,
  'local-network-insecure': null,
  'local-network-denied': null,
  'local-network-mismatch': null,
  'resource-policy': null,
  'embedder-policy': null,
};

/** What Firefox reports of a refusal. */
export function firefoxRefusal(refusal: CorsRefusal): FirefoxRefusal {
  // It has a word for other schemes, but none for this.
  const isData = refusal.code === 'redirect-scheme' && refusal.value === 'data:';
  const reason = isData ? 'CORSDidNotSucceed2' : FIREFOX_REFUSALS[refusal.code];
  return { reason, docs: reason === null ? null : firefoxDocs(reason) };
}

/** The page about one of Firefox's reasons: named as its key, without the number of the wording. */
export function firefoxDocs(reason: string): string {
  return DOCS + reason.replace(/\d+$/, '');
}
