import type { CheckedRequest } from '../../fetch-standard/checked-request.js';
import type { CorsRefusal } from '../../fetch-standard/cors-verdict.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { StoreErrorKind } from '../../model/store-error-kind.js';
import type { RuledStore } from '../../stores/store.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { type Classification, likely, proven } from './classification.js';
import { isForwarded } from './classify-answer.js';
import { headerOf, type ReadAnswer } from './raw-finding.js';
import { ON_PREFLIGHT } from './refusal-causes.js';
import { refusedByRules } from './refused-by-rules.js';

/** A refused preflight, with everything that is known of it. */
export interface RefusedPreflight {
  readonly request: CheckedRequest;
  readonly refusal: CorsRefusal;
  readonly answer: ReadAnswer;
  readonly store: RuledStore;
  /** What the rules say, where they are known. */
  readonly byRules: RuleFinding | null;
  readonly isPresigned: boolean;
}

/** Says why a preflight was refused, from its answer. Pure. */
export function classifyPreflight(refused: RefusedPreflight): Classification {
  const { refusal, answer, request } = refused;
  // Only a network that wants a login first says that: https://www.rfc-editor.org/rfc/rfc6585#section-6
  if (answer.response.status === 511) return proven('net.captive');
  if (isWrongBucket(answer)) return proven('pre.bucket');
  // The proxy that asks for it may be that of who asked.
  if (answer.response.status === 407) return likely('pre.auth', 'net.captive');
  if (wantsLogin(answer)) return proven('pre.auth');
  const code = ON_PREFLIGHT[refusal.code];
  switch (code) {
    case undefined:
      return classifyMissing(refused);
    case 'pre.acao-mismatch':
      // Behind a redirect to another origin it is told `null`, too.
      return request.origin === 'null' ? likely('env.origin-null', 'act.redirect') : proven(code);
    case 'pre.method':
      return listsOtherCase(answer, refusal.value) ? proven('pre.method-case') : ruled(code, refused);
    case 'pre.header':
      return listsPattern(answer, refusal.value) ? proven('pre.acah-prefix') : ruled(code, refused);
    default:
      return proven(code);
  }
}

/**
 * A store answers its refusals without any CORS header: what lists other things may be somebody in front, without rules. And
 * is one that answers by itself where it bears the name of a gateway and none of a store's marks. One that passes answers on
 * may write over what they list.
 */
function ruled(code: 'pre.method' | 'pre.header', { answer, byRules }: RefusedPreflight): Classification {
  const { isStore, server, response } = answer;
  if (!isStore && GATEWAYS.test(server)) return likely('pre.waf', code);
  // The rules that are known let it through.
  if (byRules?.code === null) return likely('pre.not-by-rules', code, 'pre.waf');
  return isStore && !isForwarded(response) ? proven(code) : likely(code, 'pre.waf');
}

/** Servers that stand before others, by their `Server` header. */
const GATEWAYS =
  /^(nginx|openresty|tengine|apache|caddy|traefik|haproxy|envoy|istio-envoy|kong|varnish|squid|cloudflare|CloudFront|Akamai|Microsoft-IIS|awselb|BunnyCDN|Google Frontend)/i;

/** What a store says of a signature: where it says so of a preflight, it looks at the one in the URL before any rule. */
const OF_SIGNATURE: readonly StoreErrorKind[] = ['signature', 'clock', 'expired-credentials'];

