import type { ConsoleReading } from '../../fetch-standard/console/console-reading.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuledStore } from '../../stores/store.js';
import { type Classification, likely, open, proven } from './classification.js';
import { failureCode } from './failure-code.js';
import { ON_ANSWER, ON_PREFLIGHT } from './refusal-causes.js';
import { refusedByRules } from './refused-by-rules.js';

/** What one line means, as far as it tells. Pure. */
export function classifyMessage(reading: ConsoleReading, store: RuledStore): Classification {
  const { refusals, failure, blockedAt, status, value, origin } = reading;
  if (failure !== '') return failed(reading);
  const [refusal] = refusals;
  if (refusal === undefined) return open();
  // Firefox has the same words for an address that cannot be asked at all and for a redirect to one.
  if (refusals.includes('redirect-scheme') && /^(?!https?:)\w[\w+.-]*:/.test(reading.url))
    return { ...likely('env.scheme'), candidates: null };
  if (refusals.every((code) => code.startsWith('redirect-'))) {
    // Firefox says the same of a connection that failed, whatever stopped it.
    return reading.engine === 'firefox' && status === null
      ? likely(
          'net.unreachable',
          'act.redirect',
          'pre.refused',
          'net.tls',
          'env.blocker',
          'env.offline',
          'pre.reset',
          'pre.timeout',
          'net.reset-upload',
        )
      : likely('act.redirect');
  }
  if (blockedAt === 'redirect') return likely('act.redirect');
  // No rule should name the origin that any page can have.
  const isNull = origin === 'null';
  if (refusal === 'allow-origin-missing' || isStatusFirst(reading)) {
    const found = missing(reading, store);
    const { code, candidates } = found;
    if (!isNull) return found;
    return blockedAt === 'preflight'
      ? likely('env.origin-null', code, ...(candidates ?? []))
      : likely(code, ...(candidates ?? []), 'env.origin-null');
  }
  const code = (blockedAt === 'response' ? ON_ANSWER : ON_PREFLIGHT)[refusal];
  const others = refusals.slice(1).flatMap((other) => ON_PREFLIGHT[other] ?? []);
  if (code === undefined) return open(...others);
  const elsewhere = blockedAt === null ? (ON_ANSWER[refusal] ?? code) : code;
  // A method that the line does not name, or that is not in capitals, may be one that no rule can name.
  const spelled: DiagnosisCode[] = code === 'pre.method' && !/^[A-Z]+$/.test(value) ? ['env.method'] : [];
  const left = [...new Set([...others, elsewhere, ...(ALSO[code] ?? []), ...spelled])];
  const unlike = left.filter((other) => other !== code);
  // A store answers its refusals without any CORS header: headers that are wrong come from something else.
  const isByAnother = code.startsWith('pre.') && !NOT_BY_ANOTHER.has(code);
  const candidates = isByAnother ? [...unlike, 'pre.waf' as const] : unlike;
  if (isNull && code === 'pre.acao-mismatch') return likely('env.origin-null', code, ...candidates);
  return candidates.length === 0 ? proven(code) : likely(code, ...candidates);
}

/** What is not refused by a check of CORS. */
function failed({ failure, status }: ConsoleReading): Classification {
  const code = failureCode({ leg: 'request', reason: failure }, status !== null);
  // Without more of its name it may be the policy of the page, or that of the answer, which has no code.
  if (code === null) return /BLOCKED_BY_RESPONSE$/.test(failure) ? open('env.coep') : open();
  // An element gives its load up at the status of an error. At another, the page may have done so.
  if (code === 'env.abort' && status !== null) return status < 400 ? open(code) : open();
  // What the browser itself stops needs no look at the store.
  if (code.startsWith('env.')) return { ...likely(code), candidates: null };
  if (code !== 'net.unreachable') return likely(code);
  if (status !== null) return likely('net.reset-upload');
  const onPreflight = failureCode({ leg: 'preflight', reason: failure }, false);
  // The line is the same for a preflight, and for a request that breaks off behind one.
  return onPreflight === null || onPreflight === code
    ? likely(code)
    : likely(code, 'net.reset-upload', onPreflight);
}

