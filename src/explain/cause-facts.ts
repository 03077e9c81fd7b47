import type { Stage } from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';

/** What is known of a code whatever the request. */
export interface CauseFacts {
  /** Where the request stops. `none`: nowhere; it only stands beside a cause. */
  readonly stage: Stage;
  /**
   * Whether `diagnose()` finds it in a page. `proof`: for certain, where the browser shows enough. `hint`: not for certain.
   * `rules`: only with the rules that it is given. `no`: only who sees the raw answers, a recording or the console can.
   */
  readonly page: 'proof' | 'hint' | 'rules' | 'no';
  /** Addresses of pages about it. Never empty. */
  readonly docs: readonly string[];
}

const MDN = 'https://developer.mozilla.org/docs/Web/';
const FETCH = 'https://fetch.spec.whatwg.org/#';

const PLACES = {
  cors: `${MDN}HTTP/Guides/CORS`,
  csp: `${MDN}HTTP/Reference/Headers/Content-Security-Policy/connect-src`,
  mixed: `${MDN}Security/Mixed_content`,
  origin: `${MDN}HTTP/Reference/Headers/Origin`,
  lna: 'https://wicg.github.io/local-network-access/',
  port: `${FETCH}port-blocking`,
  notHttp: `${MDN}HTTP/Guides/CORS/Errors/CORSRequestNotHttp`,
  method: `${FETCH}forbidden-method`,
  sw: `${MDN}API/Service_Worker_API`,
  coep: `${MDN}HTTP/Reference/Headers/Cross-Origin-Embedder-Policy`,
  keepalive: `${MDN}API/Request/keepalive`,
  abort: `${MDN}API/AbortController`,
  didNotSucceed: `${MDN}HTTP/Guides/CORS/Errors/CORSDidNotSucceed`,
  tls: `${MDN}Security/Defenses/Transport_Layer_Security`,
  forbidden: `${MDN}HTTP/Reference/Forbidden_request_header`,
  bodyType: `${FETCH}concept-bodyinit-extract`,
  safelisted: `${FETCH}cors-safelisted-request-header`,
  upload: `${MDN}API/XMLHttpRequest/upload`,
  preflight: `${FETCH}cors-preflight-fetch`,
  check: `${FETCH}cors-check`,
  missing: `${MDN}HTTP/Guides/CORS/Errors/CORSMissingAllowOrigin`,
  mismatch: `${MDN}HTTP/Guides/CORS/Errors/CORSAllowOriginNotMatchingOrigin`,
  multiple: `${MDN}HTTP/Guides/CORS/Errors/CORSMultipleAllowOriginNotAllowed`,
  wildcard: `${MDN}HTTP/Guides/CORS/Errors/CORSNotSupportingCredentials`,
  credentials: `${MDN}HTTP/Guides/CORS/Errors/CORSMissingAllowCredentials`,
  methodMissing: `${MDN}HTTP/Guides/CORS/Errors/CORSMethodNotFound`,
  headerMissing: `${MDN}HTTP/Guides/CORS/Errors/CORSMissingAllowHeaderFromPreflight`,
  badMethods: `${MDN}HTTP/Guides/CORS/Errors/CORSInvalidAllowMethod`,
  badHeaders: `${MDN}HTTP/Guides/CORS/Errors/CORSInvalidAllowHeader`,
  badStatus: `${MDN}HTTP/Guides/CORS/Errors/CORSPreflightDidNotSucceed`,
  redirected: `${MDN}HTTP/Guides/CORS/Errors/CORSExternalRedirectNotAllowed`,
  s3: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors-troubleshooting.html',
  s3Rules: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  s3Errors: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  s3Redirect: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html',
  ceph: 'https://github.com/ceph/ceph/pull/69190',
  expose: `${MDN}HTTP/Reference/Headers/Access-Control-Expose-Headers`,
  vary: `${MDN}HTTP/Reference/Headers/Vary`,
  crossorigin: `${MDN}HTML/Reference/Attributes/crossorigin`,
  maxAge: `${MDN}HTTP/Reference/Headers/Access-Control-Max-Age`,
} as const;

const fact = (
  stage: Stage,
  page: CauseFacts['page'],
  ...docs: readonly (keyof typeof PLACES)[]
): CauseFacts => ({ stage, page, docs: docs.map((place) => PLACES[place]) });