/** The answer allows no origin at all: what stores say to every refusal. */
function classifyMissing(refused: RefusedPreflight): Classification {
  const { answer, store, request, byRules } = refused;
  const { serviceMessage, kind } = answer.error;
  const { status } = answer.response;
  if (/^CORSResponse:/.test(serviceMessage) && /not enabled/.test(serviceMessage))
    return proven('pre.no-config');
  if (refused.isPresigned && answer.isStore && OF_SIGNATURE.includes(kind)) return proven('pre.auth-query');
  const isBareRefusal = status >= 200 && status < 300;
  const isUsual = !isBareRefusal || refusesWithSuccess(store) === true || /UploadServer/.test(answer.server);
  // Where it is not known how the store refuses, such an answer of its own may be how.
  const isPossible = answer.isStore && refusesWithSuccess(store) === null;
  if (!isUsual && !isPossible) {
    // Some stores refuse by such an answer (Google's), and it is not known of all that they do not.
    return likely('pre.no-acao', 'pre.waf', ...refusedByRules(store));
  }
  if (!answer.isStore && !isBareRefusal) return likely('pre.waf', 'pre.bucket', 'pre.refused');
  // Too busy, or broken: what it would have said is not known.
  if (status >= 500 || status === 429) return likely('pre.not-by-rules', 'pre.waf', ...refusedByRules(store));
  // No rule should name the origin that any page can have, whatever else the rules lack.
  if (request.origin === 'null') return likely('env.origin-null', ...refusedByRules(store));
  // What names no error may say anything.
  const silent: DiagnosisCode[] = answer.error.serviceCode === '' ? ['pre.bucket'] : [];
  if (byRules?.code === null) return likely('pre.not-by-rules', ...authQuery(refused), ...silent);
  if (byRules != null && byRules.code !== 'unknown')
    return likely(byRules.code, 'pre.not-by-rules', ...silent);
  const isSaid = /^CORSResponse:/.test(serviceMessage);
  // Who says that it is CORS does not mean the signature.
  const signature = isSaid ? [] : authQuery(refused);
  const other: DiagnosisCode[] = isUsual ? silent : [...silent, 'pre.no-acao'];
  const open: DiagnosisCode[] = [...refusedByRules(store), ...signature, ...other];
  return { code: 'pre.refused', confidence: isSaid ? 'proof' : 'strong', candidates: open };
}

function authQuery({ isPresigned, store }: RefusedPreflight): DiagnosisCode[] {
  return isPresigned && store.ruleSemantics.presignedPreflight !== 'ignored' ? ['pre.auth-query'] : [];
}

/** Whether the store refuses with a success, as Google Cloud Storage does by a bare 200; `null`: it is not known. */
function refusesWithSuccess({ ruleSemantics }: RuledStore): boolean | null {
  const { status, unknown = [] } = ruleSemantics.refusal(
    { kind: 'preflight', origin: 'https://page.invalid', method: 'GET', headers: [] },
    'no-match',
  );
  return unknown.includes('status') ? null : status < 300;
}

/** No such bucket, or one that is elsewhere. */
function isWrongBucket({ error, response, elsewhere }: ReadAnswer): boolean {
  const { kind, serviceCode, serviceMessage } = error;
  if (kind === 'no-bucket' || kind === 'region') return true;
  if (/^CORSResponse: Bucket not found/.test(serviceMessage)) return true;
  if (/^(InvalidBucketName|SecondLevelDomainForbidden|BucketAlreadyMoved)$/.test(serviceCode)) return true;
  const isRedirect = response.status >= 300 && response.status < 400;
  return isRedirect && elsewhere !== '' && headerOf(response, 'x-amz-bucket-region') !== '';
}

/** Who lets the page through may offer a login all the same. */
function wantsLogin({ response }: ReadAnswer): boolean {
  const { status } = response;
  const isShut = status >= 400 && headerOf(response, 'access-control-allow-origin') === '';
  return status === 401 || (isShut && headerOf(response, 'www-authenticate') !== '');
}

function listsOtherCase({ response }: ReadAnswer, method: string): boolean {
  const listed = headerOf(response, 'access-control-allow-methods').split(/[\s,]+/);
  return listed.some((item) => item.toLowerCase() === method.toLowerCase());
}

/** `x-amz-*` and the like: meant for several names, and taken by the letter. */
function listsPattern({ response }: ReadAnswer, name: string): boolean {
  const listed = headerOf(response, 'access-control-allow-headers')
    .toLowerCase()
    .split(/[\s,]+/);
  return listed.some((item) => item.length > 1 && item.endsWith('*') && name.startsWith(item.slice(0, -1)));
}