/** What the words for a code cover as well. */
const ALSO: Readonly<Partial<Record<DiagnosisCode, readonly DiagnosisCode[]>>> = {
  'pre.method': ['pre.method-case'],
  'pre.header': ['pre.acah-prefix'],
  'pre.status': ['pre.auth'],
};

const NOT_BY_ANOTHER: ReadonlySet<DiagnosisCode> = new Set([
  'pre.cred-wildcard',
  'pre.cred-missing',
  'pre.method-case',
]);

/** WebKit looks at the status first, so that it never speaks of the missing header. */
function isStatusFirst({ engine, refusals, status }: ConsoleReading): boolean {
  return engine === 'webkit' && refusals.includes('preflight-status') && status !== null;
}

/** Nothing in the answer allows the page: what stores say to every refusal. */
function missing({ blockedAt, status, engine, refusals }: ConsoleReading, store: RuledStore): Classification {
  const refused = refusedCandidates(store);
  const isRedirect = /^30[12378]$/.test(String(status));
  const isLogin = status === 401 || status === 407;
  if (blockedAt === 'preflight') {
    if (isLogin) return likely('pre.auth', 'pre.waf');
    if (status === 404) return likely('pre.bucket', 'pre.waf', 'pre.status');
    if (isRedirect) return likely('pre.redirect', 'pre.bucket');
    if (engine === 'webkit' && refusals.includes('preflight-status'))
      return likely('pre.refused', ...refused, 'pre.status');
    if (status !== null && status >= 300) return likely('pre.refused', ...refused);
    if (status !== null) return likely('pre.no-acao', 'pre.refused', ...refused);
    // Chromium has other words for a redirect.
    const sentOn: DiagnosisCode[] = engine === 'firefox' ? ['pre.redirect'] : [];
    return likely('pre.refused', ...refused, 'pre.auth', 'pre.no-acao', ...sentOn);
  }
  // Firefox says the same of a preflight and of the answer; WebKit only where the preflight is a success.
  const isEither = blockedAt === null && engine !== 'webkit';
  // WebKit uses the same words for an origin that is another one, or none.
  const words = refusals.flatMap((code) => [ON_ANSWER[code] ?? [], ON_PREFLIGHT[code] ?? []].flat());
  const others = [...new Set(words)];
  const cached: DiagnosisCode[] = ['cache.cdn-poison', 'cache.http-poison'];
  if (isRedirect) {
    const first: DiagnosisCode[] = isEither ? ['pre.redirect', 'pre.bucket'] : [];
    return likely('act.redirect', ...first, 'act.no-acao');
  }
  if (status !== null && status >= 400) {
    if (isEither && isLogin) return likely('pre.auth', 'act.error-without-cors', 'pre.refused', ...refused);
    if (isEither) return likely('pre.refused', ...refused, 'act.error-without-cors');
    const onAnswer = others.filter((code) => code.startsWith('act.'));
    return likely('act.error-without-cors', ...refusedByRules(store, false), 'pre.bucket', ...onAnswer);
  }
  // What is no HTTP, Firefox reads as an answer without headers.
  if (isEither) others.push('net.captive');
  if (isEither && status === null) {
    const onPreflight: DiagnosisCode[] = [...refused, 'pre.auth', 'pre.redirect', 'pre.no-acao'];
    const onAnswer: DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao', 'act.redirect'];
    return likely('pre.refused', ...onPreflight, ...onAnswer, ...cached, ...others);
  }
  const shared: DiagnosisCode[] = [...refusedByRules(store, false), ...cached, ...others];
  if (blockedAt === null) shared.push('pre.no-acao');
  return status === null
    ? likely('act.error-without-cors', 'act.no-acao', 'act.redirect', 'pre.bucket', ...shared)
    : likely('act.no-acao', ...shared);
}

function refusedCandidates(store: RuledStore): DiagnosisCode[] {
  return [
    ...refusedByRules(store),
    ...(store.ruleSemantics.presignedPreflight !== 'ignored' ? ['pre.auth-query' as const] : []),
    'pre.bucket',
    'pre.waf',
  ];
}