/** One row a code. `docs/causes.md` is made of it. */
export const CAUSE_FACTS: Readonly<Record<DiagnosisCode, CauseFacts>> = {
  'ok.allowed': fact('none', 'proof', 'cors'),
  'env.csp': fact('local', 'proof', 'csp'),
  'env.mixed': fact('local', 'proof', 'mixed'),
  'env.origin-null': fact('local', 'hint', 'origin'),
  'env.lna': fact('local', 'hint', 'lna'),
  'env.port': fact('local', 'proof', 'port'),
  'env.scheme': fact('local', 'no', 'notHttp'),
  'env.userinfo': fact('local', 'no', 'cors'),
  'env.method': fact('local', 'no', 'method'),
  'env.sw': fact('local', 'hint', 'sw'),
  'env.coep': fact('local', 'no', 'coep'),
  'env.offline': fact('local', 'proof', 'didNotSucceed'),
  'env.keepalive': fact('local', 'no', 'keepalive'),
  'env.abort': fact('local', 'no', 'abort'),
  'env.blocker': fact('local', 'no', 'didNotSucceed'),
  'net.unreachable': fact('network', 'hint', 'didNotSucceed'),
  'net.tls': fact('network', 'no', 'tls'),
  'net.reset-upload': fact('network', 'hint', 'didNotSucceed'),
  'net.captive': fact('network', 'no', 'didNotSucceed'),
  'req.dropped-header': fact('none', 'no', 'forbidden'),
  'req.auto-content-type': fact('none', 'no', 'bodyType'),
  'req.preflight-cause': fact('none', 'no', 'cors'),
  'req.value-too-long': fact('none', 'no', 'safelisted'),
  'req.range-not-simple': fact('none', 'no', 'safelisted'),
  'req.header-case': fact('none', 'no', 'preflight'),
  'req.upload-listener': fact('none', 'no', 'upload'),
  'pre.all-refused': fact('preflight', 'hint', 's3', 'missing'),
  'pre.refused': fact('preflight', 'no', 's3', 'missing'),
  'pre.no-config': fact('preflight', 'rules', 's3', 's3Rules'),
  'pre.bucket': fact('preflight', 'no', 's3Errors', 's3Redirect'),
  'pre.origin': fact('preflight', 'hint', 's3', 's3Rules'),
  'pre.method': fact('preflight', 'hint', 's3', 'methodMissing'),
  'pre.header': fact('preflight', 'proof', 's3', 'headerMissing'),
  'pre.cross-rule': fact('preflight', 'proof', 's3Rules'),
  'pre.shadowed': fact('preflight', 'rules', 'ceph'),
  'pre.auth': fact('preflight', 'no', 'badStatus', 'preflight'),
  'pre.auth-query': fact('preflight', 'hint', 's3Errors'),
  'pre.status': fact('preflight', 'no', 'badStatus', 'preflight'),
  'pre.redirect': fact('preflight', 'no', 'redirected'),
  'pre.no-acao': fact('preflight', 'no', 'missing'),
  'pre.acao-mismatch': fact('preflight', 'no', 'mismatch', 'vary'),
  'pre.acao-multiple': fact('preflight', 'no', 'multiple'),
  'pre.acao-invalid': fact('preflight', 'no', 'mismatch'),
  'pre.cred-wildcard': fact('preflight', 'hint', 'wildcard'),
  'pre.cred-missing': fact('preflight', 'hint', 'credentials'),
  'pre.acam-syntax': fact('preflight', 'no', 'badMethods'),
  'pre.acah-syntax': fact('preflight', 'no', 'badHeaders'),
  'pre.acah-prefix': fact('preflight', 'no', 'headerMissing'),
  'pre.method-case': fact('preflight', 'no', 'methodMissing', 'method'),
  'pre.authz-star': fact('none', 'no', 'preflight'),
  'pre.waf': fact('preflight', 'no', 'missing', 'preflight'),
  'pre.timeout': fact('preflight', 'hint', 'didNotSucceed'),
  'pre.reset': fact('preflight', 'no', 'didNotSucceed'),
  'pre.propagation': fact('none', 'no', 's3Rules'),
  'pre.not-by-rules': fact('preflight', 'rules', 's3', 's3Rules'),
  'act.error-without-cors': fact('response', 'hint', 's3Errors', 'missing'),
  'act.no-acao': fact('response', 'hint', 'missing', 'check'),
  'act.acao-mismatch': fact('response', 'no', 'mismatch', 'vary'),
  'act.acao-multiple': fact('response', 'no', 'multiple'),
  'act.redirect': fact('response', 'hint', 's3Redirect', 'didNotSucceed'),
  'act.stale-preflight': fact('response', 'hint', 'maxAge'),
  'act.executed': fact('none', 'no', 's3'),
  'act.expose': fact('none', 'proof', 'expose'),
  'act.readable-error': fact('response', 'proof', 's3Errors'),
  'cache.http-poison': fact('response', 'hint', 'vary', 'crossorigin'),
  'cache.cdn-poison': fact('response', 'hint', 'vary'),
  'cache.preflight-per-url': fact('none', 'no', 'maxAge'),
  'cache.max-age': fact('none', 'no', 'maxAge'),
  undecided: fact('none', 'no', 'cors'),
};
