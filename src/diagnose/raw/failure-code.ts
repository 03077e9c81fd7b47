import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RawFailure } from './raw-exchange.js';

type FailureCode = Extract<DiagnosisCode, `env.${string}` | `net.${string}`> | 'pre.timeout' | 'pre.reset';

/** The first that fits counts: `CERT` stands before `TIMED_OUT`, and what blocks before what breaks. */
const KNOWN: readonly (readonly [reason: RegExp, code: FailureCode | 'timeout' | 'reset'])[] = [
  [/^csp$|BLOCKED_BY_CSP/i, 'env.csp'],
  [/mixed-content|MIXED_CONTENT/i, 'env.mixed'],
  [/LocalNetwork|PrivateNetwork|LOCAL_NETWORK_ACCESS/i, 'env.lna'],
  [/UNSAFE_PORT|NS_ERROR_PORT_ACCESS_NOT_ALLOWED/i, 'env.port'],
  [/CorsDisabledScheme|UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME|UNKNOWN_PROTOCOL/i, 'env.scheme'],
  [/^url-credentials$/, 'env.userinfo'],
  [/^forbidden-method$/, 'env.method'],
  [/^InvalidResponse$|INTERCEPT(ED|ION)_(ERROR|FAILED)|service.?worker/i, 'env.sw'],
  [/ByCoep|^coep|by-coep|coep-?frame/i, 'env.coep'],
  [/INTERNET_DISCONNECTED|NS_ERROR_OFFLINE|^ENETDOWN$/i, 'env.offline'],
  [/ERR_ABORTED|NS_BINDING_ABORTED|^canceled$|^AbortError$/i, 'env.abort'],
  [/BLOCKED_BY_(CLIENT|ADMINISTRATOR)|NS_ERROR_(TRACKING|BLOCKED)|^inspector$/i, 'env.blocker'],
  [/CERT|SSL|TLS|SEC_ERROR|MOZILLA_PKIX|UNABLE_TO_|SELF_SIGNED|EPROTO|BAD_SECURITY/i, 'net.tls'],
  [/INVALID_HTTP_RESPONSE|^HPE_|RESPONSE_HEADERS_TRUNCATED|INVALID_CHUNKED|CAPTIVE/i, 'net.captive'],
  [/TIMED?_?OUT|TIMEOUT/i, 'timeout'],
  [
    /RESET|EMPTY_RESPONSE|CONNECTION_CLOSED|CONNECTION_ABORTED|EPIPE|ECONNABORTED|hang up|INTERRUPT|CONTENT_(LENGTH|DECODING)|PARTIAL_TRANSFER|INCOMPLETE_|HTTP2_/i,
    'reset',
  ],
  [
    /NAME_NOT_RESOLVED|NAME_RESOLUTION|UNKNOWN_HOST|ENOTFOUND|EAI_|REFUSED|UNREACH|ADDRESS_INVALID|CONNECTION_FAILED|PROXY_CONNECTION/i,
    'net.unreachable',
  ],
];

/**
 * What a failure below HTTP means; `null`: it says nothing (`net::ERR_FAILED` stands for any refusal too). Pure.
 *
 * @param preflightPassed - Whether an answer to the preflight was seen that lets the request out.
 */
export function failureCode({ leg, reason }: RawFailure, preflightPassed: boolean): FailureCode | null {
  // WebKit says in words what CORS refused, in which hosts and names of headers stand.
  if (/access-control-/i.test(reason)) return null;
  const found = KNOWN.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
  if (found === 'timeout') return leg === 'preflight' ? 'pre.timeout' : 'net.unreachable';
  if (found !== 'reset') return found;
  if (leg === 'preflight') return 'pre.reset';
  return preflightPassed ? 'net.reset-upload' : 'net.unreachable';
}
